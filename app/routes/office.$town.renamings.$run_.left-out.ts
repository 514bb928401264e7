import type { LoaderFunctionArgs } from '@remix-run/node';
import { atDesk } from '#app/office/desk.server.ts';

/** 変更しない世帯のすべて as a file. */
export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer }) => {
    const body = await office.renamings.leftOut(officer, args.params.run ?? '');
    return new Response(body, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="left-out.csv"',
        'Cache-Control': 'no-store',
      },
    });
  });
}
