import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { NUMBER_WORDS, type NumberShown, RevealForm } from '#app/office/screens/reveal-form.tsx';
import { BackLink, DescriptionList, EmptyState, Heading, pageTitle } from '#app/ui/index.ts';
import { purposesOf } from '#app/vocabulary/number-purposes.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('番号の表示', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ officer, town, frame }) => {
    if (!mayDo('searchResidents', officer, town)) throw new Response('Forbidden', { status: 403 });
    const purposes = purposesOf(officer.roles).map(({ id, title }) => ({ id, title }));
    const base = `/office/${town.code}/residents/${encodeURIComponent(args.params.number ?? '')}`;
    return { frame: frame('residents'), base, purposes };
  });
}

const Reveal = z.object({
  lookup: z.string().max(60),
  number: z.enum(['individualNumber', 'residentRecordCode'], { error: '表示する番号を選んでください。' }),
  purpose: z.string({ error: '利用する事務を選んでください。' }).min(1, '利用する事務を選んでください。').max(40),
});

type Shown = Answer & { shown?: NumberShown; lookup?: string };

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const addresseeNumber = args.params.number ?? '';
    const form = await readForm(args.request, Reveal);
    if ('errors' in form) return data<Shown>({ ...form, lookup: String(form.typed.lookup ?? '') }, 400);
    const { lookup, number, purpose } = form.read;
    const outcome = await office.people.reveal(officer, lookup, { addresseeNumber, number, purpose });
    // The search under whose reason the page was opened is over: a reason is asked for again.
    if (!outcome) return redirect(`/office/${town.code}/residents/${encodeURIComponent(addresseeNumber)}`);
    const typed = { number, purpose };
    if (!outcome.accepted) return data<Shown>({ refusal: outcome.refusal, typed, lookup }, 409);
    // Only in the answer to the press: no address, no history of the browser and no cache has the number.
    return data<Shown>({ shown: outcome.value, lookup }, { headers: { 'Cache-Control': 'no-store' } });
  });
}

export default function Numbers() {
  const { frame, base, purposes } = useLoaderData<typeof loader>();
  const answer = useActionData<Shown>();
  const back = answer?.lookup ? `${base}?lookup=${answer.lookup}` : base;
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={back}>住民の画面</BackLink>
      <Heading>番号の表示</Heading>
      {answer?.shown ? (
        <div className="mt-4 max-w-page">
          <DescriptionList
            items={[
              { term: NUMBER_WORDS[answer.shown.number], value: answer.shown.value.replace(/(\d{4})(?=\d)/g, '$1 ') },
              { term: '利用する事務', value: answer.shown.purpose },
            ]}
          />
          <p className="mt-4">この表示は、事務の名とともに操作ログに残りました。頁を閉じると番号は消えます。</p>
        </div>
      ) : answer?.lookup && purposes.length > 0 ? (
        <div className="mt-4 max-w-text">
          <RevealForm
            action={`${base}/numbers`}
            lookup={answer.lookup}
            purposes={purposes}
            errors={answer.errors}
            typed={answer.typed}
          />
        </div>
      ) : (
        <div className="mt-4 max-w-page">
          <EmptyState title="番号は表示していません">
            <p>住民の画面で、番号と利用する事務を選んでください。</p>
          </EmptyState>
        </div>
      )}
    </OfficePage>
  );
}
