import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo, TEMPLATE_VARIABLE } from './demo-server.ts';

/** Seeds one set of databases before the journeys; each journey starts from a copy. */
export default async function prepareTemplate(): Promise<() => void> {
  if (!existsSync('build/server/index.js')) throw new Error('Build first: npm run build');
  const dataDir = mkdtempSync(join(tmpdir(), 'moving-oss-template-'));
  const server = await startDemo({ dataDir });
  await server.stop();
  process.env[TEMPLATE_VARIABLE] = dataDir;
  return () => rmSync(dataDir, { recursive: true, force: true });
}
