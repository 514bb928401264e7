/**
 * 職員の登録と仮のパスワード: `npm run officer -- --town CODE --id ID [--name NAME --office CODE --roles administrator,…]`.
 * For the first two administrators of a town, and where nobody is left who could approve. The password is printed once.
 */

import { z } from 'zod';
import { loadConfig } from '#app/config.server.ts';
import { composeServices } from '#app/services.server.ts';
import { Role } from '#app/vocabulary/roles.ts';
import { readOptions, runCommand, UsageError } from './command-line.ts';

const USAGE = `npm run officer -- --town CODE --id ID [--name NAME --office CODE --roles ROLE,ROLE]
roles: ${Role.options.join(', ')}`;

const Options = z.object({
  town: z.string().regex(/^\d{6}$/, 'a code of six digits'),
  id: z.string().regex(/^[A-Za-z0-9._-]{2,40}$/, '2 to 40 letters, digits, . _ -'),
  name: z.string().min(1).max(60).optional(),
  office: z.string().max(10).optional(),
  roles: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(Role).min(1))
    .optional(),
});

await runCommand(async () => {
  const { town: code, id, name, office: officeCode, roles } = readOptions(Options, USAGE);
  const composition = await composeServices(loadConfig(), { listen: false });
  try {
    const found = composition.towns.find((one) => one.town.code === code);
    if (!found) throw new UsageError(`${code} is not a town of this process.\n${USAGE}`);
    const { office, town } = found;
    const isKnown = (await office.roll.list()).some((one) => one.id === id);
    if (!isKnown && !(name && roles)) throw new UsageError(`${id} is new: --name and --roles are needed.\n${USAGE}`);
    if (isKnown && (name || roles || officeCode)) {
      throw new UsageError(`${id} is in the roll: name, office and roles are changed by two administrators.\n${USAGE}`);
    }
    if (officeCode && !town.offices.some((one) => one.code === officeCode)) {
      throw new UsageError(`${officeCode} is no office: ${town.offices.map((one) => one.code).join(', ')}`);
    }
    const { password } = await office.officers.issueByCommand({
      id,
      ...(name ? { name } : {}),
      ...(officeCode ? { officeCode } : {}),
      ...(roles ? { roles } : {}),
    });
    console.log(`${town.name}　職員番号 ${id}`);
    console.log(`仮のパスワード（3日間、この画面だけ） ${password}`);
    console.log(`${composition.services.config.publicOrigin}/office/${code}/sign-in`);
  } finally {
    await composition.stop();
  }
});
