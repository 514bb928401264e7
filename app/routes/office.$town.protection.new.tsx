import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { protectionEntryAt } from '#app/office/protection/protection-towns.server.ts';
import { GROUNDS, PAPERS } from '#app/office/protection/protection-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Button, Checkboxes, Heading, pageTitle, Select, TextField } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('支援措置の申出', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    if (!mayDo('seeProtection', officer, town)) throw new Response('Forbidden', { status: 403 });
    const { searchParams } = new URL(args.request.url);
    const lookup = await office.people.findLookup(officer, searchParams.get('lookup') ?? '');
    const number = searchParams.get('number') ?? '';
    const person = lookup && (await office.people.page(officer, number, lookup.reason));
    if (!person) throw redirect(`/office/${town.code}/residents`);
    return {
      frame: frame('protection'),
      back: `/office/${town.code}/residents/${number}?lookup=${searchParams.get('lookup') ?? ''}`,
      number,
      name: person.resident.name.full,
      today: formatJapaneseDate(office.today()),
      others: (person.household?.members ?? [])
        .filter((one) => one.addresseeNumber !== number)
        .map((one) => ({ value: one.addresseeNumber, label: `${one.name.full}（${one.relationship}）` })),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    if (!mayDo('seeProtection', officer, town)) throw new Response('Forbidden', { status: 403 });
    const form = await readForm(args.request, protectionEntryAt(town.code), ['coApplicants', 'papers']);
    if ('errors' in form) return data<Answer>(form, 400);
    const { receivedOn, applicant, coApplicants, forwardTo, ...others } = form.read;
    const { abuserName, abuserAddress, abuserRelation, ...rest } = others;
    const done = await office.protection.act(officer, {
      kind: 'EnterProtection',
      receivedOn,
      applicant,
      coApplicants,
      application: {
        ...rest,
        abusers: abuserName ? [{ name: abuserName, address: abuserAddress, relation: abuserRelation }] : [],
        opinion: '',
      },
      forwardTo,
    });
    if (!done.accepted) return data<Answer>({ refusal: done.refusal }, 409);
    return redirect(`/office/${town.code}/protection/${done.value.measureId}`);
  });
}

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export default function NewProtection() {
  const { frame, back, number, name, today, others } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const typed = (field: string, fallback = '') => {
    const value = answer?.typed?.[field];
    return typeof value === 'string' ? value : fallback;
  };
  const chosen = (field: string) => {
    const value = answer?.typed?.[field];
    return Array.isArray(value) ? value : [];
  };
  const line = (field: string, label: string, required = false, fallback = '', support?: string) => (
    <TextField
      label={label}
      name={field}
      fieldSize="s"
      required={required}
      unmarked={!required}
      support={support}
      error={answer?.errors?.[field]}
      defaultValue={typed(field, fallback)}
    />
  );
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={back}>住民の画面</BackLink>
      <Heading>{name}さんからの支援措置の申出</Heading>
      <p className="mt-1">受け付けると、すぐに仮支援措置になります。必要性を確かめてから、1年の支援措置を始めます。</p>
      <form method="post" className="mt-4 flex max-w-text flex-col gap-4" noValidate>
        <input type="hidden" name="applicant" value={number} />
        {line('receivedOn', '申出を受け付けた日', true, today)}
        {others.length > 0 ? (
          <Checkboxes
            label="併せて支援を求める人"
            name="coApplicants"
            fieldSize="s"
            unmarked
            defaultValue={chosen('coApplicants')}
            options={others}
          />
        ) : null}
        <Select
          label="申出の理由"
          name="ground"
          fieldSize="s"
          required
          error={answer?.errors?.ground}
          defaultValue={typed('ground')}
          options={options(GROUNDS)}
        />
        {line('abuserName', '加害者の氏名')}
        {line('abuserRelation', '加害者との関係')}
        {line('abuserAddress', '加害者の住所')}
        <Checkboxes
          label="支援措置を求める事務"
          name="papers"
          fieldSize="s"
          required
          error={answer?.errors?.papers}
          defaultValue={chosen('papers')}
          options={options(PAPERS)}
        />
        {line('formerAddress', '前住所', false, '', '市区町村の名から書きます。前住所地に転送します。')}
        {line('registeredDomicile', '本籍', false, '', '市区町村の名から書きます。本籍地に転送します。')}
        {line('consulted', '相談した機関', true)}
        <div>
          <Button size="md">申出を受け付ける</Button>
        </div>
      </form>
    </OfficePage>
  );
}
