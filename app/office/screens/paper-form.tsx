import { PAPER_TITLES } from '#app/papers/content.ts';
import { Button, Checkboxes, Radios, Select, TextField } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import { COPY_ITEMS, DELIVERIES, ON_REQUEST, type PersonPaper, REQUESTERS, WITH_ITEMS } from '../papers/paper-words.ts';
import type { PaperForm } from '../papers/prepare.server.ts';
import { DOCUMENTS } from './visitor-fields.tsx';

const OFFICIAL = '公用請求書と職員証';

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** 交付請求の入力: whom, which items, who asks and why. What the law leaves out is not ticked. */
export function PaperRequestForm({
  form,
  kind,
  lookup,
  number,
  answer,
}: {
  form: PaperForm;
  kind: PersonPaper;
  lookup: string;
  number: string;
  answer: Answer | undefined;
}) {
  const { typed, errors } = answer ?? {};
  const given = (name: string, fallback = '') => {
    const value = typed?.[name];
    return typeof value === 'string' ? value : fallback;
  };
  const chosen = (name: string, fallback: string[]) => {
    const value = typed?.[name];
    return Array.isArray(value) ? value : fallback;
  };
  const items = Object.entries(COPY_ITEMS).filter(([item]) => item !== 'foreignItems' || form.foreign);
  return (
    <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="lookup" value={lookup} />
      <input type="hidden" name="requestId" value={given('requestId', form.requestId)} />
      {WITH_ITEMS.has(kind) ? (
        <>
          <Checkboxes
            label="載せる人"
            name="members"
            required
            fieldSize="s"
            error={errors?.members}
            defaultValue={chosen('members', form.members.length === 1 ? form.members.map(personNumber) : [number])}
            options={form.members.map((member) => ({
              value: member.addresseeNumber,
              label: `${member.name}（${member.relationship}）`,
            }))}
          />
          <Checkboxes
            label="載せる事項"
            name="items"
            unmarked
            fieldSize="s"
            support="請求のあったものだけを選びます。選ばない事項は「省略」と記載します。"
            error={errors?.items}
            defaultValue={chosen('items', [])}
            options={items.map(([value, label]) => ({ value, label }))}
          />
        </>
      ) : null}
      {ON_REQUEST.has(kind) ? (
        <>
          <Radios
            label="請求した方"
            name="requester"
            required
            fieldSize="s"
            error={errors?.requester}
            defaultValue={given('requester', 'self')}
            options={optionsOf(REQUESTERS)}
          />
          <TextField
            label="請求した方の氏名（機関名）"
            name="requesterName"
            required
            fieldSize="s"
            width="md"
            error={errors?.requesterName}
            defaultValue={given('requesterName')}
          />
          <Select
            label="本人確認の書類"
            name="document"
            required
            fieldSize="s"
            width="md"
            error={errors?.document}
            defaultValue={given('document')}
            options={[...DOCUMENTS, OFFICIAL].map((value) => ({ value, label: value }))}
          />
          <Radios
            label="交付の方法"
            name="delivery"
            required
            inline
            fieldSize="s"
            error={errors?.delivery}
            defaultValue={given('delivery', 'counter')}
            options={optionsOf(DELIVERIES)}
          />
        </>
      ) : null}
      <TextField
        label={ON_REQUEST.has(kind) ? '使いみち・提出先' : '作る理由'}
        name="reason"
        required
        fieldSize="s"
        support="発行簿と操作ログに残ります。"
        error={errors?.reason}
        defaultValue={given('reason')}
      />
      <div>
        <Button size="md">{`${form.kinds.find((one) => one.kind === kind)?.title ?? PAPER_TITLES[kind]}を作る`}</Button>
      </div>
    </form>
  );
}

const personNumber = ({ addresseeNumber }: { addresseeNumber: string }) => addresseeNumber;
