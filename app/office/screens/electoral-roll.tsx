import type { RollChange, RollRun } from '#app/juki/door.ts';
import { Button, DescriptionList, EmptyState, NotificationBanner, StatusBadge, Table } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { birthOf, officeInstant } from '../office-dates.ts';
import type { RollRunPage } from '../sections/electoral-roll.server.ts';
import { ROLL_KINDS, ROLL_RESULTS, ROLL_STATES } from '../sections/electoral-roll-words.ts';

const KINDS = Object.keys(ROLL_KINDS) as (keyof typeof ROLL_KINDS)[];

/** 人数 with the marks of thousands. */
export function persons(count: number): string {
  return `${count.toLocaleString('ja-JP')}人`;
}

function Press({
  act,
  label,
  quiet = false,
}: {
  act: 'start' | 'confirm' | 'discard';
  label: string;
  quiet?: boolean;
}) {
  return (
    <form method="post">
      <input type="hidden" name="act" value={act} />
      <Button size="md" variant={quiet ? 'outline' : 'solid'}>
        {label}
      </Button>
    </form>
  );
}

/** 回の状態: what was done, and what may be done next. */
export function RollStanding({ page, here, today }: { page: RollRunPage; here: string; today: string }) {
  const { run, mayConfirm } = page;
  const asOf = formatJapaneseDate(run.asOf);
  if (run.state === 'collecting' || run.state === 'registering') return <UnderWay run={run} here={here} />;
  if (run.state === 'discarded') return <NotificationBanner kind="info" title="この回は取りやめました" />;
  if (run.state === 'done') {
    return (
      <NotificationBanner kind="success" title={`登録が終わりました（登録者数 ${persons(run.total ?? 0)}）`}>
        <p>
          {run.finishedAt ? officeInstant(run.finishedAt) : ''}
          に終わりました。表示と抹消は、前の回からの分です。「対象外」は、調べた後に住民票が変わった方です。
        </p>
      </NotificationBanner>
    );
  }
  const isEarly = today < run.asOf;
  return (
    <>
      <NotificationBanner kind="info" title="まだ登録していません">
        <p>
          {isEarly
            ? `登録できるのは${asOf}からです。その日に、もう一度調べてから登録します。`
            : mayConfirm
              ? '一覧を確かめてから登録してください。登録のときに、一人ずつ住民票をもう一度確かめます。'
              : `調べた職員（${run.startedBy.name}）とは別の職員が登録します。`}
        </p>
      </NotificationBanner>
      <div className="mt-4 flex flex-wrap gap-4">
        {mayConfirm && !isEarly ? <Press act="confirm" label="名簿に登録する" /> : null}
        <Press act="start" label="もう一度調べる" quiet />
        <Press act="discard" label="この回を取りやめる" quiet />
      </div>
    </>
  );
}

function UnderWay({ run, here }: { run: RollRun; here: string }) {
  const { looked, expected, counts } = run;
  const done = KINDS.reduce((sum, kind) => sum + (counts[kind]?.done ?? 0) + (counts[kind]?.dropped ?? 0), 0);
  const open = KINDS.reduce((sum, kind) => sum + (kind === 'unclear' ? 0 : (counts[kind]?.proposed ?? 0)), 0);
  return (
    <>
      <NotificationBanner
        kind="info"
        title={
          run.state === 'collecting'
            ? `調べています（${persons(expected)}のうち${persons(Math.min(looked, expected))}まで済み）`
            : `登録しています（${persons(done + open)}のうち${persons(done)}まで済み）`
        }
      >
        <p>
          この画面を閉じても続きます。<a href={here}>いまの状況を見る</a>
        </p>
      </NotificationBanner>
      {run.state === 'collecting' ? (
        <div className="mt-4">
          <Press act="discard" label="この回を取りやめる" quiet />
        </div>
      ) : null}
    </>
  );
}

/** 回の内容: who, when, as of which day. */
export function RollFacts({ run }: { run: RollRun }) {
  return (
    <DescriptionList
      dense
      items={[
        { term: '基準日', value: `${formatJapaneseDate(run.asOf)}現在` },
        ...(run.election
          ? [
              { term: '公示・告示の日', value: formatJapaneseDate(run.election.announcedOn) },
              { term: '選挙期日', value: formatJapaneseDate(run.election.pollingOn) },
            ]
          : []),
        { term: '年齢を数える日', value: formatJapaneseDate(run.ageOn) },
        { term: '状態', value: <StatusBadge>{ROLL_STATES[run.state]}</StatusBadge> },
        { term: '調べた職員', value: `${run.startedBy.name}（${officeInstant(run.startedAt)}）` },
        {
          term: '登録を確認した職員',
          value:
            run.confirmedBy && run.confirmedAt
              ? `${run.confirmedBy.name}（${officeInstant(run.confirmedAt)}）`
              : 'まだいません',
        },
      ]}
    />
  );
}

/** 異動の種類ごとの人数; each leads to its list. */
export function RollCounts({ page: { run, kind }, here }: { page: RollRunPage; here: string }) {
  return (
    <Table
      caption="異動の種類ごとの人数"
      dense
      rows={KINDS}
      rowKey={(one) => one}
      columns={[
        {
          key: 'kind',
          header: '異動',
          rowHeader: true,
          cell: (one) => (
            <a href={`${here}?kind=${one}`} aria-current={one === kind ? 'true' : undefined}>
              {ROLL_KINDS[one].word}
            </a>
          ),
        },
        { key: 'proposed', header: '予定', align: 'end', cell: (one) => persons(run.counts[one]?.proposed ?? 0) },
        { key: 'done', header: '済み', align: 'end', cell: (one) => persons(run.counts[one]?.done ?? 0) },
        { key: 'dropped', header: '対象外', align: 'end', cell: (one) => persons(run.counts[one]?.dropped ?? 0) },
        { key: 'article', header: '根拠', cell: (one) => ROLL_KINDS[one].article },
      ]}
    />
  );
}

/** 一人ごとの一覧. */
export function RollChanges({ page, here, after }: { page: RollRunPage; here: string; after: number }) {
  const { kind, changes, next } = page;
  const { word } = ROLL_KINDS[kind];
  return (
    <section aria-label={`${word}の一覧`}>
      {kind === 'unclear' && changes.length > 0 ? (
        <p className="mb-2">
          生年月日か記録された日が分からず、資格を判断できない方です。住民票を確かめてもらい、もう一度調べてください。
        </p>
      ) : null}
      <Table
        caption={`${word}の一覧${after > 0 ? '（続き）' : ''}`}
        dense
        rows={changes}
        rowKey={({ position }) => String(position)}
        empty={<EmptyState title={`${word}の対象の方はいません`} />}
        columns={[
          { key: 'name', header: '氏名', rowHeader: true, cell: (change) => <PersonName change={change} /> },
          { key: 'born', header: '生年月日', cell: ({ bornOn }) => <Unbroken>{birthOf(bornOn)}</Unbroken> },
          { key: 'address', header: '住所', cell: ({ address }) => formatAddress(address) },
          {
            key: 'basis',
            header: kind === 'register' || kind === 'unclear' ? '記録された日' : '住所がなくなった日',
            cell: ({ basisOn }) => <Unbroken>{basisOn ? formatJapaneseDate(basisOn) : ''}</Unbroken>,
          },
          { key: 'result', header: '結果', cell: ({ state }) => <Unbroken>{ROLL_RESULTS[state]}</Unbroken> },
          { key: 'article', header: '根拠', cell: ({ article }) => article },
        ]}
      />
      {next === undefined ? null : (
        <p className="mt-2">
          <a href={`${here}?kind=${kind}&after=${next}`}>続きの200人を見る</a>
        </p>
      )}
    </section>
  );
}

function Unbroken({ children }: { children: string }) {
  return <span className="whitespace-nowrap">{children}</span>;
}

function PersonName({ change: { name, addresseeNumber, protectedPerson, suspended } }: { change: RollChange }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {name}
      <span className="font-400">{addresseeNumber}</span>
      {suspended ? <StatusBadge tone="error">選挙権の停止</StatusBadge> : null}
      {protectedPerson ? <StatusBadge tone="error">支援措置</StatusBadge> : null}
    </span>
  );
}
