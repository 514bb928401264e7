/**
 * 操作ログと電文記録の改ざん検査: `npm run verify [-- --town CODE] [--receipts FILE]`. Recomputes the chain of every organisation's logs over
 * the stored bytes, without the services; then holds the signed heads that the portal keeps, and receipts of residents (one a
 * line), against the towns' logs. Exit code 1 when anything does not fit.
 */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { loadConfig } from '#app/config.server.ts';
import { checkEvidence, type EvidenceCheck } from '#app/messages/log-evidence.server.ts';
import { readStatement } from '#app/messages/log-receipt.server.ts';
import { verifyMessageLog } from '#app/messages/message-log.server.ts';
import { composeServices } from '#app/services.server.ts';
import { verifyAudit } from './audit.server.ts';
import { createCipher } from './cipher.ts';
import { readOptions, runCommand } from './command-line.ts';
import type { ChainState } from './hash-chain.ts';

const USAGE = 'npm run verify [-- --town CODE] [--receipts FILE]';

const Options = z.object({
  town: z
    .string()
    .regex(/^\d{6}$/, 'a code of six digits')
    .optional(),
  receipts: z.string().min(1).optional(),
});

function report(whose: string, what: string, { entries, unsealed, head, brokenAt }: ChainState): void {
  const state = brokenAt === undefined ? '異常なし' : `${brokenAt}番目の封から合わない`;
  console.log(`${whose}\t${what}\t${state}\t${entries}件（連鎖前 ${unsealed}件）\t${head}`);
  if (brokenAt !== undefined) process.exitCode = 1;
}

function reportEvidence(whose: string, what: string, { fitting, faults }: EvidenceCheck): void {
  console.log(`${whose}\t${what}\t${faults.length === 0 ? '異常なし' : '記録と合わない'}\t${fitting}件が一致`);
  for (const fault of faults) console.log(`${whose}\t${what}\t${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}

/** Receipts by town; one that names none is nobody's and fails. */
function receiptsIn(file: string): Map<string, string[]> {
  const byTown = new Map<string, string[]>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const token = line.trim();
    if (token === '') continue;
    const town = readStatement(token)?.town ?? '';
    byTown.set(town, [...(byTown.get(town) ?? []), token]);
  }
  return byTown;
}

await runCommand(async () => {
  const { town: only, receipts: file } = readOptions(Options, USAGE);
  const receipts = file === undefined ? new Map<string, string[]>() : receiptsIn(file);
  const config = loadConfig();
  const cipher = createCipher(config.dataKey);
  const composition = await composeServices(config, { listen: false });
  try {
    const heads = await composition.portal.store.read(({ db, t }) => db.select().from(t.portalLogHeads));
    for (const { town, stores, keys } of composition.towns) {
      if (only && town.code !== only) continue;
      for (const [at, store] of stores.entries()) {
        const whose = `${town.name}${at === 0 ? '' : '（宛名）'}`;
        report(whose, '操作ログ', await verifyAudit(store));
        report(whose, '電文記録', await verifyMessageLog(store));
      }
      const [store] = stores;
      if (!store) continue;
      const log = { code: town.code, store, cipher, key: createPublicKey(keys.signing.privateKey) };
      const held = heads.filter(({ municipality }) => municipality === town.code).map(({ token }) => token);
      reportEvidence(town.name, '署名された先頭', await checkEvidence(log, held));
      const own = receipts.get(town.code);
      receipts.delete(town.code);
      if (own) reportEvidence(town.name, '控え', await checkEvidence(log, own));
    }
    const others = [...receipts.values()].flat().length;
    if (others > 0) {
      console.log(`検査した市区町村のものではない控え\t${others}件`);
      process.exitCode = 1;
    }
    if (only) return;
    report('引越しポータル', '操作ログ', await verifyAudit(composition.portal.store));
    report('引越しポータル', '電文記録', await verifyMessageLog(composition.portal.store));
  } finally {
    await composition.stop();
  }
});
