import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ErrorPage, errorTexts } from '#app/ui/error-page.tsx';
import {
  ButtonLink,
  OfficeFrame,
  PortalFrame,
  ProtectionBanner,
  reportsErrors,
  SummaryList,
  Table,
  titleOfFailedPage,
} from '#app/ui/index.ts';

const html = renderToStaticMarkup;
const NOTICE = 'これは架空の住民によるシミュレーションです';

describe('ページの枠', () => {
  const frames: [string, string][] = [
    ['住民のページ', html(<PortalFrame person="佐藤　健司">本文</PortalFrame>)],
    ['職員のページ', html(<OfficeFrame town={{ code: '132080', name: '調布市' }}>本文</OfficeFrame>)],
    ['エラーのページ', html(<ErrorPage status={500} />)],
  ];

  test.each(frames)('%s には、シミュレーションの表示と本文への移動がある', (_name, page) => {
    expect(page).toContain(NOTICE);
    expect(page).toMatch(/<a href="#main"/);
    expect(page.match(/<main /g)).toHaveLength(1);
    // インラインのスタイルはCSPが拒む。
    expect(page).not.toMatch(/ style="/);
  });

  test('職員のページには、まちと職員の名前と役割がいつも見える', () => {
    const page = html(
      <OfficeFrame
        town={{ code: '132080', name: '調布市' }}
        officer={{ name: '窪田　直子', role: '審査・決裁' }}
        navigation={[{ href: '/office/132080/applications', label: '申請管理', current: true, count: 3 }]}
        banner={<ProtectionBanner />}
      >
        本文
      </OfficeFrame>,
    );
    for (const text of ['調布市', '窪田　直子', '支援措置対象者']) expect(page).toContain(text);
    // Each role whole, however narrow the page is.
    for (const role of ['審査・', '決裁']) expect(page).toContain(`whitespace-nowrap">${role}</span>`);
    expect(page).toContain('aria-current="page"');
    expect(page).toContain('sticky');
  });

  test('エラーのページは、起きたことと次にすることを言う', () => {
    for (const status of [401, 403, 404, 405, 500, 503]) {
      expect(html(<ErrorPage status={status} />)).toContain(errorTexts(status).title);
      expect(errorTexts(status).sentences.length).toBeGreaterThan(0);
    }
    expect(errorTexts(418)).toBe(errorTexts(404));
    expect(errorTexts(502)).toBe(errorTexts(500));
  });
});

describe('部品', () => {
  test('押せないリンクには行き先がない', () => {
    const link = html(
      <ButtonLink href="/next" disabled>
        次へ
      </ButtonLink>,
    );
    expect(link).not.toContain('href');
    expect(link).toContain('aria-disabled="true"');
  });

  test('入力のない項目は「入力なし」と書き、変更のリンクは項目の名前を読み上げる', () => {
    const list = html(<SummaryList rows={[{ term: '電子メール', value: '', change: '/change' }]} />);
    expect(list).toContain('（入力なし）');
    expect(list).toMatch(/変更<span class="sr-only">（電子メール）/);
  });

  test('表は、電話の幅でも列の名前が分かり、役割を失わない', () => {
    const columns = [
      { key: 'name', header: '氏名', cell: (row: { name: string }) => row.name, rowHeader: true },
      { key: 'age', header: '年齢', cell: () => '106歳' },
    ];
    const table = html(
      <Table caption="住民" columns={columns} rows={[{ name: '村上　キク' }]} rowKey={(row) => row.name} />,
    );
    expect(table).toContain('role="rowheader"');
    expect(table).toMatch(/<span aria-hidden="true"[^>]*>年齢<\/span>106歳/);
    expect(html(<Table caption="住民" columns={columns} rows={[]} rowKey={(row) => row.name} empty="いません" />)).toBe(
      'いません',
    );
  });
});

describe('題名', () => {
  test('誤りのあるページの題名は「エラー：」で始まり、二重にはならない', () => {
    expect(titleOfFailedPage('氏名')).toBe('エラー：氏名');
    expect(titleOfFailedPage('エラー：氏名')).toBe('エラー：氏名');
  });

  test.each([
    [{ status: 'error' }, true],
    [{ lastResult: { status: 'error' } }, true],
    [{ errors: { name: ['x'] } }, true],
    [{ errors: [] }, false],
    [{ errors: {} }, false],
    [{ refusal: { code: 'x' } }, true],
    [{ status: 'success' }, false],
    [undefined, false],
    ['text', false],
  ])('答え %o は誤りか: %s', (answer, expected) => {
    expect(reportsErrors(answer)).toBe(expected);
  });
});
