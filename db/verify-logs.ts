/**
 * 操作ログと電文記録の改ざん検査: `npm run logs:verify [-- --town CODE]`. Recomputes the chain of every organisation's logs over the
 * stored bytes, without the services; exit code 1 when a batch does not fit.
 */
import { z } from 'zod';
import { loadConfig } from '#app/config.server.ts';
import { verifyMessageLog } from '#app/messages/message-log.server.ts';
import { composeServices } from '#app/services.server.ts';
import { verifyAudit } from './audit.server.ts';
import { readOptions, runCommand } from './command-line.ts';
import type { ChainState } from './hash-chain.ts';

const USAGE = 'npm run logs:verify [-- --town CODE]';

const Options = z.object({
  town: z
    .string()
    .regex(/^\d{6}$/, 'a code of six digits')
    .optional(),
});

function report(whose: string, what: string, { entries, unsealed, head, brokenAt }: ChainState): void {
  const state = brokenAt === undefined ? '異常なし' : `${brokenAt}番目の封から合わない`;
  console.log(`${whose}\t${what}\t${state}\t${entries}件（連鎖前 ${unsealed}件）\t${head}`);
  if (brokenAt !== undefined) process.exitCode = 1;
}

await runCommand(async () => {
  const { town: only } = readOptions(Options, USAGE);
  const composition = await composeServices(loadConfig(), { listen: false });
  try {
    for (const { town, stores } of composition.towns) {
      if (only && town.code !== only) continue;
      for (const [at, store] of stores.entries()) {
        const whose = `${town.name}${at === 0 ? '' : '（宛名）'}`;
        report(whose, '操作ログ', await verifyAudit(store));
        report(whose, '電文記録', await verifyMessageLog(store));
      }
    }
    if (only) return;
    report('引越しポータル', '操作ログ', await verifyAudit(composition.portal.store));
    report('引越しポータル', '電文記録', await verifyMessageLog(composition.portal.store));
  } finally {
    await composition.stop();
  }
});
