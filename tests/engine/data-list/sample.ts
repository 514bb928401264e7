import { COLUMNS, placeOf } from '#app/juki/data-list/columns.ts';
import { keysOf, readRow } from '#app/juki/data-list/read-row.ts';

/** A row in the manner of published sample data: sample town, legacy numbers, codes without a table. */
const SAMPLE =
  '999999,1,1,1,1,1,100,1,1,99900000001,2010-04-01,0,2010-04-01,9001,99,99,2010-04-01,99,甲野　一郎,甲野,一郎,,コウノ　イチロウ,' +
  'コウノ,イチロウ,1,1,男,3,1980-03-05,0,2,世帯主,甲野　一郎,999999,100001,サンプル県,サンプル市,中央一丁目,１番地,,９９９０００１,' +
  '2010-04-01,0,2010-04-01,0,99,,,,,,,,サンプル県サンプル市中央一丁目,中央一丁目,１番地,999999,100001,甲野　一郎,甲野,一郎,,,,,' +
  '2010-04-01,0,901,1,0,0,,0,2026-07-01,,0,1,1,2010-04-01,0,,0,,1,,99,,,,,0,0,01,0,SAMPLE,2026-07-01,09:00:00,,,,,,,,,,,,,,,,,,,,,,,,';

/** The sample with some cells written otherwise. */
export function sampleRow(changes: Readonly<Record<string, string>> = {}): string[] {
  const cells = SAMPLE.split(',');
  if (cells.length !== COLUMNS.length) throw new Error(`the sample has ${cells.length} columns`);
  for (const [column, text] of Object.entries(changes)) cells[placeOf(column)] = text;
  return cells;
}

export const TOWN = { code: '132080', today: '2026-11-24' };

/** What the register understands of a row. */
export function understood(changes: Readonly<Record<string, string>> = {}) {
  const cells = sampleRow(changes);
  const keys = keysOf(cells);
  if (!keys) throw new Error('the row has no keys');
  return readRow(cells, keys, TOWN);
}
