import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { RenamingOverview } from '#app/office/screens/renaming-run.tsx';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('住所一括変更の状況', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('renamings'),
    base: `/office/${town.code}/renamings`,
    page: await office.renamings.page(officer, args.params.run ?? ''),
  }));
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const run = args.params.run ?? '';
    const outcome = await office.renamings.start(officer, run);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/renamings/${run}`);
  });
}

export default function RenamingRoute() {
  const { frame, base, page } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const { runId, renaming } = page.run;
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>住所一括変更</BackLink>
      <Heading>
        {renaming.fromTown}から{renaming.toTown}へ
      </Heading>
      <RenamingOverview page={page} here={`${base}/${runId}`} />
    </OfficePage>
  );
}
