import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LineNote } from '#app/juki/index.server.ts';
import { HEADER, madeUpTown } from '#app/juki/index.server.ts';
import { sampleRow } from '#tests/engine/data-list/sample.ts';
import { familyOfFour } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

const OWN = {
  postcode: '1820026',
  municipalityCode: '132080',
  prefecture: '東京都',
  municipality: '調布市',
  town: '小島町',
};
const AWAY = {
  postcode: '2510052',
  municipalityCode: '142051',
  prefecture: '神奈川県',
  municipality: '藤沢市',
  town: '藤沢',
};

/** A made-up town as a file. */
function townFile(residents: number): string {
  const lines = madeUpTown({
    code: '132080',
    places: [OWN],
    elsewhere: [AWAY],
    residents,
    seed: 7,
    on: '2026-11-01',
    firstCode: 5_000_000,
  });
  return `${HEADER}\n${[...lines].join('\n')}\n`;
}

function fileOf(text: string, chunk = 997) {
  const bytes = new TextEncoder().encode(text);
  return {
    async *bytes() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

describe('基本データリスト', () => {
  let world: JukiWorld;
  beforeEach(async () => {
    world = await createJukiWorld();
  });
  afterEach(() => world.close());

  async function take(text: string) {
    const notes: LineNote[] = [];
    const imported = await world.chofu.juki.dataList.import(fileOf(text), {
      report: (said) => void notes.push(...said),
    });
    return { ...imported, notes };
  }

  async function exported(): Promise<string> {
    let text = '';
    const sink = async (part: string) => {
      text += part;
    };
    await world.chofu.juki.dataList.export(sink, world.chofu.as('registryManager'));
    return text;
  }

  const rowsOf = <K extends 'ledger' | 'snapshots' | 'residents' | 'households' | 'numberingSagas' | 'dataListRows'>(
    table: K,
  ) => world.chofu.store.read(({ db, t }) => db.select().from(t[table]));

  async function counts() {
    return {
      ledger: (await rowsOf('ledger')).length,
      snapshots: (await rowsOf('snapshots')).length,
      residents: (await rowsOf('residents')).length,
      households: (await rowsOf('households')).length,
      waiting: (await rowsOf('dataListRows')).length,
    };
  }

  it('架空の町を取り込み、住民票、履歴、世帯を作り、そのまま一文字も違わず出す', async () => {
    const file = townFile(300);
    const imported = await take(file);
    expect(imported).toMatchObject({ refused: 0, unchanged: 0, resumed: false, notes: [] });
    expect(imported.rows).toBe(file.trimEnd().split('\n').length - 1);
    expect(await exported()).toBe(file);
    const { snapshots, residents, waiting } = await counts();
    expect({ snapshots, residents, waiting }).toEqual({
      snapshots: imported.rows,
      residents: imported.residents,
      waiting: 0,
    });
    // 団番 and 符号 exist since before: nothing is begun for people who were taken over.
    expect(await rowsOf('numberingSagas')).toEqual([]);
    expect(world.chofu.outbox).toEqual([]);
  });

  it('履歴番号は1から欠番がなく、今の登録は最後の行と同じである（標準仕様書1.2.1）', async () => {
    await take(townFile(300));
    const residents = await rowsOf('residents');
    const snapshots = await rowsOf('snapshots');
    expect(snapshots.some((row) => row.historyNumber === 2 && row.reason === 'データ移行（転居）')).toBe(true);
    for (const resident of residents) {
      const own = snapshots.filter((row) => row.addresseeNumber === resident.addresseeNumber);
      expect(own.map((row) => row.historyNumber).sort()).toEqual(own.map((_, index) => index + 1));
      const newest = own.find((row) => row.historyNumber === own.length);
      const {
        residentRecordCode: _,
        qualifications: __,
        foreignStatus: ___,
        ...rest
      } = JSON.parse(world.chofu.cipher.decrypt(newest?.body ?? ''));
      expect(resident.record).toMatchObject(rest);
    }
  });

  it('同じファイルをもう一度取り込んでも、何も変わらない', async () => {
    const file = townFile(120);
    const first = await take(file);
    const before = await counts();
    const again = await take(file);
    expect(again).toMatchObject({ residents: 0, households: 0, refused: 0, unchanged: first.residents, notes: [] });
    expect(await counts()).toEqual(before);
    expect(await exported()).toBe(file);
  });

  it('読めない行が一つある世帯は全員を取り込まず、行番号と理由を知らせ、ほかの世帯は取り込む', async () => {
    const lines = townFile(60).trimEnd().split('\n');
    const couple = lines.findIndex((line) => line.split(',')[32] === '妻');
    const household = lines[couple]?.split(',')[6];
    const broken = lines.map((line, index) => (index === couple ? line.replace(',妻,', ',嫁さん,') : line));
    const imported = await take(`${broken.join('\n')}\n`);
    const members = lines.filter((line) => line.split(',')[6] === household);
    expect(imported.refused).toBe(members.length);
    expect(imported.notes.filter((note) => note.level === 'error').map((note) => note.line)).toEqual([
      couple + 1,
      couple + 1,
    ]);
    expect(imported.notes[1]?.sentence).toContain('世帯の全員を取り込みません');
    const others = lines.filter((line) => line.split(',')[6] !== household);
    expect(await exported()).toBe(`${others.join('\n')}\n`);
    // The mended file brings the household after all.
    expect(await take(`${lines.join('\n')}\n`)).toMatchObject({ households: 1, refused: 0, notes: [] });
    expect(await exported()).toBe(`${lines.join('\n')}\n`);
  });

  it('標本のような行も、CRLFと先頭のBOMも、そのまま出る', async () => {
    const rows = [
      sampleRow({ 個人履歴番号: '4', 最新フラグ: '0', 氏名: '甲野　"一"郎' }),
      sampleRow({ 個人履歴番号: '7', 氏名: '葛󠄀城　𠮷之助' }),
      sampleRow({ 宛名番号: '12', 住民票コード: '99900000012', 続柄コード1: '12', 続柄表記: '妻' }),
    ];
    const text = rows.map((cells) =>
      cells.map((cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','),
    );
    const file = `\uFEFF${[HEADER, ...text].join('\r\n')}\r\n`;
    const imported = await take(file);
    expect(imported).toMatchObject({ residents: 2, refused: 0 });
    expect(imported.notes).toContainEqual({
      line: 2,
      level: 'note',
      column: '個人履歴番号',
      sentence: '1から欠番なく付け直します。',
    });
    expect(await exported()).toBe(file);
    const found = await world.chofu.juki.findResidents({ addresseeNumber: '1' }, world.chofu.as('reception'));
    expect(found.residents[0]).toMatchObject({
      historyNumber: 2,
      name: { full: '葛󠄀城　𠮷之助' },
      householdNumber: '100',
    });
  });

  it('途中で止まっても、同じファイルでもう一度始めれば、残りから続く', async () => {
    const file = townFile(700);
    await expect(
      world.chofu.juki.dataList.import(fileOf(file), {
        progress: (phase) => {
          if (phase === 'committing') throw new Error('power cut');
        },
      }),
    ).rejects.toThrow('power cut');
    const half = await counts();
    expect(half.residents).toBeGreaterThan(50);
    expect(half.waiting).toBeGreaterThan(half.residents);
    world.chofu.restart();
    const rest = await take(file);
    expect(rest).toMatchObject({ resumed: true, refused: 0, unchanged: 0 });
    expect(half.residents + rest.residents).toBe((await counts()).residents);
    expect((await counts()).waiting).toBe(0);
    expect(await exported()).toBe(file);
  });

  it('読み取りの途中で止まったら、はじめから読み直す', async () => {
    const file = townFile(700);
    const interrupted = world.chofu.juki.dataList.import(fileOf(file), {
      progress: () => {
        throw new Error('power cut');
      },
    });
    await expect(interrupted).rejects.toThrow('power cut');
    expect((await counts()).waiting).toBeGreaterThan(0);
    expect(await take(file)).toMatchObject({ resumed: false, refused: 0 });
    expect(await exported()).toBe(file);
  });

  it('すでに使われている番号の世帯は取り込まず、登録はそのまま残る', async () => {
    const { all } = await settle(world);
    const before = await counts();
    const code = familyOfFour().members[0]?.residentRecordCode ?? '';
    const file = (changes: Record<string, string>) => `${HEADER}\n${sampleRow(changes).join(',')}\n`;
    const cases: Record<string, string>[] = [{ 宛名番号: all[0] ?? '' }, { 住民票コード: code }];
    for (const changes of cases) {
      const imported = await take(file(changes));
      expect(imported).toMatchObject({ residents: 0, refused: 1 });
      expect(imported.notes.at(-1)?.sentence).toContain('E04');
    }
    expect(await counts()).toEqual(before);
  });

  it('取り込んだ人に異動があると、元の行は最新でなくなり、新しい行が続く', async () => {
    const row = sampleRow({ 宛名番号: '1', 住民票コード: '24727059608', 地区管理コード1: '901' });
    await take(`${HEADER}\n${row.join(',')}\n`);
    await carryThrough(world.chofu, {
      kind: 'RegisterRelocation',
      householdNumber: '100',
      movers: ['1'],
      movedOn: '2026-11-20',
      notifiedOn: '2026-11-24',
      newAddress: {
        municipalityCode: '132080',
        prefecture: '東京都',
        municipality: '調布市',
        town: '布田',
        lot: '１番地',
      },
      household: { kind: 'same' },
      standings: [],
    });
    const lines = (await exported())
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(lines.map((cells) => [cells[2], cells[4], cells[14], cells[38], cells[68]])).toEqual([
      ['1', '0', '99', '中央一丁目', '901'],
      ['2', '1', '30', '布田', '901'],
    ]);
  });

  it('取り込んだ番号の次から採番し、取り込んだ番号は二度と使わない', async () => {
    await take(townFile(50));
    const taken = new Set((await rowsOf('residents')).map((row) => row.addresseeNumber));
    const { all } = await settle(world);
    expect(all.every((number) => !taken.has(number))).toBe(true);
    expect(Number((all[0] ?? '').slice(0, -1))).toBe(1_000_001 + taken.size);
  });

  it('住民票コードも在留カード番号も、取込中も取込後も、暗号化せずには保存しない', async () => {
    const file = townFile(80);
    await take(file);
    const secrets = file
      .trimEnd()
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const cells = line.split(',');
        return [cells[9], cells[85], cells[111]].filter((cell): cell is string => Boolean(cell));
      });
    expect(secrets.length).toBeGreaterThan(80);
    const stored = readdirSync(world.folder).map((name) => readFileSync(join(world.folder, name), 'latin1'));
    expect(stored.length).toBeGreaterThan(0);
    for (const secret of secrets) for (const text of stored) expect(text.includes(secret)).toBe(false);
  });

  it('だれがいつ全員分を出したかは、操作ログに残る', async () => {
    await take(townFile(20));
    await exported();
    const entries = await world.chofu.store.read(({ db, t }) => db.select().from(t.auditEntries));
    const acts = new Set(entries.map((entry) => entry.act));
    expect(acts).toContain('importDataList');
    const [read] = entries.filter((entry) => entry.act === 'exportDataList');
    expect(read).toMatchObject({ officerId: 'registryManager', numberAccessed: true });
    expect(JSON.parse(read?.subjects ?? '[]').length).toBeGreaterThanOrEqual(20);
  });

  it('ほかの町の職員には出さない', async () => {
    const stranger = world.fujisawa.as('registryManager');
    await expect(world.chofu.juki.dataList.export(async () => {}, stranger)).rejects.toThrow('does not belong');
  });
});
