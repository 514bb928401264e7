import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { nameOfFiler } from '#app/office/applications/comparison.ts';
import { VisitorForm, visitorOf } from '#app/office/arrivals/visitor-form.server.ts';
import { answerOf, atCounter } from '#app/office/counter/counter-route.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion } from '#app/office/drafts/forms.server.ts';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { DegradedBanner } from '#app/office/screens/degraded-banner.tsx';
import { VisitorFields } from '#app/office/screens/visitor-fields.tsx';
import { Button, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('来庁の受付と本人確認', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, frame }) => {
    const page = await office.arrivals.page(officer, caseId);
    if (!page.acts.some(({ act }) => act === 'checkIn' || act === 'counter')) throw redirect(base);
    return { frame: frame('visitors'), page };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const form = await readForm(args.request, VisitorForm.safeExtend({ version: ScreenVersion }));
    if ('errors' in form) return data<Answer>(form, 400);
    const screen = { caseId, version: form.read.version, officer };
    const { stage } = await office.arrivals.page(officer, caseId);
    const visitor = visitorOf(form.read);
    const record = stage === 'counter' ? office.counter.correctVisitor : office.counter.checkIn;
    return answerOf(() => record(screen, visitor), `${base}/card`);
  });
}

export default function CheckIn() {
  const { frame, page } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const { visitor, notice } = page;
  const kind = visitor?.kind ?? notice?.visit.visitor ?? 'filer';
  const name =
    visitor?.name ?? (kind === 'filer' ? nameOfFiler(notice?.filerName, page.expected?.names ?? []) : undefined);
  return (
    <CounterPage frame={frame} page={page} step="check-in" title="来庁の受付と本人確認" answer={answer}>
      <DegradedBanner silent={page.silent} />
      <form method="post" className="flex max-w-text flex-col gap-6" noValidate>
        <input type="hidden" name="version" value={page.version} />
        <VisitorFields
          answer={answer}
          defaults={{
            kind,
            ...(name ? { name } : {}),
            ...(visitor ? { document: visitor.document } : {}),
          }}
        />
        <div>
          <Button size="md">本人確認を記録して、カードへ進む</Button>
        </div>
      </form>
    </CounterPage>
  );
}
