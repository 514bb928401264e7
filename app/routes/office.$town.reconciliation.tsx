import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Reconciliation } from '#app/office/screens/reconciliation.tsx';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('整合性確認', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('numbers'),
    base: `/office/${town.code}`,
    view: await office.reconciliation.page(officer),
  }));
}

const Press = z.discriminatedUnion(
  'act',
  [
    z.object({ act: z.literal('start') }),
    z.object({ act: z.enum(['mend', 'close']), difference: z.uuid({ error: '一覧から選んでください。' }) }),
  ],
  { error: '処理を選んでください。' },
);

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const { reconciliation } = office;
    const { read } = form;
    const outcome =
      read.act === 'start'
        ? await reconciliation.start(officer)
        : read.act === 'mend'
          ? await reconciliation.mend(officer, read.difference)
          : await reconciliation.close(officer, read.difference);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/reconciliation`);
  });
}

export default function ReconciliationRoute() {
  const { frame, base, view } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={`${base}/numbers`}>番号の管理</BackLink>
      <Heading>整合性確認</Heading>
      <p className="mt-1">住民票を、J-LIS・宛名システム・中間サーバーと比べます。毎月15日の夜にも自動で行います。</p>
      <Reconciliation view={view} base={base} />
    </OfficePage>
  );
}
