import type { RenamingRun } from '#app/juki/door.ts';
import { Button, DescriptionList, EmptyState, Heading, NotificationBanner, Table } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { officeInstant } from '../office-dates.ts';
import { leftOutOf, RENAMING_GROUNDS, RENAMING_OBSTACLES } from '../renamings/renaming-words.ts';
import type { RenamingPage } from '../renamings/renamings.server.ts';

function Standing({ run, here }: { run: RenamingRun; here: string }) {
  const left = leftOutOf(run);
  const waiting = run.households - run.done - left;
  if (run.state === 'previewed') {
    return (
      <>
        <NotificationBanner kind="info" title={`${waiting}世帯の住所が変わります（まだ変更していません）`}>
          <p>
            実施すると、世帯ごとに順に変更し、本人確認情報と戸籍の附票の通知を送ります。元に戻すには、逆の一括変更が要ります。
          </p>
        </NotificationBanner>
        {waiting > 0 ? (
          <form method="post">
            <Button size="md">一括変更を実施する</Button>
          </form>
        ) : null}
      </>
    );
  }
  if (run.state === 'running') {
    return (
      <NotificationBanner kind="info" title={`変更中です（${run.households}世帯のうち${run.done + left}世帯まで済み）`}>
        {run.held > 0 ? (
          <p>職員が処理している{run.held}世帯は、その処理が終わるか、排他の時間が過ぎてから変更します。</p>
        ) : null}
        <p>
          この画面を閉じても続きます。<a href={here}>いまの状況を見る</a>
        </p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner
      kind={left === 0 ? 'success' : 'warning'}
      title={left === 0 ? `${run.done}世帯を変更しました` : `${run.done}世帯を変更し、${left}世帯が残りました`}
    />
  );
}

function Examples({ examples }: Pick<RenamingPage, 'examples'>) {
  return (
    <Table
      caption="変更の例"
      dense
      rows={examples}
      rowKey={(_, index) => String(index)}
      empty={<EmptyState title="表示できる例はありません" />}
      columns={[
        { key: 'before', header: '今の住所', rowHeader: true, cell: ({ before }) => formatAddress(before) },
        { key: 'after', header: '新しい住所', cell: ({ after }) => formatAddress(after) },
      ]}
    />
  );
}

function LeftOut({ page, here }: { page: RenamingPage; here: string }) {
  const { run, leftOut, protectedLeftOut, moreLeftOut } = page;
  return (
    <section>
      <Heading level={2} look="s">
        変更しない世帯
      </Heading>
      <ul className="mt-2 list-disc pl-6">
        {Object.entries(run.leftOut).map(([reason, count]) => {
          const { word, remedy } = RENAMING_OBSTACLES[reason as keyof RenamingRun['leftOut']];
          return (
            <li key={reason}>
              {word}：{count}世帯。{remedy}
            </li>
          );
        })}
      </ul>
      {protectedLeftOut > 0 ? (
        <p className="mt-2">
          このうち{protectedLeftOut}世帯は支援措置の対象のため、表示しません。支援措置の担当職員に伝えてください。
        </p>
      ) : null}
      <p className="mt-2">
        {moreLeftOut > 0 ? `この画面に載せるのは初めの500世帯までで、ほかに${moreLeftOut}世帯あります。` : ''}
        <a href={`${here}/left-out`}>変更しない世帯のすべて（CSV）</a>
      </p>
      {leftOut.length > 0 ? (
        <div className="mt-4">
          <Table
            caption="変更しない世帯の一覧"
            dense
            rows={leftOut}
            rowKey={(one) => one.householdNumber ?? ''}
            columns={[
              { key: 'number', header: '世帯番号', rowHeader: true, cell: (one) => one.householdNumber },
              { key: 'address', header: '住所', cell: (one) => (one.address ? formatAddress(one.address) : '') },
              { key: 'why', header: '理由', cell: (one) => RENAMING_OBSTACLES[one.reason].word },
            ]}
          />
        </div>
      ) : null}
    </section>
  );
}

/** 住所一括変更の一件: what would change, how far it is, and what was left out. */
export function RenamingOverview({ page, here }: { page: RenamingPage; here: string }) {
  const { run, examples } = page;
  const { renaming } = run;
  return (
    <div className="mt-4 flex flex-col gap-6">
      <div className="max-w-page">
        <Standing run={run} here={here} />
      </div>
      <DescriptionList
        dense
        items={[
          { term: '種類', value: RENAMING_GROUNDS[renaming.ground] },
          { term: '根拠の告示', value: renaming.notice },
          { term: '施行日', value: formatJapaneseDate(renaming.on) },
          {
            term: '番地',
            value: renaming.lots.kind === 'keep' ? '変わらない' : `対応表（${renaming.lots.pairs.length}組）のとおり`,
          },
          { term: '町字にある世帯と人', value: `${run.households}世帯 ${run.residents}人` },
          { term: '事前確認', value: officeInstant(run.createdAt) },
          ...(run.startedAt ? [{ term: '開始', value: officeInstant(run.startedAt) }] : []),
          ...(run.finishedAt ? [{ term: '終了', value: officeInstant(run.finishedAt) }] : []),
        ]}
      />
      {run.state === 'previewed' ? <Examples examples={examples} /> : null}
      {run.state !== 'running' && leftOutOf(run) > 0 ? <LeftOut page={page} here={here} /> : null}
    </div>
  );
}
