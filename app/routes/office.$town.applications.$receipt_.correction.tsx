import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { CORRECTABLE_FIELDS, type CorrectableField, isCorrectableField } from '#app/office/drafts/form-fields.ts';
import { readForm, ScreenVersion } from '#app/office/drafts/forms.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Button, Checkboxes, Heading, pageTitle, TextArea } from '#app/ui/index.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('補正の依頼', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const page = await office.applications.page(officer, args.params.receipt ?? '');
    // Under a protective measure nothing is asked for online.
    if (page.protectedHousehold || !page.acts.some(({ act }) => act === 'requestCorrection')) {
      throw redirect(`/office/${town.code}/applications/${page.receiptNumber}`);
    }
    return {
      frame: frame('applications'),
      back: `/office/${town.code}/applications/${page.receiptNumber}`,
      receiptNumber: page.receiptNumber,
      version: page.version,
    };
  });
}

const Wanted = z.object({
  version: ScreenVersion,
  fields: z
    .array(z.string().refine(isCorrectableField, '項目を選び直してください。'))
    .min(1, '直していただく項目を選んでください。'),
  /** Empty: the ready sentences of the chosen items. */
  sentence: z.string().trim().check(notLongerThan(500, '500文字以内で書いてください。')).default(''),
});

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Wanted, ['fields']);
    if ('errors' in form) return data<Answer>(form, 400);
    const { version, fields, sentence } = form.read;
    const text = sentence || fields.map((field) => CORRECTABLE_FIELDS[field].sentence).join('\n');
    const receiptNumber = args.params.receipt ?? '';
    const outcome = await office.applications.requestCorrection(
      { receiptNumber, version, officer },
      { fields, sentence: text },
    );
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/applications/${receiptNumber}`);
  });
}

export default function Correction() {
  const { frame, back, receiptNumber, version } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const typed = answer?.typed;
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={back}>申請に戻る</BackLink>
      <Heading>補正の依頼（{receiptNumber}）</Heading>
      <p className="mt-2">選んだ項目と説明が、届出人のマイナポータルに「要訂正」として届きます。</p>
      <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
        <input type="hidden" name="version" value={version} />
        <Checkboxes
          label="直していただく項目"
          name="fields"
          fieldSize="s"
          required
          error={answer?.errors?.fields}
          defaultValue={Array.isArray(typed?.fields) ? typed.fields : []}
          options={(Object.keys(CORRECTABLE_FIELDS) as CorrectableField[]).map((field) => ({
            value: field,
            label: CORRECTABLE_FIELDS[field].label,
            support: `文例：${CORRECTABLE_FIELDS[field].sentence}`,
          }))}
        />
        <TextArea
          label="届出人への説明"
          name="sentence"
          unmarked
          rows={4}
          maxLength={500}
          support="空欄のまま送ると、選んだ項目の文例がそのまま届きます。書くときは、何をどう直すかを分かる言葉で書いてください。"
          error={answer?.errors?.sentence}
          defaultValue={typeof typed?.sentence === 'string' ? typed.sentence : ''}
        />
        <div>
          <Button size="md">補正を依頼する</Button>
        </div>
      </form>
    </OfficePage>
  );
}
