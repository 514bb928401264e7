import { describe, expect, it } from 'vitest';
import { inspectionListPaper } from '#app/office/inspections/inspection-list.server.ts';
import type { ReadingPage } from '#app/office/inspections/readings.server.ts';
import { checkBinding } from '#app/papers/binding.server.ts';
import { drawnText } from '#app/papers/drawn-text.server.ts';
import { printer } from '#tests/support/papers.ts';

const TOWN = { code: '132080', name: '調布市' };
const READER = { name: '調査　花子', of: '世論調査研究所', document: '運転免許証' };

const APPLICATION: ReadingPage['inspection']['record']['application'] = {
  ground: 'research',
  applicantName: '世論調査研究所',
  representative: '代表　一郎',
  address: '東京都千代田区霞が関一丁目',
  purpose: '世論調査の対象者の抽出',
  outline: '世論調査',
  readers: [{ name: READER.name, of: READER.of }],
  range: { towns: ['布田1丁目', '布田2丁目'], every: 1, most: 1000 },
  plannedFrom: '2026-11-24',
  plannedUntil: '2026-11-30',
  management: '鍵のかかる書庫で保管する',
  handlers: '調査部の職員',
  results: '統計として公表する',
  pledged: true,
};

/** A reading of so many persons of 布田. */
function reading(persons: number, more: Partial<ReadingPage> = {}): ReadingPage {
  return {
    readingId: 'one',
    readOn: '2026-11-24',
    paperNumber: '20261124 調布市 000007',
    reader: READER,
    entries: persons,
    ended: false,
    inspection: {
      inspectionId: 'i',
      state: 'approved',
      version: 3,
      filedOn: '2026-11-20',
      record: {
        application: APPLICATION,
      },
    },
    list: Array.from({ length: persons }, (_, at): NonNullable<ReadingPage['list']>[number] => ({
      name: `住民　${at + 1}郎`,
      bornOn: { text: '昭和59年5月17日', on: '1984-05-17', kind: 'exact' },
      sex: at % 2 === 0 ? '1' : '2',
      address: `東京都調布市布田2丁目${at + 1}番地1`,
    })),
    ...more,
  };
}

describe('閲覧用リスト（住民基本台帳法第11条第1項、第11条の2）', () => {
  it('どの頁にも、発行番号、頁の番号、閲覧者の氏名の透かしがある', async () => {
    const content = inspectionListPaper(reading(90), TOWN);
    const pdf = await printer.print(content);
    const pages = drawnText(pdf);
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, at) => {
      expect(page.split('閲覧者　調査　花子').length - 1).toBeGreaterThan(20);
      expect(page).toContain(`20261124 調布市 000007　${at + 1}/${pages.length}`);
    });
    const all = pages.join('');
    for (const at of [1, 45, 90]) expect(all).toContain(`布田2丁目${at}番地1`);
    expect(() => checkBinding(pdf, content, false)).not.toThrow();
  });

  it('氏名・生年月日・性別・住所のほかは、だれについても言わない', () => {
    const { blocks } = inspectionListPaper(reading(2), TOWN);
    const list = blocks.find(({ block }) => block === 'list');
    expect(list).toMatchObject({
      head: ['番号', '氏名', '生年月日', '性別', '住所'],
      rows: [
        ['1', '住民　1郎', '昭和59年5月17日', '男', '東京都調布市布田2丁目1番地1'],
        ['2', '住民　2郎', '昭和59年5月17日', '女', '東京都調布市布田2丁目2番地1'],
      ],
    });
  });

  it('ほかの閲覧者の透かしの入った紙は、出る前に止める', async () => {
    const content = inspectionListPaper(reading(1), TOWN);
    const other = await printer.print(
      inspectionListPaper(reading(1, { reader: { ...READER, name: '調査　太郎' } }), TOWN),
    );
    expect(() => checkBinding(other, content, false)).toThrow('the mark of its reader');
    const bare = await printer.print({ ...content, mark: '' });
    expect(() => checkBinding(bare, content, false)).toThrow('the mark of its reader');
  });

  it('だれもいなければ、そう言う', async () => {
    const [page = ''] = drawnText(await printer.print(inspectionListPaper(reading(0), TOWN)));
    expect(page).toContain('この範囲に当てはまる住民はいません。');
    expect(page).not.toContain('生年月日');
  });
});
