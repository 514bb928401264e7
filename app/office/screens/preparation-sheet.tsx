import { Button, DescriptionList, EmptyState, Heading, StatusBadge, Table, TextField } from '#app/ui/index.ts';
import type { ShownAlert } from '../arrivals/arrival-screens.server.ts';
import type { PreparedMember, PreparedVisit } from '../arrivals/preparation.server.ts';
import type { Answer } from '../desk.server.ts';
import { officeDay } from '../office-dates.ts';
import { AlertList } from './alert-list.tsx';
import { FilingPaper } from './filing-paper.tsx';

/** 確認の結果の欄 of one alert: several stand on one page. */
export function noteFieldOf({ caseId, code }: { caseId: string; code: string }): string {
  return `note-${caseId}-${code}`;
}

function ClearForm({ visit, alert, answer }: { visit: PreparedVisit; alert: ShownAlert; answer?: Answer }) {
  const { caseId, version } = visit;
  const id = noteFieldOf({ caseId, code: alert.code });
  const isMine = answer?.typed?.caseId === caseId && answer.typed.code === alert.code;
  return (
    <form method="post" className="no-print mt-2 flex max-w-text flex-col gap-3" noValidate>
      <input type="hidden" name="caseId" value={caseId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="code" value={alert.code} />
      <input type="hidden" name="sentence" value={alert.sentence} />
      <TextField
        name="note"
        id={id}
        label="確認の結果"
        support="例：電話で確かめた。長女は3月まで前の住所に残る。"
        defaultValue={isMine ? String(answer.typed?.note ?? '') : undefined}
        error={answer?.errors?.[id]?.[0]}
        required
      />
      <div>
        <Button size="sm" variant="outline">
          準備で確認済みにする
        </Button>
      </div>
    </form>
  );
}

function Alerts({ visit, answer }: { visit: PreparedVisit; answer?: Answer }) {
  if (visit.alerts.length === 0) return <p>確認事項はありません。</p>;
  return (
    <ul className="flex flex-col gap-4">
      {visit.alerts.map((alert) => (
        <li key={`${alert.code} ${alert.sentence}`}>
          <AlertList alerts={[alert]} />
          {visit.mayClear && !alert.cleared ? <ClearForm visit={visit} alert={alert} answer={answer} /> : null}
        </li>
      ))}
    </ul>
  );
}

function MemberTable({ members }: { members: readonly PreparedMember[] }) {
  return (
    <Table
      caption="転入後の世帯（予定）"
      dense
      rows={[...members]}
      rowKey={(member, index) => `${index} ${member.name}`}
      columns={[
        {
          key: 'name',
          header: '氏名',
          rowHeader: true,
          cell: ({ name, kana }) => (kana ? `${name}（${kana}）` : name),
        },
        { key: 'bornOn', header: '生年月日', cell: ({ bornOn }) => bornOn },
        { key: 'before', header: '転出地での続柄', cell: ({ before }) => before || '―' },
        { key: 'relationship', header: '続柄（予定）', cell: ({ relationship }) => relationship || '窓口で確かめる' },
        { key: 'card', header: 'カード', cell: ({ hasCard }) => (hasCard ? 'あり' : 'なし・不明') },
      ]}
    />
  );
}

function List({ title, items, none }: { title: string; items: readonly string[]; none: string }) {
  return (
    <div>
      <Heading level={3} look="s">
        {title}
      </Heading>
      {items.length === 0 ? (
        <p className="mt-1">{none}</p>
      ) : (
        <ul className="mt-1 list-disc pl-6">
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** 来庁の準備の一枚: one visit on a sheet of its own. */
export function PreparationSheet({ visit, base, answer }: { visit: PreparedVisit; base: string; answer?: Answer }) {
  const { caseId, name, visitTime, office, movers, ready, missing, lastDay, receiptNumber } = visit;
  const titleId = `visit-${caseId}`;
  return (
    <article
      aria-labelledby={titleId}
      className="break-before-page border-t-2 border-solid-gray-800 pt-4 first:break-before-auto"
    >
      <div className="flex flex-wrap items-center gap-3">
        <Heading level={2} look="m" id={titleId}>
          <a href={`${base}/arrivals/${caseId}`}>{`${visitTime ?? '時間なし'}　${name}`}</a>
        </Heading>
        <StatusBadge tone={ready ? 'success' : 'warning'}>{ready ? '準備完了' : missing}</StatusBadge>
      </div>
      <div className="mt-4 flex flex-col gap-6">
        <DescriptionList
          dense
          items={[
            { term: '窓口', value: office ?? '' },
            { term: '異動者', value: `${movers}人` },
            { term: '届出の期限', value: lastDay ? officeDay(lastDay) : '' },
            { term: '受付番号', value: receiptNumber ?? '' },
          ]}
        />
        <div>
          <Heading level={3} look="s" className="mb-2">
            確認事項
          </Heading>
          <Alerts visit={visit} answer={answer} />
        </div>
        <MemberTable members={visit.members} />
        {visit.filing ? <FilingPaper filing={visit.filing} id={`filing-${caseId}`} /> : null}
        <p className="no-print">
          <a href={`${base}/arrivals/${caseId}/visit-guide`}>
            来庁のご案内をPDFで開く<span className="sr-only">（{name}）</span>
          </a>
        </p>
        <List title="持ち物" items={visit.bring} none="特にありません。" />
        <List
          title="このまちで行う手続"
          items={visit.toDos
            .filter(({ place }) => place === 'newTown')
            .map(({ title, dueOn }) => (dueOn ? `${title}（期限 ${officeDay(dueOn)}）` : title))}
          none="引越しの手続の一覧は届いていません。"
        />
        <List
          title="お渡しする案内"
          items={visit.handouts.map(({ title, text }) => `${title}：${text}`)}
          none="事前通知が届くと、ここに並びます。"
        />
      </div>
    </article>
  );
}

/** 来庁の準備: nobody comes, or one sheet after the other. */
export function PreparationSheets({
  visits,
  base,
  answer,
}: {
  visits: readonly PreparedVisit[];
  base: string;
  answer?: Answer;
}) {
  if (visits.length === 0) return <EmptyState title="この日に準備する来庁予定はありません" />;
  return (
    <div className="mt-6 flex flex-col gap-12">
      {visits.map((visit) => (
        <PreparationSheet key={visit.caseId} visit={visit} base={base} answer={answer} />
      ))}
    </div>
  );
}
