import type { ReactNode } from 'react';
import type { Acknowledgement, NoticePhase, SectionFilter, WaitingKind } from '#app/juki/sections.ts';
import { Button, EmptyState, Select, StatusBadge, Table } from '#app/ui/index.ts';
import { PHASE_TONES, PHASE_WORDS, sectionChoices } from '../sections/section-words.ts';

/** 通知の一件 as the list shows it, all days in words. */
export interface NoticeRow {
  position: number;
  phase: NoticePhase;
  movement: string;
  on: string;
  name: string;
  bornOn: string;
  addresseeNumber: string;
  address: string;
  destination: string;
  effect: string;
  article: string;
  due: string;
  protectedPerson: boolean;
}

const ALL = { value: '', label: 'すべて' };

/** 絞り込み: by phase and by cause, only what waits; without anything to choose nothing is asked. */
export function NoticeFilters({ kinds, filter, all }: { kinds: WaitingKind[]; filter: SectionFilter; all: string }) {
  const { phases, movements } = sectionChoices(kinds);
  const isFiltered = filter.phase !== undefined || filter.movement !== undefined;
  if (phases.length + movements.length <= 2 && !isFiltered) return null;
  return (
    <form method="get" className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <Select
        label="段階"
        name="phase"
        fieldSize="s"
        width="md"
        unmarked
        noEmpty
        defaultValue={filter.phase ?? ''}
        options={[ALL, ...phases]}
      />
      <Select
        label="異動・年齢"
        name="movement"
        fieldSize="s"
        width="md"
        unmarked
        noEmpty
        defaultValue={filter.movement ?? ''}
        options={[ALL, ...movements]}
      />
      <Button size="sm" variant="outline">
        絞り込む
      </Button>
      {isFiltered ? <a href={all}>すべての通知を見る</a> : null}
    </form>
  );
}

/** 受領待ちの一覧. */
export function NoticeTable({ rows, isFiltered }: { rows: NoticeRow[]; isFiltered: boolean }) {
  return (
    <Table
      caption={`${isFiltered ? '絞り込んだ通知' : '受領待ち'}：${rows.length}件`}
      dense
      rows={rows}
      rowKey={(row) => String(row.position)}
      empty={
        isFiltered ? (
          <EmptyState title="当てはまる通知はありません">
            <p>絞り込みを変えるか、すべての通知を見てください。</p>
          </EmptyState>
        ) : (
          <EmptyState title="受領待ちの通知はありません">
            <p>異動の届出のほか、年齢の到達も、夜間にここへ届きます。</p>
          </EmptyState>
        )
      }
      columns={[
        {
          key: 'phase',
          header: '段階',
          cell: ({ phase }) => <StatusBadge tone={PHASE_TONES[phase]}>{PHASE_WORDS[phase]}</StatusBadge>,
        },
        {
          key: 'movement',
          header: '異動・年齢',
          cell: ({ movement, on }) => <Lines first={movement} second={<Day>{on}</Day>} />,
        },
        { key: 'name', header: '氏名', rowHeader: true, cell: (row) => <Named {...row} /> },
        { key: 'bornOn', header: '生年月日', cell: ({ bornOn }) => <Unbroken>{bornOn}</Unbroken> },
        { key: 'address', header: '住所', cell: ({ address }) => address },
        ...(rows.some(({ destination }) => destination)
          ? [{ key: 'destination', header: '転出先', cell: ({ destination }: NoticeRow) => destination }]
          : []),
        { key: 'effect', header: '処理', cell: ({ effect, article }) => <Lines first={effect} second={article} /> },
        ...(rows.some(({ due }) => due)
          ? [
              {
                key: 'due',
                header: '期限',
                cell: ({ due }: NoticeRow) => (due ? <Day>{due}</Day> : ''),
              },
            ]
          : []),
      ]}
    />
  );
}

/** 氏名 with the number under it, and the mark of 支援措置 that nobody overlooks. */
export function Named({
  name,
  addresseeNumber,
  protectedPerson,
}: Pick<NoticeRow, 'name' | 'addresseeNumber' | 'protectedPerson'>) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {name}
      {addresseeNumber ? <span className="whitespace-nowrap font-400">{addresseeNumber}</span> : null}
      {protectedPerson ? <StatusBadge tone="error">支援措置</StatusBadge> : null}
    </span>
  );
}

/** A day stays in one line. */
export function Unbroken({ children }: { children: string }) {
  return <span className="whitespace-nowrap">{children}</span>;
}

/** A day with its weekday: broken between the two at most. */
function Day({ children }: { children: string }) {
  const at = children.indexOf('（');
  return (
    <>
      <Unbroken>{children.slice(0, at)}</Unbroken>
      <wbr />
      <Unbroken>{children.slice(at)}</Unbroken>
    </>
  );
}

function Lines({ first, second }: { first: string; second: ReactNode }) {
  return (
    <>
      {first}
      <span className="block text-solid-gray-700">{second}</span>
    </>
  );
}

/** 受領の記録. */
export function AcknowledgementTable({ rows }: { rows: Acknowledgement[] }) {
  return (
    <Table
      caption="受領の記録（新しい順）"
      dense
      rows={rows}
      rowKey={(one) => `${one.at} ${one.last}`}
      empty={<EmptyState title="受領の記録はまだありません" />}
      columns={[
        { key: 'at', header: '受領した日時', rowHeader: true, cell: (one) => one.at },
        { key: 'by', header: '受領した職員', cell: (one) => one.by },
        { key: 'count', header: '件数', align: 'end', cell: (one) => `${one.count}件` },
        {
          key: 'numbers',
          header: '通知番号',
          cell: (one) => (one.first === one.last ? String(one.first) : `${one.first}から${one.last}まで`),
        },
      ]}
    />
  );
}
