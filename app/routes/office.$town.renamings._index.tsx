import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { mayDo } from '#app/office/permissions.ts';
import { readRenaming } from '#app/office/renamings/renaming-form.server.ts';
import { leftOutOf, RENAMING_STATES } from '#app/office/renamings/renaming-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { RenamingForm } from '#app/office/screens/renaming-form.tsx';
import { EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('住所一括変更', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const runs = await office.renamings.list(officer);
    return {
      frame: frame('renamings'),
      base: `/office/${town.code}/renamings`,
      today: formatJapaneseDate(office.today()),
      runs: runs.map((run) => ({
        runId: run.runId,
        what: `${run.renaming.fromTown} → ${run.renaming.toTown}`,
        on: formatJapaneseDate(run.renaming.on),
        state: RENAMING_STATES[run.state],
        progress: `${run.households}世帯のうち${run.done}世帯`,
        leftOut: `${leftOutOf(run)}世帯`,
        at: officeInstant(run.startedAt ?? run.createdAt),
      })),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    if (!mayDo('renameAddresses', officer, town)) throw new Response('Forbidden', { status: 403 });
    const form = await readRenaming(args.request);
    if ('errors' in form) return data<Answer>(form, 400);
    const outcome = await office.renamings.preview(officer, form.read);
    if (outcome.accepted) return redirect(`/office/${town.code}/renamings/${outcome.value.runId}`);
    return data<Answer>({ refusal: outcome.refusal, typed: form.typed }, 409);
  });
}

export default function Renamings() {
  const { frame, base, today, runs } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <Heading>住所一括変更</Heading>
      <p className="mt-1">
        住居表示の実施や町名の変更で、町字のすべての世帯の住所の表記を変えます。住所を定めた年月日は変わりません。
      </p>
      <div className="mt-6">
        <Table
          caption="これまでの一括変更（新しい順）"
          dense
          rows={runs}
          rowKey={(run) => run.runId}
          empty={<EmptyState title="一括変更はまだありません" />}
          columns={[
            {
              key: 'what',
              header: '変更',
              rowHeader: true,
              cell: (run) => <a href={`${base}/${run.runId}`}>{run.what}</a>,
            },
            { key: 'on', header: '施行日', cell: (run) => run.on },
            { key: 'state', header: '状態', cell: (run) => <StatusBadge>{run.state}</StatusBadge> },
            { key: 'progress', header: '変更した世帯', cell: (run) => run.progress },
            { key: 'left', header: '変更しない世帯', cell: (run) => run.leftOut },
            { key: 'at', header: '日時', cell: (run) => run.at },
          ]}
        />
      </div>
      <div className="mt-8">
        <Heading level={2}>新しい一括変更</Heading>
        <p className="mt-1">先に事前確認をします。対象の世帯の数と変更の例を見てから、実施できます。</p>
        <RenamingForm answer={answer} today={today} />
      </div>
    </OfficePage>
  );
}
