import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ElectionEntry } from '#app/office/sections/roll-forms.server.ts';
import { BackLink, Button, Heading, pageTitle, TextField } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('選挙時登録', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const may = mayDo('inquireElectors', officer, town) && officer.sections?.includes('electoralRoll');
    if (!may) throw new Response('Forbidden', { status: 403 });
    return {
      frame: frame('electoralRoll'),
      base: `/office/${town.code}/electoral-roll`,
      today: formatJapaneseDate(office.today()),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, ElectionEntry);
    if ('errors' in form) return data<Answer>(form, 400);
    const outcome = await office.electoralRoll.startElection(officer, form.read);
    if (outcome.accepted) return redirect(`/office/${town.code}/electoral-roll/${outcome.value.runId}`);
    const { name, ...days } = form.read;
    const typed = Object.fromEntries(Object.entries(days).map(([field, day]) => [field, formatJapaneseDate(day)]));
    return data<Answer>({ refusal: outcome.refusal, typed: { ...typed, name } }, 409);
  });
}

const FIELDS = [
  { field: 'name', label: '選挙の名称', support: '例：調布市長選挙' },
  { field: 'asOf', label: '基準日', support: 'この日に三か月以上、住民基本台帳に記録されている方を調べます。' },
  { field: 'announcedOn', label: '公示・告示の日', support: 'ふつうは、基準日の翌日です。' },
  { field: 'pollingOn', label: '選挙期日（投票日）', support: '年齢は、この日で数えます。' },
] as const;

export default function ElectionRegistration() {
  const { frame, base, today } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const typed = (field: string) => {
    const value = answer?.typed?.[field];
    return typeof value === 'string' ? value : '';
  };
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>選挙人名簿</BackLink>
      <Heading>選挙時登録</Heading>
      <p className="mt-1 max-w-text">
        選挙を管理する選挙管理委員会が定めた日程を入れます。調べるだけでは登録されません。結果を別の職員が確かめてから登録します。
      </p>
      <form method="post" className="mt-6 flex max-w-text flex-col gap-4" noValidate>
        {FIELDS.map(({ field, label, support }) => (
          <TextField
            key={field}
            label={label}
            name={field}
            fieldSize="s"
            required
            support={field === 'asOf' ? `${support}例：${today}` : support}
            error={answer?.errors?.[field]}
            defaultValue={typed(field)}
          />
        ))}
        <div>
          <Button size="md">この日程で調べる</Button>
        </div>
      </form>
    </OfficePage>
  );
}
