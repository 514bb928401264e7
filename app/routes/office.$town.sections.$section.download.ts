import type { LoaderFunctionArgs } from '@remix-run/node';
import { atDesk } from '#app/office/desk.server.ts';
import { queryOf, SectionQuery } from '#app/office/sections/section-queries.server.ts';
import { sectionCsv } from '#app/office/sections/section-words.ts';

/** 関係課への通知 as a file: CSV, or JSON for the section's own system. */
export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const query = queryOf(args.request);
    const filter = SectionQuery.parse(query);
    const { section, entries, more } = await office.sections.page(officer, args.params.section ?? '', filter);
    const isJson = query.format === 'json';
    const last = entries.at(-1)?.position ?? 0;
    const body = isJson ? JSON.stringify({ town: town.code, section, more, entries }) : sectionCsv(entries);
    return new Response(body, {
      headers: {
        'Content-Type': isJson ? 'application/json' : 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${section}-${last}.${isJson ? 'json' : 'csv'}"`,
        'Cache-Control': 'no-store',
      },
    });
  });
}
