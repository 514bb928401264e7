import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { UnfinishedCard } from '#app/office/cards/card-list.server.ts';
import { CARD_TASK_STATES } from '#app/office/cards/card-task.ts';
import { atDesk } from '#app/office/desk.server.ts';
import { officeDay, officeInstant } from '#app/office/office-dates.ts';
import { CARD_TONES } from '#app/office/screens/card-items.tsx';
import { DegradedBanner } from '#app/office/screens/degraded-banner.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('カードの手続の残り', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('visitors'),
    base: `/office/${town.code}`,
    left: await office.counter.unfinishedCards(officer),
  }));
}

export default function UnfinishedCardsPage() {
  const { frame, base, left } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return (
    <OfficePage frame={frame}>
      <BackLink href={`${base}/visitors`}>来庁予定・窓口</BackLink>
      <Heading>カードの手続の残り</Heading>
      <DegradedBanner silent={left.silent} />
      <p className="mt-2">
        転入届が済み、カードの書換えか継続利用が残っている方です。期限を過ぎるとカードは失効します。
      </p>
      {left.more ? <p className="mt-2">期限の近い{left.cards.length}枚を表示しています。</p> : null}
      <div className="mt-6">
        <Table<UnfinishedCard>
          caption={`手続の残っているカード：${left.cards.length}枚`}
          dense
          rows={left.cards}
          rowKey={({ taskId }) => taskId}
          empty={<EmptyState title="手続の残っているカードはありません" />}
          columns={[
            {
              key: 'holder',
              header: '名義の方',
              rowHeader: true,
              cell: ({ caseId, holder }) => <a href={`${base}/arrivals/${caseId}/cards`}>{holder}</a>,
            },
            {
              key: 'state',
              header: '状態',
              cell: ({ state }) => <StatusBadge tone={CARD_TONES[state]}>{CARD_TASK_STATES[state].label}</StatusBadge>,
            },
            { key: 'dueOn', header: '継続利用の期限', cell: ({ dueOn }) => officeDay(dueOn) },
            {
              key: 'queuedAt',
              header: '申出の受付',
              cell: ({ queuedAt }) => (queuedAt ? officeInstant(queuedAt) : '―'),
            },
            { key: 'note', header: '備考', cell: ({ note }) => note ?? '―' },
          ]}
        />
      </div>
    </OfficePage>
  );
}
