import type { LoaderFunctionArgs } from '@remix-run/node';
import { atDesk } from '#app/office/desk.server.ts';
import { figuresCsv } from '#app/office/figures/figures-csv.ts';
import { readSpan } from '#app/office/figures/figures-span.ts';

/** 集計 as CSV: one row for each day, series and name. */
export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const { errors, days: _, ...span } = readSpan(new URL(args.request.url).searchParams, office.today());
    if (errors) throw new Response('Bad Request', { status: 400 });
    const { rows } = await office.figures(officer, span);
    return new Response(figuresCsv(rows), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="figures-${town.code}-${span.from}-${span.to}.csv"`,
        'Cache-Control': 'no-store',
      },
    });
  });
}
