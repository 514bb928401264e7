import type { LoaderFunctionArgs } from '@remix-run/node';
import { atDesk } from '#app/office/desk.server.ts';
import { rollCsv } from '#app/office/sections/electoral-roll-words.ts';

/** 選挙人名簿の異動 of one registration as a file: CSV, or JSON for the commission's own system. */
export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const { run, changes } = await office.electoralRoll.file(officer, args.params.run ?? '');
    const isJson = new URL(args.request.url).searchParams.get('format') === 'json';
    const { asOf, ageOn, election, state } = run;
    const body = isJson ? JSON.stringify({ town: town.code, asOf, ageOn, election, state, changes }) : rollCsv(changes);
    return new Response(body, {
      headers: {
        'Content-Type': isJson ? 'application/json' : 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="electoral-roll-${asOf}.${isJson ? 'json' : 'csv'}"`,
        'Cache-Control': 'no-store',
      },
    });
  });
}
