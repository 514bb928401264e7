import type { LoaderFunctionArgs } from '@remix-run/node';
import { atDesk } from '#app/office/desk.server.ts';
import { schoolClassCsv } from '#app/office/sections/school-class-words.ts';
import { queryOf, SchoolQuery } from '#app/office/sections/section-queries.server.ts';

/** 新入学の一覧 as a file: CSV, or JSON for the section's own system. */
export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const query = queryOf(args.request);
    const { level } = SchoolQuery.parse(query);
    const list = await office.sections.entrantsFile(officer, args.params.section ?? '', level);
    const { april, listedOn, entrants, unclear } = list;
    const isJson = query.format === 'json';
    const body = isJson
      ? JSON.stringify({ town: town.code, level, april, listedOn, entrants, unclear })
      : schoolClassCsv(list);
    return new Response(body, {
      headers: {
        'Content-Type': isJson ? 'application/json' : 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="school-${level}-${april}.${isJson ? 'json' : 'csv'}"`,
        'Cache-Control': 'no-store',
      },
    });
  });
}
