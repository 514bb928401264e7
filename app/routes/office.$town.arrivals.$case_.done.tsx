import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CARD_TASK_STATES } from '#app/office/cards/card-task.ts';
import { atCounter, counterScreen } from '#app/office/counter/counter-route.server.ts';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { FilingPaper } from '#app/office/screens/filing-paper.tsx';
import { PaperLinks } from '#app/office/screens/paper-links.tsx';
import { ButtonLink, DescriptionList, Disclosure, Heading, NotificationBanner, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('転入の終了', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  const screen = await counterScreen(args, 'done');
  return atCounter(args, async ({ office, officer, town, caseId }) => {
    const signed = await office.counter.signedFiling(caseId);
    return {
      ...screen,
      signed,
      office: `/office/${town.code}`,
      papers: await office.papers.after(officer, {
        kind: 'RegisterMovingInByCard',
        addresseeNumbers: screen.page.registered ?? [],
        caseId,
      }),
      next: `/office/${town.code}/visitors`,
      handouts: await office.counter.handouts(caseId),
    };
  });
}

export default function Done() {
  const { frame, base, page, office, papers, signed, handouts, next } = useLoaderData<typeof loader>() as Awaited<
    ReturnType<typeof loader>
  >;
  return (
    <CounterPage frame={frame} page={page} step="done" title="転入の手続が終わりました" answer={undefined}>
      <NotificationBanner kind="success" title="住民票ができました">
        <p>転出地への転入通知、J-LISへの通知、番号の手続は自動で行われます。</p>
      </NotificationBanner>
      <DescriptionList
        dense
        items={[
          { term: '世帯番号', value: page.registeredHousehold ?? '' },
          { term: '宛名番号', value: (page.registered ?? []).join('、') },
          {
            term: 'カード',
            value: page.cards
              .map((card, index) => `${page.cardHolders[index]}：${CARD_TASK_STATES[card.state].label}`)
              .join('、'),
          },
        ]}
      />
      <Heading level={2} look="s" className="mt-6">
        お渡しする案内
      </Heading>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-6">
        {handouts.map((handout) => (
          <li key={handout.title}>
            <strong>{handout.title}</strong>：{handout.text}
          </li>
        ))}
      </ul>
      <div className="mt-6">
        <PaperLinks links={papers} origin="arrival" base={office} />
      </div>
      {page.cards.length > 0 ? (
        <p className="mt-4">
          <a href={`${base}/card-receipt`}>カードの手続の受付票を印刷する（PDF）</a>
        </p>
      ) : null}
      {signed ? (
        <Disclosure
          summary={`転入届の控え（${signed.signedBy}さん、${signed.method === 'pad' ? '署名パッド' : '印刷した届書'}）`}
        >
          <FilingPaper filing={signed.filing} />
        </Disclosure>
      ) : null}
      <div className="mt-6">
        <ButtonLink size="md" href={next}>
          次の方へ
        </ButtonLink>
      </div>
    </CounterPage>
  );
}
