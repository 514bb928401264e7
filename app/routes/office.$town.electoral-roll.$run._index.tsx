import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { RollChanges, RollCounts, RollFacts, RollStanding } from '#app/office/screens/electoral-roll.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { runTitle } from '#app/office/sections/electoral-roll-words.ts';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('選挙人名簿の登録の回', data?.frame.town.name) },
];

const Query = z.object({
  kind: z.enum(['register', 'mark', 'unmark', 'remove', 'unclear']).catch('register'),
  after: z.coerce.number().int().nonnegative().catch(0),
});

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const query = Query.parse(Object.fromEntries(new URL(args.request.url).searchParams));
    return {
      frame: frame('electoralRoll'),
      base: `/office/${town.code}/electoral-roll`,
      today: office.today(),
      after: query.after,
      page: await office.electoralRoll.run(officer, args.params.run ?? '', query),
    };
  });
}

const Press = z.object({ act: z.enum(['start', 'confirm', 'discard'], { error: '処理を選んでください。' }) });

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const run = args.params.run ?? '';
    const { start, confirm, discard } = office.electoralRoll;
    const { act } = form.read;
    const outcome =
      act === 'start' ? await start(officer) : await (act === 'confirm' ? confirm : discard)(officer, run);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/electoral-roll/${outcome.value.runId}`);
  });
}

export default function ElectoralRollRun() {
  const { frame, base, today, after, page } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const { run } = page;
  const here = `${base}/${run.runId}`;
  const hasList = run.state === 'proposed' || run.state === 'done';
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>選挙人名簿</BackLink>
      <Heading>{runTitle(run)}</Heading>
      <div className="mt-4 flex flex-col gap-6">
        <div className="max-w-page">
          <RollStanding page={page} here={here} today={today} />
        </div>
        <RollFacts run={run} />
        {hasList ? (
          <>
            <RollCounts page={page} here={here} />
            <div className="flex flex-wrap items-center gap-4">
              <a href={`${here}/download?format=csv`} download>
                全員の一覧をCSVで受け取る
              </a>
              <a href={`${here}/download?format=json`} download>
                全員の一覧をJSONで受け取る
              </a>
            </div>
            <RollChanges page={page} here={here} after={after} />
          </>
        ) : null}
      </div>
    </OfficePage>
  );
}
