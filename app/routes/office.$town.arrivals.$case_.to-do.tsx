import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answerOf, atCounter } from '#app/office/counter/counter-route.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { personOf } from '#app/office/screens/counter-steps.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ToDoSection } from '#app/office/screens/to-do-section.tsx';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('引越しの手続の一覧', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, frame }) => ({
    frame: frame('visitors'),
    base,
    page: await office.arrivals.page(officer, caseId),
    toDos: await office.arrivals.toDos(officer, caseId),
  }));
}

const AGAIN = '画面を開き直してください。';
const Press = z.object({
  key: z.string({ error: AGAIN }).min(1, AGAIN).max(60, AGAIN),
  done: z.enum(['yes', 'no'], { error: '「済みにする」か「まだに戻す」を押してください。' }),
});

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const { key, done } = form.read;
    return answerOf(
      () => office.arrivals.tickToDo({ caseId, officer }, { key, done: done === 'yes' }),
      `${base}#to-do-${key}`,
    );
  });
}

export default function ArrivalToDo() {
  const { frame, base, page, toDos } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return (
    <OfficePage frame={frame} answer={useActionData<Answer>()}>
      <BackLink href={base}>{`${personOf(page)}さんの転入`}</BackLink>
      <Heading>{`${personOf(page)}さんの引越し`}</Heading>
      <div className="mt-4">
        <ToDoSection toDos={toDos} base={base} />
      </div>
    </OfficePage>
  );
}
