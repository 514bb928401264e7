import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { ApplicationPage } from '#app/office/applications/application-screens.server.ts';
import { APPLICATION_STAGES } from '#app/office/applications/application-stages.ts';
import { type Answer, atDesk, orSilent } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion } from '#app/office/drafts/forms.server.ts';
import type { OfficeDesk } from '#app/office/index.server.ts';
import { officeDay, officeInstant } from '#app/office/office-dates.ts';
import { AlertList } from '#app/office/screens/alert-list.tsx';
import { ApplicationDecision } from '#app/office/screens/application-decision.tsx';
import { Assignment } from '#app/office/screens/assignment.tsx';
import { CaseHistory } from '#app/office/screens/case-history.tsx';
import { ComparisonTable, MoverTable } from '#app/office/screens/comparison-table.tsx';
import { EvidenceList } from '#app/office/screens/evidence-list.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { PaperLinks } from '#app/office/screens/paper-links.tsx';
import {
  BackLink,
  DescriptionList,
  Heading,
  KeySwitch,
  NotificationBanner,
  pageTitle,
  StatusBadge,
} from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { Officer } from '#app/vocabulary/roles.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`申請 ${data?.page.receiptNumber ?? ''}`, data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const page = await office.applications.page(officer, args.params.receipt ?? '');
    return {
      frame: frame('applications'),
      base: `/office/${town.code}/applications`,
      office: `/office/${town.code}`,
      soleDecision: town.rules.soleDecision,
      page,
      papers: await papersOf(office, officer, page),
    };
  });
}

/** Papers of a 転出 that stands in the register. */
async function papersOf(office: OfficeDesk, officer: Officer, page: ApplicationPage) {
  if (page.stage !== 'completed' && page.stage !== 'cancelRequested') return [];
  const { receiptNumber: caseId, movers, filerNumber: filer } = page;
  const addresseeNumbers = movers.flatMap(({ match }) => match?.addresseeNumber ?? []);
  return office.papers.after(officer, {
    kind: 'RegisterMovingOut',
    addresseeNumbers,
    caseId,
    ...(filer ? { filer } : {}),
  });
}

const Press = z.object({
  version: ScreenVersion,
  act: z.enum([
    'start',
    'check',
    'accept',
    'review',
    'approve',
    'register',
    'discard',
    'cancelMovingOut',
    'assign',
    'release',
  ]),
  /** Why a colleague's case is taken over. */
  reason: z.string().trim().max(200).default(''),
  movers: z.array(z.string().max(15)).max(40),
  remainingHead: z.string().max(15).optional(),
});

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Press, ['movers']);
    if ('errors' in form) return data<Answer>(form, 400);
    const { act, version, movers, remainingHead, reason } = form.read;
    const receiptNumber = args.params.receipt ?? '';
    const screen = { receiptNumber, version, officer };
    if (act === 'accept' && movers.length === 0) {
      return data<Answer>({ errors: { movers: ['転出する人を選んでください。'] } }, 400);
    }
    const desk = office.applications;
    const outcome = await orSilent(async () => {
      switch (act) {
        case 'start':
          return desk.start(screen);
        case 'check':
          return desk.check(screen);
        case 'assign':
          return desk.assign(officer, receiptNumber, reason);
        case 'release':
          return desk.release(officer, receiptNumber);
        case 'accept':
          return desk.accept(screen, { movers, ...(remainingHead ? { remainingHead } : {}) });
        case 'review':
        case 'approve':
        case 'register':
          return desk.step(screen, act);
        case 'discard':
          return desk.discard(screen);
        case 'cancelMovingOut':
          return desk.cancelMovingOut(screen);
      }
    });
    if ('silent' in outcome) return data<Answer>({ silent: outcome.silent }, 503);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/applications/${receiptNumber}`);
  });
}

function Facts({ page, base }: { page: ApplicationPage; base: string }) {
  const link = (receipt: string) => <a href={`${base}/${receipt}`}>{receipt}</a>;
  return (
    <DescriptionList
      dense
      items={[
        { term: '届出', value: officeInstant(page.filedAt) },
        { term: '到達', value: officeInstant(page.arrivedAt) },
        { term: '異動日', value: officeDay(page.form.movingOn) },
        { term: '転出する範囲', value: page.form.scope === 'wholeHousehold' ? '世帯の全員' : '世帯の一部' },
        { term: '届出人の電話番号', value: page.form.phone },
        ...(page.form.remainingHouseholder
          ? [{ term: '残る世帯の世帯主（届出）', value: page.form.remainingHouseholder }]
          : []),
        ...(page.corrects ? [{ term: '補正前の申請', value: link(page.corrects) }] : []),
        ...(page.correctedBy ? [{ term: '再申請', value: link(page.correctedBy) }] : []),
        ...(page.movedOutOn ? [{ term: '消除した日', value: officeDay(page.movedOutOn) }] : []),
        ...(page.movedInOn && !page.protectedHousehold
          ? [{ term: '転入通知の転入日', value: officeDay(page.movedInOn) }]
          : []),
      ]}
    />
  );
}

function Destination({ page }: { page: ApplicationPage }) {
  const { destination } = page;
  if (!destination) {
    return <p>{page.protectedHousehold ? '転出先は表示しません。' : '転出先は、届出人を特定してから表示します。'}</p>;
  }
  return (
    <DescriptionList
      dense
      items={[
        { term: '転出先', value: formatAddress(destination.newAddress) },
        {
          term: '新しい世帯',
          value: `${destination.newHousehold === 'new' ? '新しく作る' : '今ある世帯に入る'}（世帯主 ${destination.newHouseholder}）`,
        },
        { term: '来庁予定日', value: officeDay(destination.visit.on) },
      ]}
    />
  );
}

export default function Application() {
  const { frame, base, office, soleDecision, page, papers } = useLoaderData<typeof loader>() as Awaited<
    ReturnType<typeof loader>
  >;
  const answer = useActionData<Answer>();
  const { work } = page;
  return (
    <OfficePage frame={frame} answer={answer} isProtected={page.protectedHousehold}>
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <BackLink href={base}>申請の一覧</BackLink>
        <KeySwitch />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Heading>転出届 {page.receiptNumber}</Heading>
        <StatusBadge tone={APPLICATION_STAGES[page.stage].open ? 'info' : 'neutral'}>
          {APPLICATION_STAGES[page.stage].label}
        </StatusBadge>
      </div>
      <p className="mt-1">{APPLICATION_STAGES[page.stage].next}</p>
      {page.withdrawalRequestedAt ? (
        <NotificationBanner kind="warning" title="届出人が取下げを申し出ています">
          <p>{officeInstant(page.withdrawalRequestedAt)}の申出です。</p>
        </NotificationBanner>
      ) : null}
      {(work.objections ?? []).map(({ key, name, at }) => (
        <NotificationBanner key={key} kind="warning" title={`${name}さんから「これは違います」との申出があります`}>
          <p>{officeInstant(at)}の申出です。転出する意思があるか、本人に確かめてください。</p>
          <p>この申出だけでは、届出の効力は変わりません。根拠：住民基本台帳法第24条・第26条・第27条</p>
        </NotificationBanner>
      ))}
      {work.engineRefusal && !answer?.refusal ? (
        <NotificationBanner kind="warning" title="住民記録で受け付けられませんでした">
          <p>{work.engineRefusal.sentence}</p>
          <p>根拠：{work.engineRefusal.article}</p>
        </NotificationBanner>
      ) : null}
      <AlertList alerts={page.alerts} />
      <div className="mt-4 grid gap-6 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-6">
          <ComparisonTable caption="届出人" items={page.filer} />
          <MoverTable movers={page.movers} />
          <EvidenceList checks={work.checks} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Assignment page={page} takingOver={answer?.refusal?.code === 'heldByColleague'} />
          <ApplicationDecision page={page} base={`${base}/${page.receiptNumber}`} soleDecision={soleDecision} />
          <PaperLinks links={papers} origin="application" base={office} />
          <section aria-labelledby="identification">
            <Heading level={2} look="s" id="identification">
              届出人の特定
            </Heading>
            {work.identification ? (
              <ol className="mt-2 list-decimal pl-6">
                {work.identification.why.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            ) : (
              <p className="mt-2">まだ住民票の人と結び付いていません。</p>
            )}
          </section>
          <section aria-labelledby="facts">
            <Heading level={2} look="s" id="facts">
              届出
            </Heading>
            <div className="mt-2">
              <Facts page={page} base={base} />
              <Destination page={page} />
            </div>
          </section>
          <CaseHistory events={page.events} />
        </div>
      </div>
    </OfficePage>
  );
}
