import type { LoaderFunctionArgs } from '@remix-run/node';
import { townOf } from '#app/office/desk.server.ts';
import { fiscalYearOf, readYear } from '#app/office/inspections/publication-words.ts';

/** 閲覧の状況 of a 年度 as CSV, for everybody. */
export async function loader(args: LoaderFunctionArgs) {
  const { office } = townOf(args);
  const year = readYear(new URL(args.request.url).searchParams.get('year'), fiscalYearOf(office.today()));
  if (year === undefined) throw new Response('Not Found', { status: 404 });
  const { name, body } = await office.inspections.publishedCsv(year);
  return new Response(body, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` },
  });
}
