import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { VisitorForm, visitorOf } from '#app/office/arrivals/visitor-form.server.ts';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { VisitorFields } from '#app/office/screens/visitor-fields.tsx';
import { BackLink, Button, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('予定のない来庁の受付', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    if (!mayDo('startArrival', officer, town)) throw new Response('Forbidden', { status: 403 });
    // The form carries the id of its case: sent twice, it is one case.
    return { frame: frame('visitors'), back: `/office/${town.code}/visitors`, caseId: office.newId() };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, VisitorForm.safeExtend({ caseId: z.uuid() }));
    if ('errors' in form) return data<Answer>(form, 400);
    const arrival = await office.counter.startWalkIn(officer, visitorOf(form.read), form.read.caseId);
    return redirect(`/office/${town.code}/arrivals/${arrival.caseId}/card`);
  });
}

export default function NewArrival() {
  const { frame, back, caseId } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={back}>来庁予定・窓口</BackLink>
      <Heading>予定のない方の受付と本人確認</Heading>
      <p className="mt-2">来庁予定の連絡がなくても、転出届が済んでいればカードで転入できます。</p>
      <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
        <input type="hidden" name="caseId" value={caseId} />
        <VisitorFields answer={answer} defaults={{ kind: 'filer' }} />
        <div>
          <Button size="md">本人確認を記録して、カードへ進む</Button>
        </div>
      </form>
    </OfficePage>
  );
}
