import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { GLOSSARY } from '#app/vocabulary/glossary.ts';
import { ARROWS, importsOf, type Room, roomOf, type Violation, violations } from '#tests/support/architecture.ts';
import { glossaryGaps } from '#tests/support/glossary.ts';

const root = join(import.meta.dirname, '..');

function readTree(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return path === 'db/migrations' ? [] : readTree(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')
      ? [[path, readFileSync(join(root, path), 'utf8')]]
      : [];
  });
}

const files = new Map(['app', 'db', 'mocks', 'tests'].flatMap(readTree));

/** One file of each room, for seeding violations. */
const SAMPLES: Readonly<Record<Room, string>> = {
  composition: 'app/services.server.ts',
  entrance: 'app/server.ts',
  process: 'app/session.server.ts',
  routes: 'app/routes/applications.tsx',
  demo: 'app/demo/scenes.server.ts',
  portal: 'app/portal/home.server.ts',
  office: 'app/office/desk.server.ts',
  papers: 'app/papers/layout.ts',
  ui: 'app/ui/button.tsx',
  'juki index': 'app/juki/index.server.ts',
  'juki door': 'app/juki/door.ts',
  'juki core': 'app/juki/core/birth.ts',
  'juki shell': 'app/juki/shell/ledger.server.ts',
  addressee: 'app/addressee/index.server.ts',
  messages: 'app/messages/outbox.server.ts',
  outage: 'app/national/outage.ts',
  'national contracts': 'app/national/contracts/jlis.ts',
  national: 'app/national/ocsp.server.ts',
  vocabulary: 'app/vocabulary/dates.ts',
  scripts: 'db/data-import.ts',
  seed: 'db/fixtures/families.ts',
  db: 'db/store.ts',
  mocks: 'mocks/jlis/index.ts',
};
const rooms = Object.keys(ARROWS) as Room[];

function rulesBrokenBy(file: string, text: string): Violation['rule'][] {
  return violations(new Map([[file, text]])).map(({ rule }) => rule);
}

describe('このリポジトリ', () => {
  it('矢印・純粋さ・長さ・置き場所の決まりを守っている', () => {
    expect(violations(files).map(({ file, rule, detail }) => `${rule}: ${file}: ${detail}`)).toEqual([]);
  });

  it('業務の型はどれも用語集にあり、用語集の語はどれもコードにある', () => {
    expect(glossaryGaps(files, GLOSSARY)).toEqual([]);
  });

  it('読み込みを見落としていない', () => {
    const found = Array.from(files)
      .filter(([file]) => !file.startsWith('tests/'))
      .flatMap(([file, text]) => importsOf(file, text));
    expect(files.size).toBeGreaterThan(50);
    expect(found.length).toBeGreaterThan(200);
    for (const folder of ['app/vocabulary', 'app/messages', 'db']) {
      expect(found.some((path) => path.startsWith(folder))).toBe(true);
    }
  });
});

describe('矢印', () => {
  const pairs = rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => [from, to] as const));
  const forbidden = pairs.filter(([from, to]) => !ARROWS[from].includes(to));

  it('見本のファイルはそれぞれの部屋にある', () => {
    for (const room of rooms) expect(roomOf(SAMPLES[room])).toBe(room);
  });

  test.each(forbidden)('%s から %s への矢印は見つかる', (from, to) => {
    expect(rulesBrokenBy(SAMPLES[from], `import { it } from '#${SAMPLES[to]}';\n`)).toContain('arrow');
  });

  it('許された矢印は咎めない', () => {
    const allowed = pairs.filter(([from, to]) => ARROWS[from].includes(to));
    for (const [from, to] of allowed) {
      expect(rulesBrokenBy(SAMPLES[from], `import { it } from '#${SAMPLES[to]}';\n`)).not.toContain('arrow');
    }
  });

  it('一方向に流れ、輪にならない', () => {
    const visit = (room: Room, path: readonly Room[]): readonly Room[] | undefined => {
      if (path.includes(room)) return [...path, room];
      return ARROWS[room].map((next) => visit(next, [...path, room])).find((loop) => loop !== undefined);
    };
    expect(rooms.map((room) => visit(room, [])).filter((loop) => loop !== undefined)).toEqual([]);
  });

  test.each([
    ['import type', "import type { Juki } from '#app/juki/door.ts';"],
    ['export from', "export { Juki } from '#app/juki/door.ts';"],
    ['export *', "export * from '#app/juki/door.ts';"],
    ['side effect', "import '#app/juki/door.ts';"],
    ['dynamic', "const juki = await import('#app/juki/door.ts');"],
    ['relative', "import { Juki } from '../juki/door.ts';"],
    ['several lines', "import {\n  Juki,\n  Town,\n} from '#app/juki/door.ts';"],
    ['behind a comment', "/* it's */ import { Juki } from '#app/juki/door.ts';"],
  ])('どの書き方でも見つかる: %s', (_name, text) => {
    expect(rulesBrokenBy('app/portal/home.server.ts', text)).toEqual(['arrow']);
  });

  it('注釈の中の文は読み込みではない', () => {
    const text = "// import { Juki } from '#app/juki/door.ts';\n/*\nimport { Juki } from '#app/juki/door.ts';\n*/\n";
    expect(rulesBrokenBy('app/portal/home.server.ts', text)).toEqual([]);
  });
});

describe('ほかの決まり', () => {
  const unfinished = ['TO', 'DO'].join('');

  test.each<[Violation['rule'], string, string]>([
    ['purity', 'app/vocabulary/dates.ts', 'export const today = () => Date.now();'],
    ['purity', 'app/vocabulary/dates.ts', 'export const today = () => new Date();'],
    ['purity', 'app/juki/core/birth.ts', 'export const pick = () => Math.random();'],
    ['purity', 'app/juki/core/birth.ts', 'export async function born() {}'],
    ['purity', 'app/juki/core/birth.ts', 'export const town = process.env.TOWN;'],
    ['purity', 'app/juki/core/birth.ts', "import { readFileSync } from 'node:fs';"],
    ['purity', 'app/juki/core/birth.ts', "import { open } from '#app/messages/mailroom.server.ts';"],
    ['purity', 'app/vocabulary/dates.ts', "import { findMunicipality } from './municipalities.server.ts';"],
    ['server only', 'app/portal/drafts/answers.ts', "import { store } from '#db/store.ts';"],
    ['server only', 'app/office/queue.ts', "import { eq } from 'drizzle-orm';"],
    ['server only', 'app/routes/applications.tsx', "import { readFile } from 'node:fs/promises';"],
    ['length', 'app/portal/drafts/answers.ts', '\n'.repeat(301)],
    ['folder name', 'app/portal/utils/names.ts', ''],
    ['folder name', 'db/helpers/names.ts', ''],
    ['room', 'app/billing/invoices.ts', ''],
    ['time zone', 'app/portal/drafts/answers.ts', 'export const hour = new Date(0).getHours();'],
    ['time zone', 'app/ui/day.tsx', "export const day = (at: Date) => at.toLocaleDateString('ja');"],
    ['unfinished', 'mocks/jlis/index.ts', `// ${unfinished}: later`],
    ['import path', 'app/portal/drafts/answers.ts', "import { addDays } from '#app/vocabulary/dates';"],
  ])('%s: %s', (rule, file, text) => {
    expect(rulesBrokenBy(file, text)).toContain(rule);
  });

  it('サーバーのファイルは使ってよく、注釈の中の語は咎めない', () => {
    expect(rulesBrokenBy('app/portal/home.server.ts', "import { eq } from 'drizzle-orm';")).toEqual([]);
    expect(
      rulesBrokenBy('app/vocabulary/municipalities.server.ts', "import { createRequire } from 'node:module';"),
    ).toEqual([]);
    expect(rulesBrokenBy('app/vocabulary/dates.ts', '/** never await, never Date.now */\n')).toEqual([]);
  });
});

describe('用語集', () => {
  const file = 'app/vocabulary/tombs.ts';
  const gaps = (text: string, terms: readonly { term: string; japanese: string; basis: string; where: string }[]) =>
    glossaryGaps(new Map([[file, text]]), terms);
  const entry = { term: 'Tomb', japanese: '墓', basis: '', where: file };

  it('用語集にない業務の型、注釈のない型、名前の食い違い、コードにない語が見つかる', () => {
    expect(gaps('/** 墓 (墓地埋葬法第2条): a tomb. */\nexport interface Tomb {}', [])).toEqual([
      'add to the glossary: {"term":"Tomb","japanese":"墓","basis":"墓地埋葬法第2条","where":"app/vocabulary/tombs.ts"}',
    ]);
    expect(gaps('/** 墓 (墓地埋葬法第2条). */\nexport const Tomb = z.object({});', [])).toHaveLength(1);
    expect(gaps('export interface Tomb {}', [entry])).toHaveLength(1);
    expect(gaps('/** 納骨堂. */\nexport interface Tomb {}', [entry])).toHaveLength(1);
    expect(gaps('', [entry])).toHaveLength(1);
    expect(
      gaps('/** 墓. */\nexport interface Tomb {}', [{ ...entry, where: 'app/vocabulary/graves.ts' }]),
    ).toHaveLength(1);
  });

  it('そろっていれば何も言わない', () => {
    const text = '/** 墓: a tomb. */\nexport const Tomb = z.object({});\nexport type Tomb = z.infer<typeof Tomb>;';
    expect(gaps(text, [entry])).toEqual([]);
  });
});
