import type { RegisterHealth } from '#app/juki/door.ts';
import { type BadgeTone, classNames, EmptyState, Heading, StatusBadge, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { officeInstant } from '../office-dates.ts';
import type { HealthPage, PairState, SystemState } from '../watch/health.server.ts';

const STATES: Record<SystemState['state'], { word: string; tone: BadgeTone; frame: string; mark: string }> = {
  answering: { word: '応答あり', tone: 'success', frame: 'border-solid border-success-2', mark: '●' },
  silent: { word: '応答なし', tone: 'error', frame: 'border-double border-error-1', mark: '▲' },
  unknown: { word: 'まだ通信していません', tone: 'neutral', frame: 'border-dashed border-solid-gray-536', mark: '○' },
};

function ago(seconds: number): string {
  if (seconds < 60) return `${seconds}秒前`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)}分前` : `${Math.floor(seconds / 3600)}時間前`;
}

/** 外部システムの状態: shape, word and colour say the same. */
export function Systems({ systems }: { systems: readonly SystemState[] }) {
  return (
    <section className="mt-4" aria-labelledby="systems">
      <Heading level={2} look="dense" id="systems">
        外部システム
      </Heading>
      <ul className="mt-3 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {systems.map(({ code, name, state, heardSecondsAgo, silentMinutes, queue, cards }) => (
          <li
            key={code}
            className={classNames('flex flex-col gap-1 rounded-8 border-4 px-3 py-2', STATES[state].frame)}
          >
            <h3 className="text-dns-16B-130">{name}</h3>
            <p className="flex flex-wrap items-center gap-2">
              <span aria-hidden="true">{STATES[state].mark}</span>
              <StatusBadge tone={STATES[state].tone}>{STATES[state].word}</StatusBadge>
            </p>
            <p className="text-[0.875rem]">
              最後の応答：{heardSecondsAgo === undefined ? 'この起動のあと、まだありません' : ago(heardSecondsAgo)}
              {silentMinutes === undefined ? null : (
                <>
                  <br />
                  応答がない時間：{silentMinutes}分
                </>
              )}
              {cards === undefined && queue === undefined ? null : <br />}
              {queue === undefined ? '' : `送信待ち：${queue}通`}
              {cards === undefined ? '' : `復旧を待つカード：${cards}枚`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 機関ごとの電文と台帳: sent and received, what has not arrived, and what the registers say of each other. */
export function Pairs({
  pairs,
  register,
  reconciliation,
}: {
  pairs: readonly PairState[];
  register: RegisterHealth;
  reconciliation: string | undefined;
}) {
  return (
    <section className="mt-8" aria-labelledby="pairs">
      <Heading level={2} look="dense" id="pairs">
        電文と台帳
      </Heading>
      <div className="mt-3">
        <PairTable pairs={pairs} />
      </div>
      <p className="mt-3">
        整合性確認：
        {register.comparedAt
          ? `${officeInstant(register.comparedAt)}の回が終わり、残っている差異は${register.differences}件です。`
          : 'まだ終わった回がありません。'}
        {reconciliation ? <a href={reconciliation}>整合性確認を開く</a> : null}
      </p>
      <p className="mt-1">期限を過ぎた転入通知：{register.missingNotices}人</p>
    </section>
  );
}

/** 機関ごとの電文: the words come from the numbers; what is on its way, or stuck, is said. */
export function PairTable({ pairs }: { pairs: readonly PairState[] }) {
  const isThrough = ({ waiting, dead, unapplied }: PairState) => waiting + dead + unapplied === 0;
  return (
    <Table
      caption="機関ごとの電文（直近7日と、いま残っているもの）"
      dense
      rows={pairs}
      rowKey={({ code }) => code}
      empty={
        <EmptyState title="電文はまだ集計されていません">
          <p>電文を送受信すると、1分以内にここに出ます。</p>
        </EmptyState>
      }
      columns={[
        { key: 'name', header: '相手', rowHeader: true, cell: ({ name }) => name },
        { key: 'sent', header: '送った', align: 'end', cell: ({ sent }) => `${sent}通` },
        { key: 'waiting', header: '受取り待ち', align: 'end', cell: ({ waiting }) => `${waiting}通` },
        { key: 'dead', header: '送れない', align: 'end', cell: ({ dead }) => `${dead}通` },
        { key: 'received', header: '受け取った', align: 'end', cell: ({ received }) => `${received}通` },
        { key: 'unapplied', header: '処理できない', align: 'end', cell: ({ unapplied }) => `${unapplied}通` },
        {
          key: 'even',
          header: '状態',
          cell: (pair) => (
            <StatusBadge tone={isThrough(pair) ? 'success' : pair.dead + pair.unapplied > 0 ? 'error' : 'info'}>
              {isThrough(pair) ? '残りなし' : pair.dead + pair.unapplied > 0 ? '止まっています' : '配達中'}
            </StatusBadge>
          ),
        },
      ]}
    />
  );
}

const NIGHT_STATES: Record<HealthPage['nights'][number]['state'], { word: string; tone: BadgeTone }> = {
  running: { word: '処理中', tone: 'info' },
  done: { word: '終わりました', tone: 'success' },
  failed: { word: '終わりませんでした', tone: 'error' },
};

/** 夜間処理の記録. */
export function Nights({ nights }: { nights: HealthPage['nights'] }) {
  return (
    <div className="mt-8">
      <Table
        caption="夜間処理（新しい順）"
        dense
        rows={nights}
        rowKey={({ day, title }) => `${day} ${title}`}
        empty={<EmptyState title="夜間処理はまだ動いていません" />}
        columns={[
          { key: 'day', header: '日', cell: ({ day }) => formatJapaneseDate(day) },
          { key: 'title', header: '処理', rowHeader: true, cell: ({ title }) => title },
          { key: 'at', header: '開始', cell: ({ startedAt }) => officeInstant(startedAt) },
          {
            key: 'state',
            header: '状態',
            cell: ({ state }) => <StatusBadge tone={NIGHT_STATES[state].tone}>{NIGHT_STATES[state].word}</StatusBadge>,
          },
          { key: 'error', header: '原因', cell: ({ error }) => error ?? '' },
        ]}
      />
    </div>
  );
}
