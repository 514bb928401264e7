import { type PaperContent, paperOfKind } from '#app/papers/content.ts';
import { displayRecordDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { officeDay } from '../office-dates.ts';
import { NotFoundHereError, type OfficeRoom } from '../room.server.ts';
import { rangeWords, sexWord } from './inspection-words.ts';
import { type ReadingPage, readingPage } from './readings.server.ts';

/** 閲覧用リストの一行 (住民基本台帳法第11条第1項): the four items and nothing else. */
export interface InspectionRow {
  number: string;
  name: string;
  born: string;
  sex: string;
  address: string;
}

/** 和暦 for everybody: a day of the other calendar would tell who is a foreigner, and the list has four items. */
export function inspectionRows(list: ReadingPage['list'] = []): InspectionRow[] {
  return list.map(({ name, bornOn, sex, address }, at) => ({
    number: String(at + 1),
    name,
    born: displayRecordDate(bornOn),
    sex: sexWord(sex),
    address,
  }));
}

/** 閲覧用リスト (住民基本台帳法第11条第1項、第11条の2): every page says who reads it. */
export function inspectionListPaper(
  { paperNumber, inspection, reader, readOn, list = [] }: ReadingPage,
  town: Pick<Town, 'code' | 'name'>,
): PaperContent {
  const { applicantName, ground, range } = inspection.record.application;
  const rows = inspectionRows(list);
  return {
    ...paperOfKind('inspectionList'),
    number: paperNumber,
    issuer: { code: town.code, name: town.name },
    mark: `閲覧者　${reader.name}`,
    blocks: [
      {
        block: 'form',
        rows: [
          [
            { label: '閲覧の日', value: officeDay(readOn) },
            { label: '人数', value: `${rows.length}人` },
          ],
          [{ label: '機関・申出者', value: applicantName }],
          [{ label: '閲覧する方', value: `${reader.name}（${reader.of}）` }],
          [{ label: '住民の範囲', value: rangeWords(range) }],
        ],
      },
      {
        block: 'points',
        points: [
          `${town.name}の閲覧の場所で読み、外へ持ち出さないでください。`,
          '必要な分を転記したら、この一覧を職員に返してください。',
          ground === 'organ'
            ? '請求の事由のほかには使わないでください。'
            : '申し出た目的のほかに使うことと、ほかの人に渡すことはできません（住民基本台帳法第11条の2第7項）。',
        ],
      },
      rows.length === 0
        ? { block: 'lines', lines: ['この範囲に当てはまる住民はいません。'] }
        : {
            block: 'list',
            shares: [32, 118, 96, 32, 0],
            head: ['番号', '氏名', '生年月日', '性別', '住所'],
            rows: rows.map(({ number, name, born, sex, address }) => [number, name, born, sex, address]),
          },
    ],
  };
}

/** 閲覧用リストの印刷: while the reading lasts; noted of everybody on it as every look is. Characters without a font are named. */
export async function printInspectionList(
  room: OfficeRoom,
  officer: Officer,
  readingId: string,
): Promise<{ file: Buffer } | { missing: string[] }> {
  const page = await readingPage(room, officer, readingId);
  if (!page.list) throw new NotFoundHereError(`the list of ${readingId} is erased`);
  const content = inspectionListPaper(page, room.town);
  const missing = await room.papers.missing(content);
  if (missing.length > 0) return { missing };
  const file = await room.papers.output({ content });
  const { inspectionId: caseId, version } = page.inspection;
  const note = `発行番号 ${page.paperNumber}`;
  await room.store.write((session) =>
    room.recordEvent(session, { caseId, officer, act: '閲覧用リストの印刷', version, note }),
  );
  return { file };
}
