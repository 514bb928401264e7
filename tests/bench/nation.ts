import { loadConfig } from '#app/config.server.ts';
import type { MigratedHousehold } from '#app/juki/migration.ts';
import type { TownOrganisation } from '#app/organisations.server.ts';
import { composeServices } from '#app/services.server.ts';
import type { Access, Role } from '#app/vocabulary/roles.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { newFolder, removeFolder } from './bench-town.ts';
import { householdOf, TODAY } from './families.ts';
import type { Settled } from './hot-acts.ts';

type Composition = Awaited<ReturnType<typeof composeServices>>;

/** The whole house as the demo runs it: durable databases, sealed messages, the national systems behind their own port. */
export interface BenchNation {
  composition: Composition;
  town: TownOrganisation;
  as(role?: Role): Access;
  /** Goes on to a day; nothing happens by itself. */
  goTo(day: string): void;
  /** Households whom the town, J-LIS, the 宛名 system and the 中間サーバー know since long. */
  settle(count: number, size: number, first: number): Promise<Settled[]>;
  close(): Promise<void>;
}

/** A household of the data migration whose individual numbers J-LIS has made. */
interface Known {
  household: MigratedHousehold;
  codeOf: Map<string, string>;
}

const TOGETHER = 250;

export async function openNation(port: number): Promise<BenchNation> {
  const folder = newFolder('disk');
  let now = tokyoInstant(TODAY, '09:00');
  const clock = { now: () => now };
  const config = loadConfig({
    DEMO: '1',
    NODE_ENV: 'test',
    PORT: String(port),
    NATIONAL_PORT: String(port + 1),
    DATA_DIR: folder,
  });
  const composition = await composeServices(config, { clock, durable: true, listen: true });
  await composition.prepare();
  const { nation } = composition;
  const [town] = composition.towns;
  if (!nation || !town) throw new Error('a simulated nation has a town');
  const { code } = town.town;

  async function known(households: readonly MigratedHousehold[]): Promise<Known[]> {
    const everybody = households.flatMap(({ members, address }) => members.map((member) => ({ member, address })));
    const numbers = await nation?.adoptPersons(
      everybody.map(({ member, address }) => ({
        residentRecordCode: member.residentRecordCode,
        name: { full: member.name.full, kana: member.name.kana },
        bornOn: member.bornOn,
        sex: member.sex,
        address,
        municipalityCode: code,
        since: '2015-04-01',
      })),
    );
    const numberOf = new Map(everybody.map(({ member }, at) => [member.residentRecordCode, numbers?.[at] ?? '']));
    return households.map((household) => {
      const members = household.members.map((member) => ({
        ...member,
        individualNumber: numberOf.get(member.residentRecordCode) ?? '',
      }));
      const codeOf = new Map(members.map((member) => [member.individualNumber, member.residentRecordCode]));
      return { household: { ...household, members }, codeOf };
    });
  }

  async function settleSome(households: readonly MigratedHousehold[]): Promise<Settled[]> {
    const adopted = await known(households);
    const migrated = await town?.juki.migrate(
      adopted.map((one) => one.household),
      { alreadyNumbered: true },
    );
    const copies = migrated?.copies ?? [];
    const unified = (await town?.addressee.migrate(copies)) ?? [];
    const codes = new Map(adopted.flatMap(({ codeOf }) => [...codeOf]));
    await nation?.seedCopies(
      copies.map(({ addresseeNumber: _, ...copy }, at) => ({
        ...copy,
        municipalityCode: code,
        residentRecordCode: codes.get(copy.individualNumber) ?? '',
        unifiedAddresseeNumber: unified[at] ?? '',
      })),
    );
    return (migrated?.households ?? []).map((one, at) => {
      const from = households[at];
      if (!from) throw new Error('a household was not migrated');
      return { ...one, from };
    });
  }

  return {
    composition,
    town,
    as: (role = 'registryManager') => ({
      officer: { id: `${role}-1`, name: '計測　一郎', townCode: code, officeCode: 'honcho', roles: [role] },
      reason: '届出の処理',
    }),
    goTo: (next) => {
      now = tokyoInstant(next, '09:00');
    },
    settle: async (count, size, first) => {
      const settled: Settled[] = [];
      for (let at = 0; at < count; at += TOGETHER) {
        const part = Array.from({ length: Math.min(TOGETHER, count - at) }, (_, index) =>
          householdOf(town.town, first + at + index, size),
        );
        settled.push(...(await settleSome(part)));
      }
      return settled;
    },
    close: async () => {
      await composition.stop();
      removeFolder(folder);
    },
  };
}
