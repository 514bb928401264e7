/**
 * 住民記録の基本データリスト: the 122 columns in the official order, one row per person and history number. UTF-8, days as
 * YYYY-MM-DD, flags 0 and 1, addresses and postcodes in full width.
 */
const NAMES =
  '市区町村コード,宛名番号,個人履歴番号,個人履歴番号_枝番号,最新フラグ,改製番号,世帯番号,住民種別,住民状態,住民票コード,' +
  '異動年月日,異動年月日_不詳フラグ,異動届出年月日,届出番号,異動事由,異動区分,通知日,記載等の種別,' +
  '氏名,氏_日本人,名_日本人,氏名_外国人ローマ字,氏名_フリガナ,氏_日本人_フリガナ,名_日本人_フリガナ,氏名_フリガナ確認状況,' +
  '性別,性別表記,生年月日_元号,生年月日,生年月日_不詳フラグ,続柄コード1,続柄表記,世帯主氏名,' +
  '住所_市区町村コード,住所_町字コード,住所_都道府県,住所_市区郡町村名,住所_町字,住所_番地号表記,住所_方書,住所_郵便番号,' +
  '住民となった年月日,住民となった年月日_不詳フラグ,記載の異動年月日,記載の異動年月日_不詳フラグ,記載の事由,' +
  '転入前住所_市区町村コード,転入前住所_町字コード,転入前住所_都道府県,転入前住所_市区郡町村名,転入前住所_町字,' +
  '転入前住所_番地号表記,転入前住所_郵便番号,' +
  '本籍,本籍_町字,本籍_地番号または、街区符号,本籍_市区町村コード,本籍_町字コード,戸籍_筆頭者,戸籍_筆頭者_氏,戸籍_筆頭者_名,' +
  '消除の事由,消除の届出年月日,消除の異動年月日,消除の異動年月日_不詳フラグ,住所を定めた年月日,住所を定めた年月日_不詳フラグ,' +
  '地区管理コード1,記載順位,成年被後見人_該当有無,除票フラグ,除票用データベース登録年月日,履歴選択不可フラグ,処理年月日,' +
  '改製記載年月日,改製記載年月日_不詳フラグ,選挙人名簿登録有無,国保資格有無,国保資格取得年月日,後期高齢資格有無,' +
  '後期高齢資格取得年月日,介護資格有無,介護資格取得年月日,年金資格有無,基礎年金番号,年金資格種別,年金資格取得年月日,' +
  '年金資格喪失年月日,児童手当資格区分,児童手当受給開始年月,統合宛名フラグ,他業務参照不可フラグ,業務ID,削除フラグ,' +
  '操作者ID,操作年月日,操作時刻,転出届出年月日,転出予定年月日,転出年月日（確定）,転入通知年月日,' +
  '転出先住所（確定）_市区町村コード,転出先住所（確定）_都道府県,転出先住所（確定）_市区郡町村名,転出先住所（確定）_町字,' +
  '転出先住所（確定）_番地号表記,転出先住所（確定）_方書,転出先住所（確定）_郵便番号,' +
  '外国人住民となった年月日,外国人住民となった年月日_不詳フラグ,在留カード等番号,在留カード等番号区分,国籍等_国名コード,国籍名等,' +
  '第30条45規定区分,住居地の届出の有無,在留資格等コード,在留期間等コード_年,在留期間等コード_月,在留期間等コード_日,' +
  '在留期間の満了の日';

/** The header line of the list, without its line end. */
export const HEADER = NAMES;

/** Names of the columns in order. */
export const COLUMNS: readonly string[] = NAMES.split(',');

const PLACES: ReadonlyMap<string, number> = new Map(COLUMNS.map((name, index) => [name, index]));

/** Place of a column, from 0. A name that the list does not have is a slip in the program. */
export function placeOf(column: string): number {
  const place = PLACES.get(column);
  if (place === undefined) throw new Error(`the data list has no column ${column}`);
  return place;
}

/** 一行: the 122 cells as written. */
export type Cells = readonly string[];

/** What a cell says; empty for an empty one. */
export function cellOf(cells: Cells, column: string): string {
  return cells[placeOf(column)] ?? '';
}
