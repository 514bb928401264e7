import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { townOf } from '#app/office/desk.server.ts';
import { fiscalYearOf, fiscalYearWord, publishedYears, readYear } from '#app/office/inspections/publication-words.ts';
import { EmptyState, Heading, PageFrame, pageTitle, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('住民基本台帳の閲覧の状況', data?.town.name) },
];

/** 閲覧の状況の公表 (住民基本台帳法第11条第3項, 第11条の2第12項): for everybody, without signing in. */
export async function loader(args: LoaderFunctionArgs) {
  const { office, town } = townOf(args);
  const thisYear = fiscalYearOf(office.today());
  const year = readYear(new URL(args.request.url).searchParams.get('year'), thisYear);
  if (year === undefined) throw new Response('Not Found', { status: 404 });
  const { lines } = await office.inspections.published(year);
  const rows = lines.map((one, at) => ({ ...one, key: String(at), on: formatJapaneseDate(one.on) }));
  return {
    town: { code: town.code, name: town.name },
    year,
    years: publishedYears(thisYear).map((one) => ({ year: one, word: fiscalYearWord(one) })),
    organs: rows.filter((one) => one.kind === 'organ'),
    applicants: rows.filter((one) => one.kind === 'applicant'),
  };
}

export default function InspectionReport() {
  const { town, year, years, organs, applicants } = useLoaderData<typeof loader>();
  const base = `/inspection-reports/${town.code}`;
  const word = years.find((one) => one.year === year)?.word ?? '';
  const table = (caption: string, rows: typeof organs, by: string, none: string) => (
    <div className="mt-8">
      <Table
        caption={caption}
        rows={rows}
        rowKey={(row) => row.key}
        empty={<EmptyState title={none} />}
        columns={[
          { key: 'by', header: by, rowHeader: true, cell: (row) => row.by },
          { key: 'outline', header: '目的の概要', cell: (row) => row.outline },
          { key: 'on', header: '閲覧の年月日', cell: (row) => row.on },
          { key: 'range', header: '住民の範囲', cell: (row) => row.range },
        ]}
      />
    </div>
  );
  return (
    <PageFrame name={`${town.name}　住民基本台帳の閲覧の状況`} home={base} width="page">
      <Heading>{word}の閲覧の状況</Heading>
      <p className="mt-4 max-w-text">
        住民基本台帳の一部の写し（氏名・生年月日・性別・住所）を、だれが何のために閲覧したかを公表します。営利を目的とする閲覧は認めていません。
      </p>
      <nav aria-label="年度を選ぶ" className="mt-4">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {years.map((one) => (
            <li key={one.year}>
              <a
                href={`${base}?year=${one.year}`}
                aria-current={one.year === year ? 'page' : undefined}
                className={
                  one.year === year ? 'inline-flex min-h-11 items-center font-700' : 'inline-flex min-h-11 items-center'
                }
              >
                {one.word}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {table(
        '国・地方公共団体の機関の請求（法第11条第1項）',
        organs,
        '機関の名称',
        'この年度に、機関の請求による閲覧はありません',
      )}
      {table(
        '個人・法人の申出（法第11条の2第1項）',
        applicants,
        '申出者',
        'この年度に、個人・法人の申出による閲覧はありません',
      )}
      <p className="mt-6">
        <a href={`${base}/download?year=${year}`}>この年度の状況をCSVで取り出す</a>
      </p>
      <p className="mt-4 max-w-text">
        犯罪捜査などのための請求（法第11条第3項）と、居住関係の確認の申出（法第11条の2第12項）は、公表の対象ではありません。
      </p>
    </PageFrame>
  );
}
