import {
  Button,
  ButtonGroup,
  DescriptionList,
  ErrorSummary,
  Heading,
  NotificationBanner,
  TextField,
} from '#app/ui/index.ts';
import type { ReceiptCheck } from '../my-data/access-records.server.ts';
import { momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { ResidentFrame } from './resident-frame.tsx';

function Result({ check }: { check: ReceiptCheck }) {
  if (check.kind === 'notGenuine') {
    return (
      <NotificationBanner kind="error" title={text('receiptCheck.notGenuine')} live>
        <p>{text('receiptCheck.notGenuineHint')}</p>
      </NotificationBanner>
    );
  }
  const { kind, receipt, town } = check;
  const { at, byMachine, act, purpose, position, seal } = receipt;
  return (
    <>
      {kind === 'genuine' ? (
        <NotificationBanner kind="success" title={text('receiptCheck.genuine')} live>
          <p>{text('receiptCheck.genuineHint', { town })}</p>
        </NotificationBanner>
      ) : (
        <NotificationBanner kind="error" title={text('receiptCheck.contradicted', { town })} live>
          <p>{text('receiptCheck.contradictedHint')}</p>
        </NotificationBanner>
      )}
      <DescriptionList
        items={[
          { term: text('receiptCheck.town'), value: town },
          { term: text('access.at'), value: momentInWords(at) },
          { term: text('access.who'), value: text(byMachine ? 'access.machine' : 'access.officer') },
          { term: text('access.what'), value: text(`access.act.${act}`) },
          { term: text('access.why'), value: text(`access.why.${purpose}`) },
          { term: text('receiptCheck.place'), value: text('receiptCheck.placeValue', { position, seal }) },
        ]}
      />
    </>
  );
}

/** 控えを確かめる: anybody who holds a receipt sees whether its town signed exactly this. */
export function ReceiptCheckPage({
  check,
  errors,
  outage,
  typed,
}: {
  check?: ReceiptCheck;
  errors?: { receipt: string };
  outage?: string;
  typed?: string;
}) {
  return (
    <ResidentFrame back={{ href: '/moving/records', text: text('access.title') }}>
      <ErrorSummary errors={errors ? [{ fieldId: 'receipt', sentence: errors.receipt }] : []} />
      <Heading>{text('receiptCheck.title')}</Heading>
      {outage ? <NotificationBanner kind="warning" title={outage} live /> : null}
      {check ? <Result check={check} /> : null}
      <p className="mt-4">{text('receiptCheck.lead')}</p>
      <p className="mt-2">{text('receiptCheck.after')}</p>
      <form method="post" action="/moving/records/receipt" noValidate className="mt-6">
        <TextField
          label={text('receiptCheck.label')}
          support={text('receiptCheck.hint')}
          name="receipt"
          required
          error={errors?.receipt}
          defaultValue={typed}
        />
        <ButtonGroup>
          <Button type="submit">{text('receiptCheck.button')}</Button>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}
