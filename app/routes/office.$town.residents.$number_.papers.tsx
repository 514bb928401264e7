import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { PaperRequest } from '#app/office/papers/paper-request.server.ts';
import { PERSON_PAPERS } from '#app/office/papers/paper-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { PaperRequestForm } from '#app/office/screens/paper-form.tsx';
import { IssuedPapers, PaperKinds } from '#app/office/screens/paper-lists.tsx';
import { BackLink, Heading, NotificationBanner, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.title ?? '帳票の交付', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const number = args.params.number ?? '';
    const { searchParams } = new URL(args.request.url);
    const lookup = searchParams.get('lookup') ?? '';
    const form = await office.papers.prepare(officer, number, lookup);
    const person = `/office/${town.code}/residents/${encodeURIComponent(number)}`;
    if (!form) throw redirect(person);
    const kind = PERSON_PAPERS.find((one) => one === searchParams.get('kind'));
    const offered = form.kinds.find((one) => one.kind === kind);
    return {
      frame: frame('residents'),
      person,
      number,
      lookup,
      form,
      kind,
      title: offered?.title ?? '帳票の交付',
      refusal: offered?.refusal,
      base: `/office/${town.code}/papers`,
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const read = await readForm(args.request, PaperRequest, ['members', 'items']);
    if ('errors' in read) return data<Answer>(read, 400);
    const issued = await office.papers.issue(officer, args.params.number ?? '', read.read);
    if (!issued.accepted) {
      const { kind, lookup, ...typed } = read.read;
      return data<Answer>({ refusal: issued.refusal, typed }, 409);
    }
    return redirect(`/office/${town.code}/papers/${issued.value.paperId}`);
  });
}

export default function Papers() {
  const { frame, person, number, lookup, form, kind, title, refusal, base } = useLoaderData<typeof loader>() as Awaited<
    ReturnType<typeof loader>
  >;
  const answer = useActionData<Answer>();
  const here = (chosen: string) => `${person}/papers?lookup=${lookup}&kind=${chosen}`;
  return (
    <OfficePage
      frame={frame}
      answer={answer ?? (refusal && { refusal })}
      isProtected={form.isProtected}
      release={form.release}
    >
      {kind ? (
        <BackLink href={`${person}/papers?lookup=${lookup}`}>帳票の種類</BackLink>
      ) : (
        <BackLink href={`${person}?lookup=${lookup}`}>住民の画面</BackLink>
      )}
      <Heading>{title}</Heading>
      <p className="mt-2">{`${form.name}（宛名番号 ${number}）`}</p>
      {form.locked ? (
        <NotificationBanner kind="warning" title="この世帯の帳票は、支援措置の担当職員だけが交付できます">
          <p>請求があったときは、担当職員に引き継いでください。請求した方には、理由を言わずに待ってもらいます。</p>
        </NotificationBanner>
      ) : null}
      {!form.locked && kind && !refusal ? (
        <PaperRequestForm form={form} kind={kind} lookup={lookup} number={number} answer={answer} />
      ) : null}
      {!form.locked && !kind ? <PaperKinds kinds={form.kinds} href={here} /> : null}
      <div className="mt-10">
        <IssuedPapers papers={form.issued} base={base} caption="この方の発行簿" />
      </div>
    </OfficePage>
  );
}
