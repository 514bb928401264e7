import { EmptyState, StatusBadge, Table } from '#app/ui/index.ts';
import { officeInstant } from '../office-dates.ts';
import type { PersonPage } from '../people/people.server.ts';
import { MAIL_STATES } from './mail-states.ts';

/** 本人に係る電文: what was sent and received about the person, and how far it is; nothing of the content. */
export function PersonMailTable({ mail }: { mail: PersonPage['mail'] }) {
  return (
    <Table
      caption={`この方の電文（新しい順に${mail.length}件）`}
      dense
      rows={mail}
      rowKey={(one) => one.id}
      empty={
        <EmptyState title="この方の電文はありません">
          <p>ほかの機関と交わした電文は、送受信のたびにここに並びます。</p>
        </EmptyState>
      }
      columns={[
        { key: 'title', header: '種別', rowHeader: true, cell: (one) => one.title },
        {
          key: 'peer',
          header: '相手',
          cell: (one) => (one.direction === 'out' ? `${one.peerName}へ送信` : `${one.peerName}から受信`),
        },
        { key: 'sent', header: '送信日時', cell: (one) => officeInstant(one.sentAt) },
        {
          key: 'state',
          header: '状態',
          cell: ({ state }) => <StatusBadge tone={MAIL_STATES[state].tone}>{MAIL_STATES[state].word}</StatusBadge>,
        },
        { key: 'error', header: '原因', cell: (one) => one.error ?? '' },
      ]}
    />
  );
}
