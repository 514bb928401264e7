import type { LoaderFunctionArgs } from '@remix-run/node';
import { getApplication } from '#app/portal/applications/application-pages.server.ts';
import { getResident, notFound } from '#app/portal/sign-in/signed-in.server.ts';
import { visitCalendar, visitCard } from '#app/portal/visits/visit-card.server.ts';

/** 来庁の予定 as a calendar file. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions, clock, config } = context.services;
  const resident = await getResident(request, sessions.resident);
  const card = await visitCard(portal, resident, await getApplication(portal, resident, params.receipt));
  if (!card.token) throw notFound();
  return new Response(visitCalendar(card, clock.now(), new URL(config.publicOrigin).hostname), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="visit-${card.view.receiptNumber}.ics"`,
      'Cache-Control': 'no-store',
    },
  });
}
