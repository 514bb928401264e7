import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { SuspensionChanges, SuspensionFacts, WaitingProposal } from '#app/office/screens/suspensions.tsx';
import { SuspensionStep } from '#app/office/sections/roll-forms.server.ts';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('選挙権の停止の一件', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    page: await office.suspensions.page(officer, args.params.suspension ?? ''),
    frame: frame('electoralRoll'),
    base: `/office/${town.code}/electoral-roll/suspensions`,
  }));
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, SuspensionStep);
    if ('errors' in form) return data<Answer>(form, 400);
    const suspensionId = args.params.suspension ?? '';
    const outcome = await office.suspensions.step(officer, suspensionId, form.read);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    const list = `/office/${town.code}/electoral-roll/suspensions`;
    return redirect(outcome.value === 'withdrawn' ? list : `${list}/${suspensionId}`);
  });
}

export default function SuspensionCase() {
  const { frame, base, page } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const { suspension } = page;
  return (
    <OfficePage frame={frame} answer={answer} isProtected={suspension.protectedPerson}>
      <BackLink href={base}>選挙権の停止</BackLink>
      <Heading>{`${suspension.name}さんの選挙権の停止`}</Heading>
      <div className="mt-4 flex max-w-page flex-col gap-8">
        <SuspensionFacts suspension={suspension} />
        <WaitingProposal page={page} />
        {page.mayEnter ? <SuspensionChanges suspension={suspension} answer={answer} /> : null}
      </div>
    </OfficePage>
  );
}
