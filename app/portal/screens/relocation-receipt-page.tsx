import { Button, ButtonGroup, ButtonLink, Heading, StatusBadge, SummaryList } from '#app/ui/index.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import type { RelocationView } from '../visits/relocation.ts';
import type { Reply } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { planRows } from './relocation-pages.tsx';
import { ResidentFrame } from './resident-frame.tsx';

/** 転居予約の控え: number, what happens next, the one latest day, what to bring, and the way out. */
export function RelocationReceiptPage({ view, reply }: { view: RelocationView; reply: Reply }) {
  const { notice, town, receiptNumber, state, arrivedAt } = view;
  const { visit } = notice;
  const office = view.office?.name ?? town.name;
  const isOver = state === 'cancelled';
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      <Heading>{text(isOver ? 'relocation.cancelled' : 'relocation.receipt')}</Heading>
      <p className="mt-4">{text('receipt.number')}</p>
      <p className="font-mono text-std-24B-150">{receiptNumber}</p>
      <p className="mt-2">
        <StatusBadge tone={view.mayCancel ? 'info' : 'neutral'}>{text(`relocation.state.${state}`)}</StatusBadge>
      </p>
      {arrivedAt ? (
        <p className="mt-2">{text('relocation.arrived', { town: town.name, at: momentInWords(arrivedAt) })}</p>
      ) : null}
      <section className="my-8">
        <SummaryList rows={planRows(notice, office)} />
      </section>
      {view.mayCancel ? (
        <section className="mt-8">
          <Heading level={2}>{text('receipt.next')}</Heading>
          <ol className="mt-3 flex list-decimal flex-col gap-2 pl-6">
            <li>{text('relocation.next1', { town: town.name })}</li>
            <li>{text('relocation.next2', { date: bothDates(visit.on), office })}</li>
          </ol>
          <p className="mt-3 font-700">{text('relocation.notYet')}</p>
        </section>
      ) : null}
      <section className="mt-8">
        <Heading level={2}>{text('relocation.latest')}</Heading>
        <p className="mt-3 text-std-20B-150">{bothDates(view.latestDay)}</p>
        <p className="mt-2">{text('relocation.latestWhy')}</p>
      </section>
      <section className="mt-8">
        <Heading level={2}>{text('receipt.bring')}</Heading>
        <ul className="mt-3 flex list-disc flex-col gap-1 pl-6">
          <li>{text('receipt.bring.cards')}</li>
          <li>{text('receipt.bring.pin')}</li>
          <li>{text('receipt.bring.foreign')}</li>
          {visit.visitor === 'proxy' ? <li>{text('receipt.bring.proxy')}</li> : null}
        </ul>
        <p className="mt-3">{text('receipt.certificate')}</p>
      </section>
      {view.mayCancel ? (
        <section className="mt-10 border-t border-solid-gray-300 pt-6">
          <Heading level={2}>{text('relocation.cancelTitle')}</Heading>
          <p className="mt-3">{text('relocation.cancelLead')}</p>
          <form method="post" action={`/moving/relocations/${receiptNumber}`}>
            <ButtonGroup>
              <Button type="submit" name="intent" value="cancel" variant="outline">
                {text('visitChange.cancelButton')}
              </Button>
            </ButtonGroup>
          </form>
        </section>
      ) : null}
      <ButtonGroup>
        <ButtonLink href="/moving" variant="text">
          {text('refusal.home')}
        </ButtonLink>
      </ButtonGroup>
    </ResidentFrame>
  );
}
