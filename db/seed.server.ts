import { eq } from 'drizzle-orm';
import type { Addressee } from '#app/addressee/index.server.ts';
import type { JukiEngine } from '#app/juki/index.server.ts';
import type { MigratedHousehold } from '#app/juki/migration.ts';
import type { Access, Officer, Role } from '#app/vocabulary/roles.ts';
import type { Nation } from '#mocks/index.ts';
import { DEMO_FAMILIES } from './fixtures/families.ts';
import { DEMO_OFFICERS } from './fixtures/officers.ts';
import {
  type AdoptedNumbers,
  addressOf,
  birthDateOf,
  cardIdOf,
  formerHouseholdOf,
  formerNumberOf,
  householdOf,
  newCardOf,
  residentRecordCodeOf,
} from './fixtures/records.ts';
import type { FamilyFixture, PersonFixture } from './fixtures/types.ts';
import type { DemoTables } from './schema/index.ts';
import type { Store } from './store.ts';

/** The parts of a town that take over its residents. */
export interface SeedTown {
  juki: Pick<
    JukiEngine,
    'migrate' | 'adoptCodes' | 'findHousehold' | 'draft' | 'findDraft' | 'review' | 'approve' | 'register'
  >;
  addressee: Pick<Addressee, 'migrate'>;
}

export interface SeedDeps {
  /** Remembers which steps are done. */
  store: Store<DemoTables>;
  towns: ReadonlyMap<string, SeedTown>;
  nation: Pick<Nation, 'adoptPersons' | 'seedCopies'> & {
    cards: Pick<Nation['cards'], 'issueCards'>;
    jlis: Pick<Nation['jlis'], 'allotBlock'>;
    immigration?: Pick<Nation['immigration'], 'adopt'>;
  };
  families?: readonly FamilyFixture[];
  officers?: readonly Officer[];
  /** Day of the copies that are registered at the 中間サーバー. */
  today: string;
}

const REASON = 'データ移行';

/** 未使用の住民票コード with which a town starts; a block that a power cut swallowed is never used by anybody. */
const FIRST_BLOCK = 500;

type ReturningFamily = FamilyFixture & { movedHere: NonNullable<FamilyFixture['movedHere']> };

/**
 * 初期データの投入 (データ移行): persons at J-LIS, cards, then every household through the engine of its town, with 団番, 符号 and 副本 as
 * if they had always been there. Each step may be repeated: a start that was interrupted goes on, a finished one does nothing.
 */
export async function seedDemo(deps: SeedDeps): Promise<{ residents: number; alreadyThere: boolean }> {
  const { store, nation, families = DEMO_FAMILIES } = deps;
  const residents = families.reduce((sum, family) => sum + family.persons.length, 0);
  const done = await store.read(async ({ db, t }) => {
    const rows = await db.select({ key: t.seedSteps.key }).from(t.seedSteps);
    return new Set(rows.map(({ key }) => key));
  });
  if (done.has('finished')) return { residents, alreadyThere: true };

  const adopted = await adoptEverybody(nation, families);
  for (const family of families) {
    if (done.has(`family/${family.key}`)) continue;
    await seedFamily(deps, family, (person) => adopted.get(person.key) ?? { individualNumber: '' });
    await finish(store, `family/${family.key}`);
  }
  for (const [code, { juki }] of deps.towns) {
    if (done.has(`codes/${code}`)) continue;
    await juki.adoptCodes(await nation.jlis.allotBlock(code, FIRST_BLOCK));
    await finish(store, `codes/${code}`);
  }
  await finish(store, 'finished');
  return { residents, alreadyThere: false };
}

async function finish(store: Store<DemoTables>, key: string, note?: string): Promise<void> {
  await store.write(async ({ db, t }) => {
    await db
      .insert(t.seedSteps)
      .values({ key, note: note ?? null })
      .onConflictDoNothing();
  });
}

/** 個人番号 from J-LIS, card and 発行番号 from the card authority, by person. */
async function adoptEverybody(
  nation: SeedDeps['nation'],
  families: readonly FamilyFixture[],
): Promise<Map<string, AdoptedNumbers>> {
  const everybody = families.flatMap((family) => family.persons.map((person) => ({ family, person })));
  const numbers = await nation.adoptPersons(everybody.map(({ family, person }) => adoptedPersonOf(family, person)));
  await nation.immigration?.adopt(
    everybody.flatMap(({ family, person }) => {
      const { foreignStatus, name, sex } = person;
      if (!foreignStatus) return [];
      const { cardNumber, nationality } = foreignStatus;
      const { townCode } = family;
      const address = addressOf(townCode, family.address);
      return [{ cardNumber, nationality, name, sex, address, bornOn: birthDateOf(person), municipalityCode: townCode }];
    }),
  );
  const cards = everybody.flatMap(({ family, person }) => newCardOf(family, person) ?? []);
  const issued = await nation.cards.issueCards(cards);
  const cardOf = new Map(issued.map((card) => [card.cardId, card]));
  return new Map(
    everybody.map(({ person }, index) => {
      const individualNumber = numbers[index] ?? '';
      const card = cardOf.get(cardIdOf(person.key));
      if (!card) return [person.key, { individualNumber }];
      const { cardId, issuedOn, expiresOn, authenticationSerial: certificateSerial } = card;
      // 交付簿: a card that was given back or has ended is no longer kept beside the record.
      const kept = person.card?.lapsed ? {} : { card: { cardId, issuedOn, expiresOn } };
      return [person.key, { individualNumber, certificateSerial, ...kept }];
    }),
  );
}

function adoptedPersonOf(family: FamilyFixture, person: PersonFixture) {
  const { full, kana, alias } = person.name;
  return {
    residentRecordCode: residentRecordCodeOf(person.key),
    name: { full, ...(kana ? { kana } : {}), ...(alias ? { alias } : {}) },
    bornOn: birthDateOf(person),
    sex: person.sex,
    address: addressOf(family.townCode, family.address),
    municipalityCode: family.townCode,
    since: person.becameResidentOn ?? family.becameResidentOn,
  };
}

type NumbersOf = (person: PersonFixture) => AdoptedNumbers;

async function seedFamily(deps: SeedDeps, family: FamilyFixture, numbersOf: NumbersOf): Promise<void> {
  const { movedHere } = family;
  if (movedHere) {
    const former = formerHouseholdOf({ ...family, movedHere }, numbersOf);
    await takeOver(deps, movedHere.from, former);
    await moveAway(deps, { ...family, movedHere });
  }
  await takeOver(deps, family.townCode, householdOf(family, numbersOf));
}

function townOf({ towns }: SeedDeps, code: string): SeedTown {
  const town = towns.get(code);
  if (!town) throw new Error(`The town ${code} is not part of this demo.`);
  return town;
}

function officerOf({ officers = DEMO_OFFICERS }: SeedDeps, townCode: string, role: Role): Officer {
  const officer = officers.find((one) => one.townCode === townCode && one.roles.includes(role));
  if (!officer) throw new Error(`Nobody in ${townCode} has the role ${role}.`);
  return officer;
}

/** Register, then 宛名 system, then 中間サーバー: each knows what it has already. */
async function takeOver(deps: SeedDeps, townCode: string, household: MigratedHousehold): Promise<void> {
  const { juki, addressee } = townOf(deps, townCode);
  const copies = (await migrateOnce(juki, household)) ?? (await copiesOfEarlierRun(deps, townCode, household));
  const unified = await addressee.migrate(copies);
  const codes = new Map(household.members.map((member) => [member.individualNumber, member.residentRecordCode]));
  await deps.nation.seedCopies(
    copies.map(({ addresseeNumber: _, ...copy }, index) => ({
      ...copy,
      municipalityCode: townCode,
      residentRecordCode: codes.get(copy.individualNumber) ?? '',
      unifiedAddresseeNumber: unified[index] ?? '',
    })),
  );
}

type Copies = Awaited<ReturnType<JukiEngine['migrate']>>['copies'];

/** undefined = an earlier run has brought this household here and was interrupted afterwards. */
async function migrateOnce(juki: SeedTown['juki'], household: MigratedHousehold): Promise<Copies | undefined> {
  try {
    return (await juki.migrate([household], { alreadyNumbered: true })).copies;
  } catch (error) {
    if (error instanceof Error && error.message.includes('(E04)')) return undefined;
    throw error;
  }
}

async function copiesOfEarlierRun(deps: SeedDeps, townCode: string, household: MigratedHousehold): Promise<Copies> {
  const access = { officer: officerOf(deps, townCode, 'protectionOfficer'), reason: REASON };
  const found = await townOf(deps, townCode).juki.findHousehold(household.householdNumber ?? '', access);
  // A household that has moved away since then has no copies any more.
  if (!found) return [];
  const members = household.members.map(({ name, bornOn, sex, relationship, householder }) => ({
    name: name.full,
    ...(name.kana ? { kana: name.kana } : {}),
    bornOn,
    sex,
    relationship,
    householder,
  }));
  return household.members.flatMap(({ addresseeNumber, individualNumber }) =>
    addresseeNumber && individualNumber
      ? {
          addresseeNumber,
          individualNumber,
          version: 1,
          undisclosed: found.members.some((one) => one.addresseeNumber === addresseeNumber && one.protectedPerson),
          selfInformationDenied: found.protectedHousehold,
          publishedOn: deps.today,
          household: { address: household.address, members },
        }
      : [],
  );
}

const NEXT_ACT = {
  provisional: ['review', 'reviewer'],
  reviewed: ['approve', 'approver'],
  approved: ['register', 'registryManager'],
} as const satisfies Record<string, readonly ['review' | 'approve' | 'register', Role]>;

/** The former residence ends through the same acts as any 転出, so that its record is a real 除票. */
async function moveAway(deps: SeedDeps, family: ReturningFamily): Promise<void> {
  const { juki } = townOf(deps, family.movedHere.from);
  const as = (role: Role) => ({ officer: officerOf(deps, family.movedHere.from, role), reason: REASON });
  const draftId = await draftOfMovingAway(deps, family, as('registryManager'));
  if (!draftId) return;
  let draft = await juki.findDraft(draftId, as('registryManager'));
  while (draft && draft.state !== 'registered' && draft.state !== 'discarded') {
    const [act, role] = NEXT_ACT[draft.state];
    const outcome = await juki[act](draftId, as(role));
    if (!outcome.accepted) throw new Error(`${family.key}: ${outcome.refusal.sentence}`);
    draft = await juki.findDraft(draftId, as('registryManager'));
  }
}

/** 仮登録 of the 転出, that of an earlier run if there is one; undefined = it is over already. */
async function draftOfMovingAway(deps: SeedDeps, family: ReturningFamily, access: Access): Promise<string | undefined> {
  const { from, notifiedOn, on } = family.movedHere;
  const step = `draft/${family.key}`;
  const [earlier] = await deps.store.read(({ db, t }) =>
    db.select({ note: t.seedSteps.note }).from(t.seedSteps).where(eq(t.seedSteps.key, step)).limit(1),
  );
  if (earlier?.note) return earlier.note;
  const drafted = await townOf(deps, from).juki.draft(
    {
      kind: 'RegisterMovingOut',
      householdNumber: formerNumberOf(family.key),
      movers: family.persons.map((person) => formerNumberOf(person.key)),
      notifiedOn,
      plannedOn: on,
      destination: addressOf(family.townCode, family.address),
      channel: 'counter',
      special: false,
      cardHolders: [],
    },
    access,
  );
  if (drafted.accepted) {
    await finish(deps.store, step, drafted.value.draftId);
    return drafted.value.draftId;
  }
  // Not a resident any more: an earlier run has come this far.
  if (drafted.refusal.code === 'E14') return undefined;
  throw new Error(`The former residence of ${family.key} cannot end: ${drafted.refusal.sentence}`);
}
