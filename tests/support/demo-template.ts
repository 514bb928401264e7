import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from './demo-server.ts';

/** Seeds one set of databases before the journeys; each journey starts from a copy. */
export default async function prepareTemplate(): Promise<() => void> {
  if (!existsSync('build/server/index.js')) throw new Error('Build first: npm run build');
  const dataDir = mkdtempSync(join(tmpdir(), 'moving-oss-template-'));
  const server = await startDemo({ dataDir });
  await server.stop();
  writeFileSync(join(tmpdir(), 'moving-oss-template.path'), dataDir);
  return () => rmSync(dataDir, { recursive: true, force: true });
}
