import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/drafts/forms.server.ts';
import { officeDay } from '#app/office/office-dates.ts';
import { AnswerBanner, OfficePage } from '#app/office/screens/office-page.tsx';
import { VisitSchedule } from '#app/office/screens/visit-schedule.tsx';
import { BackLink, EmptyState, Heading, pageTitle } from '#app/ui/index.ts';
import { addOpenDays } from '#app/vocabulary/business-days.ts';
import { addDays, isCalendarDate } from '#app/vocabulary/dates.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { TimeOfDay } from '#app/vocabulary/visit-slots.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('来庁の時間枠', data?.frame.town.name) },
];

const Closing = z.object({
  office: z.string().max(10),
  on: CalendarDate,
  // The whole day is said, never left open: it sends more people away.
  startsAt: z
    .union([TimeOfDay, z.literal('all')], { error: '取り消す時間を選んでください。' })
    .transform((time) => (time === 'all' ? undefined : time)),
  reason: sentence('取り消す理由を書いてください。住民に伝わります。', 200),
});
const Reopening = z.object({ on: CalendarDate, reopen: z.uuid() });

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const wanted = new URL(args.request.url).searchParams.get('on') ?? '';
    const on = isCalendarDate(wanted) ? wanted : addOpenDays(office.today(), 1);
    return {
      frame: frame('visitors'),
      base: `/office/${town.code}`,
      page: await office.visits.schedule(officer, on),
      previous: addDays(on, -1),
      next: addDays(on, 1),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const copy = args.request.clone();
    const reopening = await readForm(copy, Reopening);
    if ('read' in reopening) {
      await office.visits.reopen(officer, reopening.read.reopen);
      return redirect(`/office/${town.code}/visits?on=${reopening.read.on}`);
    }
    const form = await readForm(args.request, Closing);
    if ('errors' in form) return data<Answer>(form, { status: 400 });
    const { startsAt, ...order } = form.read;
    const closed = await office.visits.close(officer, { ...order, ...(startsAt ? { startsAt } : {}) });
    if (!closed.accepted) return data<Answer>({ refusal: closed.refusal }, { status: 409 });
    return redirect(`/office/${town.code}/visits?on=${order.on}`);
  });
}

export default function Visits() {
  const { frame, base, page, previous, next } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OfficePage frame={frame}>
      <BackLink href={`${base}/visitors?on=${page.on}`} />
      <AnswerBanner answer={answer} />
      <Heading>来庁の時間枠</Heading>
      <nav aria-label="日を選ぶ" className="mt-4">
        <ul className="flex flex-wrap gap-4">
          <li>
            <a href={`${base}/visits?on=${previous}`}>前の日</a>
          </li>
          <li>
            <a href={`${base}/visits?on=${next}`}>次の日</a>
          </li>
        </ul>
      </nav>
      {page.offices.length === 0 ? (
        <EmptyState title={`${officeDay(page.on)}に公開している時間枠はありません`} />
      ) : (
        <VisitSchedule page={page} answer={answer} />
      )}
    </OfficePage>
  );
}
