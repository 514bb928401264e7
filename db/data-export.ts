/**
 * Hands a register on as 基本データリスト: `npm run data:export -- --town CODE --file FILE.csv`. Everybody is in it, so the file is as secret
 * as the register; it is written readable for its owner only.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { loadConfig } from '#app/config.server.ts';
import { composeServices } from '#app/services.server.ts';
import { readOptions, runCommand, UsageError } from './command-line.ts';
import { progressBar } from './progress.ts';

const USAGE = 'npm run data:export -- --town CODE --file FILE.csv';

const Options = z.object({ town: z.string().regex(/^\d{6}$/, 'a code of six digits'), file: z.string().min(1) });

await runCommand(async () => {
  const { town: code, file } = readOptions(Options, USAGE);
  const composition = await composeServices(loadConfig(), { listen: false });
  try {
    const found = composition.towns.find((one) => one.town.code === code);
    if (!found) throw new UsageError(`${code} is not a town of this process.\n${USAGE}`);
    const { juki, town } = found;
    const out = createWriteStream(file, { mode: 0o600 });
    const bar = progressBar('出力', 0, '行');
    const sink = async (text: string) => {
      if (!out.write(text)) await once(out, 'drain');
    };
    const officeCode = town.offices[0]?.code ?? '';
    const officer = { id: 'system', name: 'システム', townCode: town.code, officeCode, roles: [] };
    const rows = await juki.dataList.export(sink, { officer, reason: '基本データリストの出力' }, (done) =>
      bar.show(done),
    );
    out.end();
    await finished(out);
    bar.end();
    console.log(`${town.name} ${rows}行: ${file}`);
  } finally {
    await composition.stop();
  }
});
