import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { createCipher } from '#db/cipher.ts';
import { DEMO_TOWNS } from '#db/fixtures/towns.ts';
import { leaksIn, type Secret, seededSecrets } from './leaks.ts';

const DemoSecrets = z.object({ dataKey: z.string() });
const StoredNumbers = z.object({ residentRecordCode: z.string(), individualNumber: z.string().optional() });

/** The seeded numbers of everybody, as the registers of the towns keep them: decrypted with the key of the demo. */
export async function storedSecrets(dataDir: string): Promise<Secret[]> {
  const { dataKey } = DemoSecrets.parse(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')));
  const cipher = createCipher(dataKey);
  const numbers = new Map<string, string>();
  for (const { code } of DEMO_TOWNS) {
    const register = new Database(join(dataDir, `town-${code}.db`), { readonly: true });
    for (const sealed of z.array(z.string()).parse(register.prepare('SELECT secrets FROM residents').pluck().all())) {
      const { residentRecordCode, individualNumber } = StoredNumbers.parse(JSON.parse(cipher.decrypt(sealed)));
      if (individualNumber) numbers.set(residentRecordCode, individualNumber);
    }
    register.close();
  }
  return seededSecrets(async (code) => numbers.get(code) ?? '');
}

/** Numbers that can be read in a file of the demo or in its log; and which files were looked into. */
export async function readableNumbers(
  dataDir: string,
  log: string,
  secrets: readonly Secret[],
): Promise<{ files: string[]; leaks: string[] }> {
  const files = readdirSync(dataDir).filter((name) => !name.endsWith('.json'));
  const found = files.map((name) => ({ name, bytes: readFileSync(join(dataDir, name)) }));
  found.push({ name: 'log', bytes: Buffer.from(log) });
  return {
    files,
    leaks: found.flatMap(({ name, bytes }) => leaksIn(bytes, secrets).map((leak) => `${name}: ${leak}`)),
  };
}
