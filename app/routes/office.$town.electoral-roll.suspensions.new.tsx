import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { check, readForm } from '#app/office/drafts/forms.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ElectorSearchForm, type EntryAnswer, SuspensionForm } from '#app/office/screens/suspension-entry.tsx';
import { ElectorSearch, itemsOf, SuspensionAct, SuspensionEntry } from '#app/office/sections/roll-forms.server.ts';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('選挙権の停止を入れる', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const may = mayDo('enterSuspensions', officer, town) && officer.sections?.includes('electoralRoll');
    if (!may) throw new Response('Forbidden', { status: 403 });
    return {
      frame: frame('electoralRoll'),
      base: `/office/${town.code}/electoral-roll/suspensions`,
      suspensionId: office.newId(),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const pressed = await readForm(args.request.clone(), SuspensionAct);
    if ('errors' in pressed) return data<EntryAnswer>(pressed, 400);
    const search = await readForm(args.request.clone(), ElectorSearch);
    if ('errors' in search) return data<EntryAnswer>(search, 400);
    const electors = await office.suspensions.electors(officer, search.read);
    const typed = Object.fromEntries([...(await args.request.formData())].map(([key, value]) => [key, String(value)]));
    if (pressed.read.act === 'find') return data<EntryAnswer>({ typed, electors });
    const form = check(SuspensionEntry, typed);
    if ('errors' in form) return data<EntryAnswer>({ ...form, electors }, 400);
    const { suspensionId, addresseeNumber } = form.read;
    const entry = { suspensionId, addresseeNumber, items: itemsOf(form.read) };
    const outcome = await office.suspensions.enter(officer, entry);
    if (!outcome.accepted) return data<EntryAnswer>({ refusal: outcome.refusal, typed, electors }, 409);
    return redirect(`/office/${town.code}/electoral-roll/suspensions/${suspensionId}`);
  });
}

export default function NewSuspension() {
  const { frame, base, suspensionId } = useLoaderData<typeof loader>();
  const answer = useActionData<EntryAnswer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>選挙権の停止</BackLink>
      <Heading>選挙権の停止を入れる</Heading>
      <p className="mt-1 max-w-text">
        本籍地からの通知のとおりに入れます。入れただけでは表示されません。別の職員が確認すると、表示されます。
      </p>
      <ElectorSearchForm answer={answer} />
      {answer?.electors ? (
        <SuspensionForm electors={answer.electors} suspensionId={suspensionId} answer={answer} />
      ) : null}
    </OfficePage>
  );
}
