import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { ResidentQuery } from '#app/juki/door.ts';
import type { MigratedMember } from '#app/juki/migration.ts';
import { findAudit } from '#db/audit.server.ts';
import { codeOf, familyOfFour, member, numberOf } from '#tests/engine/juki/family.ts';
import { pgliteStores, sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { carryThrough, createJukiWorld, type JukiWorld } from './juki-world.ts';

const named = (full: string, kana: string, more: Partial<MigratedMember['name']> = {}) => ({
  name: { full, kana, kanaConfirmed: true, ...more },
});

/** One household each, so that addresses differ. */
const TOWN: { address?: { town?: string; lot?: string; building?: string }; person: Partial<MigratedMember> }[] = [
  { person: named('関　太郎', 'セキ　タロウ') },
  { person: named('関口　一郎', 'セキグチ　イチロウ') },
  { person: named('渡邉　文子', 'ワタナベ　フミコ') },
  { person: named('渡辺　文夫', 'ワタナベ　フミオ'), address: { town: '深大寺元町五丁目', lot: '3番地の2' } },
  { person: named('齋藤　ユーコ', 'サイトウ　ユーコ', { formerSurname: '﨑山' }) },
  {
    person: named('NGUYEN VAN ANH', 'グエン　ヴァン　アン', { alias: '阮　安' }),
    address: { building: 'メゾン調布　201号' },
  },
  { person: { ...named('辻\u{E0101}　一', 'ツジ　ハジメ'), bornOn: { text: '大正15年春', kind: 'unknown' } } },
  { person: named('', '') },
];

let world: JukiWorld;
let numbers: string[];
const codes = TOWN.map((_, index) => codeOf(index + 1));

describe.each([
  ['SQLite', () => sqliteStores()],
  ['PostgreSQL', () => pgliteStores()],
] as [string, () => TestStores][])('住民の検索（標準仕様書 2.1.1、2.1.2）: %s', (_, stores) => {
  beforeAll(async () => {
    world = await createJukiWorld({}, stores());
    const migrated = await world.chofu.juki.migrate(
      TOWN.map(({ person, address }, index) => {
        const household = familyOfFour();
        return { ...household, address: { ...household.address, ...address }, members: [member(index + 1, person)] };
      }),
      { alreadyNumbered: true },
    );
    numbers = migrated.households.flatMap((household) => household.addresseeNumbers);
  }, 120_000);
  afterAll(() => world.close());

  async function found(query: ResidentQuery): Promise<string[]> {
    const { residents } = await world.chofu.juki.findResidents(query, world.chofu.as('reception'));
    return residents.map(({ name }) => name.full);
  }

  test.each<[string, ResidentQuery, string[]]>([
    ['氏だけ', { name: '関' }, ['関　太郎', '関口　一郎']],
    ['後ろの空白は、氏がそこで終わることを言う', { kana: 'せき　' }, ['関　太郎']],
    ['名だけ', { name: '文子' }, ['渡邉　文子']],
    ['名の振り仮名だけ', { kana: 'ふみ' }, ['渡辺　文夫', '渡邉　文子']],
    ['空白のない氏名', { name: '関口一郎' }, ['関口　一郎']],
    ['空白の入れ方が違う氏名', { name: '関 口一郎' }, ['関口　一郎']],
    ['異体字', { name: '渡邊' }, ['渡辺　文夫', '渡邉　文子']],
    ['清濁', { kana: 'わたなへ' }, ['渡辺　文夫', '渡邉　文子']],
    ['長音と小さい仮名', { kana: 'サイトウ　ユコ' }, ['齋藤　ユーコ']],
    ['半角の片仮名', { kana: 'ﾜﾀﾅﾍﾞ ﾌﾐｵ' }, ['渡辺　文夫']],
    ['旧氏', { name: '崎山' }, ['齋藤　ユーコ']],
    ['通称', { name: '阮' }, ['NGUYEN VAN ANH']],
    ['外国人の名の途中から', { name: 'van anh' }, ['NGUYEN VAN ANH']],
    ['字形の選択', { name: '辻' }, ['辻\u{E0101}　一']],
    ['生年月日と振り仮名', { bornOn: '1985-04-12', kana: 'セキ' }, ['関　太郎', '関口　一郎']],
    ['不詳の生年月日', { bornOn: '大正15年春' }, ['辻\u{E0101}　一']],
    ['丁目の書き方', { address: '深大寺元町5-3' }, ['渡辺　文夫']],
    ['市名から', { address: '東京都調布市深大寺元町五丁目3番地の2' }, ['渡辺　文夫']],
    ['方書から', { address: 'メゾン調布' }, ['NGUYEN VAN ANH']],
    ['住所と方書', { address: '小島町2-35-1 メゾン調布' }, ['NGUYEN VAN ANH']],
    ['氏名と住所', { name: '渡辺', address: '小島町二丁目' }, ['渡邉　文子']],
    ['氏名と市名', { name: '渡辺', address: '調布市' }, ['渡辺　文夫', '渡邉　文子']],
    ['丁目の違う住所', { name: '関', address: '小島町三丁目' }, []],
    ['記号だけ', { name: '%' }, []],
    ['空白だけ', { name: '　', kana: '' }, []],
    ['区切りの記号', { name: '|' }, []],
  ])('%s', async (_what, query, names) => {
    expect((await found(query)).sort()).toEqual([...names].sort());
  });

  it('氏がちょうど同じ人が先に来る', async () => {
    expect(await found({ kana: 'セキ' })).toEqual(['関　太郎', '関口　一郎']);
  });

  it('どの番号からも探せ、住民票コードと個人番号は番号の利用として操作ログに残る', async () => {
    const access = world.chofu.as('reception');
    const [, sekiguchi = ''] = numbers;
    const resident = await world.chofu.juki.findResident(sekiguchi, access);
    const newest = async () => (await world.chofu.store.read((session) => findAudit(session, { limit: 1 })))[0];
    for (const query of [{ addresseeNumber: sekiguchi }, { householdNumber: resident?.householdNumber ?? '' }]) {
      expect(await found(query)).toEqual(['関口　一郎']);
      expect(await newest()).toMatchObject({ act: 'findResidents', numberAccessed: false, subjects: [sekiguchi] });
    }
    for (const query of [{ residentRecordCode: codes[1] }, { individualNumber: numberOf(2) }]) {
      expect(await found(query)).toEqual(['関口　一郎']);
      expect(await newest()).toMatchObject({
        act: 'findResidentsByNumber',
        numberAccessed: true,
        reason: '届出の処理',
      });
      const silent = async () => world.chofu.juki.findResidents(query, { ...access, reason: ' ' });
      await expect(silent()).rejects.toThrow('reason');
    }
    expect(await found({ individualNumber: numberOf(99) })).toEqual([]);
  });

  it('改めた氏名で見つかり、前の氏名では見つからない', async () => {
    const [seki = ''] = numbers;
    const resident = await world.chofu.juki.findResident(seki, world.chofu.as('reception'));
    const name = { full: '堰　太郎', kana: 'セキ　タロウ', kanaConfirmed: true };
    await carryThrough(world.chofu, {
      kind: 'RegisterCorrection',
      householdNumber: resident?.householdNumber ?? '',
      basis: 'exOfficio',
      corrections: [{ addresseeNumber: seki, items: { name } }],
      correctedOn: '2026-11-20',
      notifiedOn: '2026-11-20',
      ground: '戸籍の届出の通知',
    });
    expect(await found({ name: '堰' })).toEqual(['堰　太郎']);
    expect(await found({ name: '関　' })).toEqual([]);
    const rows = await world.chofu.store.read(({ db, t }) =>
      db.select().from(t.residentKeys).where(eq(t.residentKeys.addresseeNumber, seki)),
    );
    expect(rows.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
      'address 小島町2-35-1',
      'givenKana タロウ',
      'givenName 太郎',
      'kana セキ|タロウ',
      'name 堰|太郎',
    ]);
  });
});

test('多すぎる結果は百人で止まり、まだいることを言う', async () => {
  const crowd = await createJukiWorld();
  await crowd.chofu.juki.migrate(
    Array.from({ length: 103 }, (_, index) => ({
      ...familyOfFour(),
      members: [member(index + 1, named(`佐藤　${index}`, 'サトウ　タロウ'))],
    })),
    { alreadyNumbered: true },
  );
  const access = crowd.chofu.as('reception');
  const all = await crowd.chofu.juki.findResidents({ kana: 'サトウ' }, access);
  expect(all).toMatchObject({ more: true });
  expect(all.residents).toHaveLength(100);
  const born = await crowd.chofu.juki.findResidents({ kana: 'サトウ', bornOn: '1985-04-12' }, access);
  expect(born).toMatchObject({ more: true });
  const few = await crowd.chofu.juki.findResidents({ name: '佐藤　10' }, access);
  expect(few).toMatchObject({ more: false });
  expect(few.residents.map(({ name }) => name.full)).toEqual(['佐藤　10', '佐藤　100', '佐藤　101', '佐藤　102']);
  await crowd.close();
});
