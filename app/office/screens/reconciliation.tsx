import type { DifferenceView, ReconciliationView } from '#app/juki/door.ts';
import { Button, EmptyState, NotificationBanner, Table } from '#app/ui/index.ts';
import { officeInstant } from '../office-dates.ts';
import { differenceWord, remedyWord } from './difference-words.ts';

function Press({ act, difference, label }: { act: 'mend' | 'close'; difference: string; label: string }) {
  return (
    <form method="post">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="difference" value={difference} />
      <Button size="xs" variant="outline">
        {label}
      </Button>
    </form>
  );
}

function Presses({ difference }: { difference: DifferenceView }) {
  const { differenceId, state, mendable } = difference;
  if (state === 'mending') return <p>是正中です。次の確認で、直ったかが分かります。</p>;
  return (
    <div className="flex flex-wrap gap-2">
      {mendable ? <Press act="mend" difference={differenceId} label={remedyWord(difference)} /> : null}
      <Press act="close" difference={differenceId} label="確認済みにする" />
    </div>
  );
}

function RunState({ run }: { run: ReconciliationView['run'] }) {
  if (!run) {
    return (
      <EmptyState title="まだ確認していません">
        <p>「いま確認する」を押すと始まります。</p>
      </EmptyState>
    );
  }
  const { startedAt, startedBy, compared, found, finishedAt } = run;
  if (!finishedAt) {
    return (
      <NotificationBanner kind="info" title={`確認中です（${compared}人まで済み）`}>
        <p>
          {officeInstant(startedAt)}に{startedBy}
          が始めました。相手の機関が応答しないときは、応答しだい続きから進みます。
        </p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner
      kind={found === 0 ? 'success' : 'warning'}
      title={found === 0 ? '差異はありませんでした' : `${found}件の差異がありました`}
    >
      <p>
        {officeInstant(finishedAt)}に終わりました（{compared}人、開始：{startedBy}
        ）。きょう異動のあった人は、次の回に比べます。
      </p>
    </NotificationBanner>
  );
}

/** 整合性確認の画面: the last run, what differs and what mends it. */
export function Reconciliation({ view: { run, differences }, base }: { view: ReconciliationView; base: string }) {
  return (
    <div className="mt-4 flex flex-col gap-6">
      <div className="max-w-page">
        <RunState run={run} />
      </div>
      <form method="post">
        <input type="hidden" name="act" value="start" />
        <Button size="sm">{run && !run.finishedAt ? '続きをいま進める' : 'いま確認する'}</Button>
      </form>
      <Table
        caption={`残っている差異：${differences.length}件`}
        dense
        rows={differences}
        rowKey={(difference) => difference.differenceId}
        empty={<EmptyState title="残っている差異はありません" />}
        columns={[
          { key: 'what', header: '内容', rowHeader: true, cell: (difference) => differenceWord(difference) },
          {
            key: 'person',
            header: '宛名番号',
            cell: ({ addresseeNumber }) =>
              addresseeNumber ? (
                <a href={`${base}/residents/${addresseeNumber}`}>{addresseeNumber}</a>
              ) : (
                'この市にありません'
              ),
          },
          { key: 'at', header: '見つけた日時', cell: (difference) => officeInstant(difference.foundAt) },
          { key: 'do', header: '処理', cell: (difference) => <Presses difference={difference} /> },
        ]}
      />
    </div>
  );
}
