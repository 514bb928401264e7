import { Button, EmptyState, StatusBadge, Table, TextField } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import { officeInstant } from '../office-dates.ts';
import { ROLE_WORDS } from '../officers/role-words.ts';
import { ALERT_RULES, type AlertKind, type AlertRule } from '../watch/alert-rules.ts';
import type { Alert } from '../watch/alerts.server.ts';

function minutesWord(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}時間` : `${minutes}分`;
}

/** 警報の一件: what is wrong, what helps, who has it, and until when. */
export function AlertCard({ alert, base, answer }: { alert: Alert; base: string; answer: Answer | undefined }) {
  const rule: AlertRule = ALERT_RULES[alert.kind];
  const isOpen = alert.state === 'open';
  const isMine = answer?.typed?.alertId === alert.alertId;
  const typed = isMine && typeof answer?.typed?.note === 'string' ? answer.typed.note : '';
  return (
    <li className="flex flex-col gap-2 rounded-8 border-2 border-solid-gray-420 bg-white px-4 py-3">
      <h3 className="flex flex-wrap items-center gap-2 text-dns-16B-130">
        <StatusBadge tone={isOpen ? 'error' : 'info'}>{isOpen ? '未対応' : '対応中'}</StatusBadge>
        {rule.title}
      </h3>
      <p>{alert.sentence}</p>
      <p>
        {rule.remedy} <a href={`${base}/${rule.path}`}>この画面で確かめる</a>
      </p>
      <p className="text-[0.875rem] text-solid-gray-700">
        発生：{officeInstant(alert.raisedAt)}
        <br />
        {alert.acknowledgedByName
          ? `担当：${alert.acknowledgedByName}`
          : `いまの担当：${ROLE_WORDS[alert.role]}${
              alert.escalatesAt ? `（${officeInstant(alert.escalatesAt)}に次の担当へ移ります）` : '（最後の担当です）'
            }`}
      </p>
      <Events alert={alert} />
      {alert.mayAcknowledge ? (
        <form method="post" className="mt-1 flex flex-col gap-3" noValidate>
          <input type="hidden" name="alertId" value={alert.alertId} />
          <TextField
            id={`note-${alert.alertId}`}
            label="何をするか"
            name="note"
            fieldSize="s"
            required
            error={isMine ? answer?.errors?.note : undefined}
            defaultValue={typed}
          />
          <div>
            <Button size="sm">引き受ける</Button>
          </div>
        </form>
      ) : isOpen ? (
        <p>担当の職員が引き受けます。</p>
      ) : null}
    </li>
  );
}

function Events({ alert }: { alert: Alert }) {
  return (
    <ol aria-label="経過" className="border-l-4 border-solid-gray-300 pl-3 text-[0.875rem]">
      {alert.events.map((event) => (
        <li key={`${event.at} ${event.act}`}>
          {officeInstant(event.at)}　{event.act}（{event.officerName}）{event.note ? `「${event.note}」` : ''}
        </li>
      ))}
    </ol>
  );
}

/** 警報の履歴: what is over, with who had it. */
export function AlertHistory({ alerts }: { alerts: readonly Alert[] }) {
  return (
    <Table
      caption={`解消した警報：新しい順に${alerts.length}件`}
      dense
      rows={alerts}
      rowKey={(alert) => alert.alertId}
      empty={
        <EmptyState title="解消した警報はまだありません">
          <p>警報は、原因がなくなると自動でここに移ります。</p>
        </EmptyState>
      }
      columns={[
        { key: 'kind', header: '種類', rowHeader: true, cell: (alert) => ALERT_RULES[alert.kind].title },
        { key: 'sentence', header: '内容', cell: (alert) => alert.sentence },
        { key: 'raised', header: '発生', cell: (alert) => officeInstant(alert.raisedAt) },
        { key: 'by', header: '引き受けた職員', cell: (alert) => alert.acknowledgedByName ?? '（引き受ける前に解消）' },
        { key: 'note', header: '対応', cell: (alert) => alert.events.findLast(({ note }) => note)?.note ?? '' },
        { key: 'ended', header: '解消', cell: (alert) => (alert.endedAt ? officeInstant(alert.endedAt) : '') },
      ]}
    />
  );
}

/** 担当の移る順: the rules as they are kept. */
export function EscalationTable() {
  const kinds = Object.keys(ALERT_RULES) as AlertKind[];
  return (
    <Table
      caption="担当の移る順"
      hideCaption
      dense
      rows={kinds}
      rowKey={(kind) => kind}
      columns={[
        { key: 'title', header: '種類', rowHeader: true, cell: (kind) => ALERT_RULES[kind].title },
        {
          key: 'steps',
          header: '担当',
          cell: (kind) =>
            ALERT_RULES[kind].steps
              .map(({ role, minutes }) =>
                minutes > 0 ? `${ROLE_WORDS[role]}（${minutesWord(minutes)}）` : ROLE_WORDS[role],
              )
              .join(' → '),
        },
        { key: 'remedy', header: '対応', cell: (kind) => ALERT_RULES[kind].remedy },
      ]}
    />
  );
}
