import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { createAddressee } from '#app/addressee/index.server.ts';
import { createJuki } from '#app/juki/index.server.ts';
import { createDirectoryClient } from '#app/messages/directory.server.ts';
import { createMailroom } from '#app/messages/mailroom.server.ts';
import { createCipher } from '#db/cipher.ts';
import { DEMO_FAMILIES, getPerson } from '#db/fixtures/families.ts';
import { DEMO_OFFICERS } from '#db/fixtures/officers.ts';
import { cardIdOf, formerNumberOf, householdOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { CHOFU, DEMO_TOWNS, FUJISAWA } from '#db/fixtures/towns.ts';
import { addresseeTables, demoTables, nationalTables, townTables } from '#db/schema/index.ts';
import { type SeedDeps, type SeedTown, seedDemo } from '#db/seed.server.ts';
import { createNation } from '#mocks/index.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';

const BASE = 'http://national.test';
const TODAY = '2026-11-24';
const clock = { now: () => '2026-11-24T00:00:00.000Z' };
const cipher = createCipher(Buffer.alloc(32, 9));
const KEYS = [
  'sato-kenji',
  'ono-tsubasa',
  'nishimura-rika',
  'kim-minji',
  'okada-takuya',
  'aoki-akio',
  'hayashi-nanami',
];

let stores: TestStores | undefined;
afterEach(() => stores?.close());

/** 国と2つの市を、実物の部品で組み立てる。 */
async function buildWorld() {
  stores = sqliteStores();
  const national = await stores.open(nationalTables, 'national');
  const nation = await createNation({
    store: national,
    cipher,
    clock,
    realTowns: DEMO_TOWNS.map(({ code }) => code),
    base: BASE,
    clients: [],
  });
  const viaNation: typeof fetch = (input, init) => nation.handler(new Request(input, init));
  const towns = new Map<string, SeedTown & { juki: ReturnType<typeof createJuki>; settle(): Promise<void> }>();
  for (const town of DEMO_TOWNS) {
    const line = {
      self: town.code,
      cipher,
      keys: await nation.organisationKeys(town.code),
      directory: createDirectoryClient({
        base: `${BASE}/jlis`,
        trust: { roots: [nation.organisationRoot] },
        clock,
        fetch: viaNation,
      }),
      clock,
      newId: randomUUID,
      routeOf: (to: string) => `${BASE}/${to === 'interlink' ? 'interlink' : 'jlis'}`,
      mailboxes: [{ base: `${BASE}/jlis`, code: 'jlis' }],
      fetch: viaNation,
    };
    const store = await stores.open(townTables, 'town', town.code);
    const mailroom = createMailroom({ ...line, store });
    const addresseeStore = await stores.open(addresseeTables, 'addressee', `${town.code}-addressee`);
    const addresseeMail = createMailroom({ ...line, store: addresseeStore, mailboxes: [] });
    const addressee = createAddressee({ store: addresseeStore, cipher, mailroom: addresseeMail, clock });
    const juki = createJuki({ town, store, cipher, mailroom, clock, newId: randomUUID, random: () => 0.5, addressee });
    Object.assign(mailroom.handlers, juki.handlers);
    const settle = async () => {
      await juki.advance();
      await mailroom.deliver();
      await addresseeMail.deliver();
      await nation.advance();
    };
    towns.set(town.code, { juki, addressee, settle });
  }
  const families = KEYS.map((key) => getPerson(key).family);
  const store = await stores.open(demoTables, 'demo');
  const deps: SeedDeps = { store, towns, nation, families, today: TODAY };
  const townOf = (code: string) => {
    const town = towns.get(code);
    if (!town) throw new Error(code);
    return town;
  };
  const officerOf = (code: string) => {
    const officer = DEMO_OFFICERS.find((one) => one.townCode === code && one.roles.includes('protectionOfficer'));
    if (!officer) throw new Error(code);
    return { officer, reason: '試験' };
  };
  return { deps, nation, national, townOf, officerOf, folder: stores.folder ?? '' };
}

describe('初期データの投入', () => {
  test('世帯が住民基本台帳に入り、J-LISと中間サーバーもその人を知っている', async () => {
    const { deps, nation, townOf, officerOf } = await buildWorld();
    await expect(seedDemo(deps)).resolves.toMatchObject({ alreadyThere: false });

    const sato = await townOf(CHOFU.code).juki.findHousehold(formerNumberOf('sato'), officerOf(CHOFU.code));
    expect(sato?.members.map(({ name }) => name.full)).toEqual([
      '佐藤　健司',
      '佐藤　美咲',
      '佐藤　陽菜',
      '佐藤　ハル',
    ]);
    expect(sato?.headName).toBe('佐藤　健司');
    const person = await nation.jlis.personOf(residentRecordCodeOf('sato-kenji'));
    expect(person).toMatchObject({ municipalityCode: CHOFU.code, individualNumber: expect.stringMatching(/^\d{12}$/) });
    const [card] = await nation.cards.issueCards([{ cardId: cardIdOf('sato-kenji') } as never]);
    await expect(
      townOf(CHOFU.code).juki.identifyBySerial(card?.authenticationSerial ?? '', officerOf(CHOFU.code)),
    ).resolves.toMatchObject({ addresseeNumber: formerNumberOf('sato-kenji'), by: 'certificateSerial' });
    const protectedOne = await townOf(CHOFU.code).juki.findHousehold(
      formerNumberOf('nishimura'),
      officerOf(CHOFU.code),
    );
    expect(protectedOne?.protectedHousehold).toBe(true);
  });

  test('全員が入り、二度目は何もしない', async () => {
    const { deps } = await buildWorld();
    const whole = { ...deps, families: DEMO_FAMILIES };
    await expect(seedDemo(whole)).resolves.toEqual({ residents: expect.any(Number), alreadyThere: false });
    await expect(seedDemo(whole)).resolves.toMatchObject({ alreadyThere: true });
  });

  test('途中で止まっても、次の起動で続きから終わる', async () => {
    const { deps, townOf, officerOf } = await buildWorld();
    const cut = <A extends unknown[], R>(act: (...given: A) => Promise<R>) => {
      let calls = 0;
      return async (...given: A): Promise<R> => {
        calls += 1;
        if (calls === 1) throw new Error('power cut');
        return act(...given);
      };
    };
    const inTowns = (change: (town: SeedTown) => SeedTown) =>
      new Map([...deps.towns].map(([code, town]) => [code, change(town)]));
    const cuts: Partial<SeedDeps>[] = [
      { nation: { ...deps.nation, seedCopies: cut(deps.nation.seedCopies) } },
      { towns: inTowns((town) => ({ ...town, addressee: { migrate: cut(town.addressee.migrate) } })) },
      { towns: inTowns((town) => ({ ...town, juki: { ...town.juki, review: cut(town.juki.review) } })) },
      { towns: inTowns((town) => ({ ...town, juki: { ...town.juki, register: cut(town.juki.register) } })) },
    ];
    for (const change of cuts) await expect(seedDemo({ ...deps, ...change })).rejects.toThrow('power cut');
    await expect(seedDemo(deps)).resolves.toMatchObject({ alreadyThere: false });
    for (const family of deps.families ?? []) {
      const found = await townOf(family.townCode).juki.findHousehold(
        formerNumberOf(family.key),
        officerOf(family.townCode),
      );
      expect(found?.members, family.key).toHaveLength(family.persons.length);
    }
  });

  test('転出の仮登録のあと、その番号を書き留める前に止まっても、次の起動で同じ仮登録から続ける', async () => {
    const { deps, townOf, officerOf } = await buildWorld();
    const families = [getPerson('ono-tsubasa').family];
    const stopsAfterDraft: SeedDeps['towns'] = new Map(
      [...deps.towns].map(([code, town]) => [
        code,
        {
          ...town,
          juki: {
            ...town.juki,
            draft: async (...given) => {
              await town.juki.draft(...given);
              throw new Error('power cut');
            },
          },
        },
      ]),
    );
    await expect(seedDemo({ ...deps, families, towns: stopsAfterDraft })).rejects.toThrow('power cut');
    await expect(seedDemo({ ...deps, families })).resolves.toMatchObject({ alreadyThere: false });
    const number = formerNumberOf('ono-tsubasa');
    const former = await townOf(FUJISAWA.code).juki.findResident(number, officerOf(FUJISAWA.code));
    expect(former).toMatchObject({ status: 'movedOut', removed: { on: '2024-03-31' } });
  });

  test('戻ってくる人は、以前のまちで除票になっている', async () => {
    const { deps, nation, national, townOf, officerOf } = await buildWorld();
    await seedDemo(deps);
    await townOf(FUJISAWA.code).settle();
    const before = await townOf(FUJISAWA.code).juki.findResident(
      formerNumberOf('ono-tsubasa'),
      officerOf(FUJISAWA.code),
    );
    expect(before).toMatchObject({ status: 'movedOut', removed: { on: '2024-03-31' } });
    const now = await townOf(CHOFU.code).juki.findResident(formerNumberOf('ono-tsubasa'), officerOf(CHOFU.code));
    expect(now).toMatchObject({ status: 'resident', previousAddress: { municipalityCode: FUJISAWA.code } });
    const cards = await national.read(({ db, t }) => db.select().from(t.certificates));
    const ono = cards.filter(({ cardId }) => cardId === cardIdOf('ono-tsubasa'));
    expect(ono.map(({ revokedAt }) => revokedAt)).toEqual([null, null]);
    // 以前のまちの消除が、いまの住所の署名用電子証明書を失効させることはない。
    await expect(nation.jlis.personOf(residentRecordCodeOf('ono-tsubasa'))).resolves.toMatchObject({
      municipalityCode: CHOFU.code,
    });
  });

  test('データベースのどこにも個人番号や住民票コードが平文で残らない', async () => {
    const { deps, nation, folder } = await buildWorld();
    await seedDemo(deps);
    const secrets = await Promise.all(
      KEYS.flatMap((key) => [residentRecordCodeOf(key), nation.jlis.individualNumberOf(residentRecordCodeOf(key))]),
    );
    const pension = DEMO_FAMILIES.flatMap(({ persons }) =>
      persons.flatMap((p) => p.qualifications.basicPensionNumber ?? []),
    );
    const bytes = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`).toString('latin1'));
    for (const secret of [...secrets, ...pension]) {
      expect(bytes.some((content) => content.includes(secret ?? 'missing'))).toBe(false);
    }
  });

  test('世帯番号と宛名番号は前のシステムの番号のまま', () => {
    const { family } = getPerson('sato-kenji');
    const household = householdOf(family, () => ({ individualNumber: '123456789018' }));
    expect(household.householdNumber).toBe(formerNumberOf('sato'));
    expect(household.members[0]?.addresseeNumber).toBe(formerNumberOf('sato-kenji'));
  });
});
