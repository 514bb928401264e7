import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { APPLICATION_STAGES } from '#app/office/applications/application-stages.ts';
import type { BulkResult } from '#app/office/applications/bulk-acts.server.ts';
import { QUEUES, queryOf, readFilter } from '#app/office/applications/queues.ts';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/drafts/forms.server.ts';
import { BulkResults } from '#app/office/screens/bulk-results.tsx';
import { InboxFilters, Queues, SavedViews } from '#app/office/screens/inbox-filters.tsx';
import { InboxList, Pages } from '#app/office/screens/inbox-list.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { PullLight } from '#app/office/screens/pull-light.tsx';
import { Heading, KeySwitch, NotificationBanner, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('申請管理', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const { filter, unreadable } = readFilter(new URL(args.request.url).searchParams);
    return {
      frame: frame('applications'),
      base: `/office/${town.code}/applications`,
      filter,
      unreadable,
      inbox: await office.applications.inbox(officer, filter),
    };
  });
}

const Item = z
  .string()
  .regex(/^[^:]{1,40}:\d{1,9}$/, '一覧を開き直してください。')
  .transform((text) => {
    const [receiptNumber = '', version = ''] = text.split(':');
    return { receiptNumber, version: Number(version) };
  });
const Bulk = z.object({
  act: z.enum(['assign', 'start', 'check']),
  items: z.array(Item).min(1, '処理する申請を選んでください。').max(50, '一度に50件までです。'),
});
const SaveView = z.object({ act: z.literal('saveView'), name: sentence('絞り込みの名前を付けてください。', 30) });
const RemoveView = z.object({ act: z.literal('removeView'), view: z.uuid() });

interface InboxAnswer extends Answer {
  results?: BulkResult[];
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const { filter } = readFilter(new URL(args.request.url).searchParams);
    const here = `/office/${town.code}/applications${queryOf(filter)}`;
    const act = (await args.request.clone().formData()).get('act');
    if (act === 'saveView') {
      const form = await readForm(args.request, SaveView);
      if ('errors' in form) return data<InboxAnswer>(form, 400);
      const saved = await office.applications.saveView(officer, { name: form.read.name, query: queryOf(filter) });
      return saved.accepted ? redirect(here) : data<InboxAnswer>({ refusal: saved.refusal }, 409);
    }
    if (act === 'removeView') {
      const form = await readForm(args.request, RemoveView);
      if ('errors' in form) return data<InboxAnswer>(form, 400);
      await office.applications.removeView(officer, form.read.view);
      return redirect(here);
    }
    const form = await readForm(args.request, Bulk, ['items']);
    if ('errors' in form) return data<InboxAnswer>(form, 400);
    return data<InboxAnswer>({ results: await office.applications.bulk(officer, form.read.act, form.read.items) });
  });
}

export default function Applications() {
  const { frame, base, filter, unreadable, inbox } = useLoaderData<typeof loader>();
  const answer = useActionData<InboxAnswer>();
  const { queue, stage } = filter;
  const title = stage ? APPLICATION_STAGES[stage].label : QUEUES[queue].label;
  return (
    <OfficePage frame={frame} answer={answer}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <Heading>申請管理</Heading>
        <div className="flex flex-wrap items-center gap-x-4">
          <KeySwitch />
          <PullLight health={inbox.health} />
        </div>
      </div>
      {answer?.results ? <BulkResults results={answer.results} base={base} /> : null}
      <Queues base={base} filter={filter} queues={inbox.queues} />
      <InboxFilters filter={filter} unreadable={unreadable} />
      <SavedViews base={base} filter={filter} views={inbox.views} error={answer?.errors?.name} />
      <p className="mt-4">{stage ? APPLICATION_STAGES[stage].next : QUEUES[queue].about}</p>
      {inbox.page > inbox.pages ? (
        <NotificationBanner kind="info" title="このページに申請はありません">
          <p>
            <a href={base + queryOf(filter)}>最初のページを開く</a>
          </p>
        </NotificationBanner>
      ) : (
        <InboxList base={base} filter={filter} title={title} inbox={inbox} error={answer?.errors?.items} />
      )}
      <Pages base={base} filter={filter} page={inbox.page} pages={inbox.pages} />
    </OfficePage>
  );
}
