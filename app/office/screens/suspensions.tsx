import type { Suspension, SuspensionItems } from '#app/juki/door.ts';
import {
  Button,
  DescriptionList,
  EmptyState,
  Heading,
  NotificationBanner,
  StatusBadge,
  Table,
  TextField,
} from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Answer } from '../desk.server.ts';
import { birthOf, officeInstant } from '../office-dates.ts';
import {
  SUSPENSION_GROUNDS,
  SUSPENSION_PROPOSALS,
  SUSPENSION_STATES,
  termOf,
  WHEREABOUTS,
} from '../sections/suspension-words.ts';
import type { SuspensionPage } from '../sections/suspensions.server.ts';
import { SuspensionFields, typedOf } from './suspension-entry.tsx';

/** What stands, or what waits where nothing stands yet. */
function shownItems({ items, proposal }: Suspension): SuspensionItems | undefined {
  return items ?? (proposal && 'items' in proposal ? proposal.items : undefined);
}

/** 選挙権の停止の一覧. */
export function SuspensionTable({ suspensions, base }: { suspensions: readonly Suspension[]; base: string }) {
  return (
    <Table
      caption="選挙権の停止（確認待ち、新しい順）"
      dense
      rows={suspensions}
      rowKey={({ suspensionId }) => suspensionId}
      empty={<EmptyState title="選挙権の停止はありません" />}
      columns={[
        {
          key: 'name',
          header: '氏名',
          rowHeader: true,
          cell: (one) => <a href={`${base}/${one.suspensionId}`}>{one.name}</a>,
        },
        { key: 'born', header: '生年月日', cell: ({ bornOn }) => birthOf(bornOn) },
        {
          key: 'ground',
          header: '根拠',
          cell: (one) => {
            const items = shownItems(one);
            return items ? SUSPENSION_GROUNDS[items.ground].article : '';
          },
        },
        {
          key: 'term',
          header: '期間',
          cell: (one) => {
            const items = shownItems(one);
            return items ? termOf(items) : '';
          },
        },
        { key: 'state', header: '状態', cell: (one) => <SuspensionState suspension={one} /> },
        { key: 'shown', header: '名簿の表示', cell: ({ shown }) => (shown ? 'あり' : 'なし') },
      ]}
    />
  );
}

function SuspensionState({ suspension: { state, proposal } }: { suspension: Suspension }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      <StatusBadge tone={state === 'standing' ? 'error' : 'neutral'}>{SUSPENSION_STATES[state]}</StatusBadge>
      {proposal && state !== 'proposed' ? (
        <StatusBadge>{`${SUSPENSION_PROPOSALS[proposal.kind]}の確認待ち`}</StatusBadge>
      ) : null}
    </span>
  );
}

/** 対象の方と停止の内容. */
export function SuspensionFacts({ suspension }: { suspension: Suspension }) {
  const { addresseeNumber, name, bornOn, address, items, confirmedBy, confirmedAt, shown, whereabouts } = suspension;
  return (
    <>
      {whereabouts === 'left' && items ? (
        <NotificationBanner kind="warning" title="転出した方です">
          <p>転出先の市区町村の選挙管理委員会に、選挙権を有しないことを遅れずに知らせてください。</p>
        </NotificationBanner>
      ) : null}
      {whereabouts === 'gone' && suspension.state === 'standing' ? (
        <NotificationBanner kind="warning" title="除票になっている方です">
          <p>死亡などで表示が要らなくなったときは、終わりの日を入れてください。四か月の後に記録を消します。</p>
        </NotificationBanner>
      ) : null}
      <DescriptionList
        dense
        items={[
          { term: '氏名', value: `${name}（${WHEREABOUTS[whereabouts]}）` },
          { term: '宛名番号', value: addresseeNumber },
          { term: '生年月日', value: birthOf(bornOn) },
          { term: '住所', value: formatAddress(address) },
          { term: '状態', value: <SuspensionState suspension={suspension} /> },
          ...(items ? itemRows(items) : []),
          { term: '名簿の表示', value: shown ? 'あり（公職選挙法第27条第1項）' : 'なし' },
          {
            term: '確認した職員',
            value: confirmedBy && confirmedAt ? `${confirmedBy.name}（${officeInstant(confirmedAt)}）` : 'まだいません',
          },
        ]}
      />
    </>
  );
}

function itemRows(items: SuspensionItems) {
  const { word, article } = SUSPENSION_GROUNDS[items.ground];
  return [
    { term: '根拠', value: `${word}（${article}）` },
    { term: '期間', value: termOf(items) },
    { term: '通知・備考', value: items.note || 'なし' },
  ];
}

/** 確認を待つもの, with the buttons that this officer has. */
export function WaitingProposal({ page: { suspension, mayConfirm, mayEnter } }: { page: SuspensionPage }) {
  const { proposal } = suspension;
  if (!proposal) return null;
  return (
    <section aria-labelledby="waiting">
      <Heading level={2} id="waiting">
        {`確認を待つもの：${SUSPENSION_PROPOSALS[proposal.kind]}`}
      </Heading>
      <div className="mt-2">
        <DescriptionList
          dense
          items={[
            ...('items' in proposal ? itemRows(proposal.items) : [{ term: '取り消す理由', value: proposal.why }]),
            { term: '入れた職員', value: `${proposal.by.name}（${officeInstant(proposal.at)}）` },
          ]}
        />
      </div>
      <p className="mt-3">
        {mayConfirm
          ? '本籍地からの通知と見比べてから、確認してください。'
          : `入れた職員（${proposal.by.name}）とは別の職員が確認します。`}
      </p>
      <form method="post" className="mt-3 flex flex-wrap gap-4">
        {mayConfirm ? (
          <Button size="md" name="act" value="confirm">
            確認する
          </Button>
        ) : null}
        {mayEnter ? (
          <Button size="md" variant="outline" name="act" value="discard">
            取りやめる
          </Button>
        ) : null}
      </form>
    </section>
  );
}

/** 変更と取消し of what stands. */
export function SuspensionChanges({ suspension, answer }: { suspension: Suspension; answer: Answer | undefined }) {
  const { items, proposal, state } = suspension;
  if (!items || proposal || state !== 'standing') return null;
  const sent = (act: string) => (answer?.typed?.act === act ? answer : undefined);
  const withdrawal = sent('withdraw');
  return (
    <div className="flex max-w-text flex-col gap-8">
      <form method="post" className="flex flex-col gap-4" noValidate aria-labelledby="change">
        <Heading level={2} id="change">
          内容を変える
        </Heading>
        <p>停止が終わる通知が来たときも、ここで終わりの日を入れます。</p>
        <SuspensionFields answer={sent('change')} known={items} />
        <div>
          <Button size="md" name="act" value="change">
            変更を入れる
          </Button>
        </div>
      </form>
      <form method="post" className="flex flex-col gap-4" noValidate aria-labelledby="withdraw">
        <Heading level={2} id="withdraw">
          誤りを取り消す
        </Heading>
        <p>別の方に入れたときなどに使います。確認されると、この停止の記録は残りません。</p>
        <TextField
          label="取り消す理由"
          name="why"
          fieldSize="s"
          required
          error={withdrawal?.errors?.why}
          defaultValue={typedOf(withdrawal)('why')}
        />
        <div>
          <Button size="md" variant="outline" name="act" value="withdraw">
            取消しを入れる
          </Button>
        </div>
      </form>
    </div>
  );
}
