import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { PERSON_PAPERS } from '#app/office/papers/paper-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { IssuedPapers } from '#app/office/screens/paper-lists.tsx';
import { Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('帳票の発行簿', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('papers'),
    base: `/office/${town.code}/papers`,
    residents: `/office/${town.code}/residents`,
    papers: await office.papers.today(officer),
  }));
}

const Begin = z.object({
  number: z.string().regex(/^\d{1,15}$/, 'だれの帳票かを選び直してください。'),
  kind: z.enum(PERSON_PAPERS, { error: '帳票を選んでください。' }),
  origin: z.enum(['application', 'act', 'arrival'], { error: '画面を開き直してください。' }),
});

/** From a case to the page of its paper: the reason of the look is that of the case. */
export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Begin);
    if ('errors' in form) return data<Answer>(form, 400);
    const { number: addresseeNumber, kind, origin } = form.read;
    return redirect(`/office/${town.code}/${await office.papers.begin(officer, { addresseeNumber, kind, origin })}`);
  });
}

export default function PapersOfToday() {
  const { frame, base, residents, papers } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return (
    <OfficePage frame={frame} answer={useActionData<Answer>()}>
      <Heading>帳票の発行簿</Heading>
      <p className="mt-2">
        きょう交付した帳票です。新しく作るときは、<a href={residents}>住民の照会</a>
        で人を探し、住民の画面の「帳票を交付する」を選びます。
      </p>
      <div className="mt-6">
        <IssuedPapers papers={papers} base={base} caption="きょうの発行簿" />
      </div>
    </OfficePage>
  );
}
