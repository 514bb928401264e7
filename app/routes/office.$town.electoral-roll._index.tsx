import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { persons } from '#app/office/screens/electoral-roll.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ROLL_STATES, runTitle } from '#app/office/sections/electoral-roll-words.ts';
import { Button, DescriptionList, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('選挙人名簿', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const { registered, marked, suspensionsWaiting, nextOn, runs } = await office.electoralRoll.page(officer);
    return {
      frame: frame('electoralRoll'),
      base: `/office/${town.code}/electoral-roll`,
      registered: persons(registered),
      marked: persons(marked),
      suspensionsWaiting,
      nextOn: formatJapaneseDate(nextOn),
      isOpen: runs.some(({ state }) => state === 'collecting' || state === 'proposed' || state === 'registering'),
      runs: runs.map((run) => ({
        runId: run.runId,
        title: runTitle(run),
        state: ROLL_STATES[run.state],
        register: persons((run.counts.register?.proposed ?? 0) + (run.counts.register?.done ?? 0)),
        remove: persons((run.counts.remove?.proposed ?? 0) + (run.counts.remove?.done ?? 0)),
        total: run.total === undefined ? '' : persons(run.total),
        startedAt: officeInstant(run.startedAt),
      })),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const outcome = await office.electoralRoll.start(officer);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/electoral-roll/${outcome.value.runId}`);
  });
}

export default function ElectoralRoll() {
  const { frame, base, registered, marked, suspensionsWaiting, nextOn, isOpen, runs } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <Heading>選挙人名簿</Heading>
      <p className="mt-1 max-w-text">
        三月・六月・九月・十二月の一日現在と、選挙のときの基準日現在で、住民票から登録の資格を調べて登録します。転出の表示と、死亡などによる抹消は、住民票の異動と同時に行います。
      </p>
      <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1">
        <li>
          <a href={`${base}/election`}>選挙時登録を始める</a>
        </li>
        <li>
          <a href={`${base}/suspensions`}>
            {suspensionsWaiting > 0 ? `選挙権の停止（確認待ち${suspensionsWaiting}件）` : '選挙権の停止'}
          </a>
        </li>
      </ul>
      <div className="mt-4 max-w-page">
        <DescriptionList
          dense
          items={[
            { term: '登録者数', value: registered },
            { term: 'うち転出の表示のある方', value: marked },
            { term: '次の定時登録の基準日', value: nextOn },
          ]}
        />
      </div>
      {isOpen ? null : (
        <form method="post" action={`${base}?index`} className="mt-4">
          <p className="mb-2">調べるだけでは登録されません。結果を別の職員が確かめてから登録します。</p>
          <Button size="md">{`${nextOn}現在で調べる`}</Button>
        </form>
      )}
      <div className="mt-6">
        <Table
          caption="登録の回（新しい順）"
          dense
          rows={runs}
          rowKey={({ runId }) => runId}
          empty={<EmptyState title="名簿への登録はまだ行っていません" />}
          columns={[
            {
              key: 'title',
              header: '登録の回',
              rowHeader: true,
              cell: (run) => <a href={`${base}/${run.runId}`}>{run.title}</a>,
            },
            { key: 'state', header: '状態', cell: (run) => <StatusBadge>{run.state}</StatusBadge> },
            { key: 'register', header: '登録', align: 'end', cell: (run) => run.register },
            { key: 'remove', header: '抹消', align: 'end', cell: (run) => run.remove },
            { key: 'total', header: '登録者数', align: 'end', cell: (run) => run.total },
            { key: 'at', header: '調べた日時', cell: (run) => run.startedAt },
          ]}
        />
      </div>
    </OfficePage>
  );
}
