import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answerOf, atCounter, counterScreen } from '#app/office/counter/counter-route.server.ts';
import { prefilledSaid, SaidForm, saidOf } from '#app/office/counter/said-form.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { check, readForm, ScreenVersion } from '#app/office/drafts/forms.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { ActButton } from '#app/office/screens/application-decision.tsx';
import { ThreeWayTable } from '#app/office/screens/comparison-table.tsx';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { SaidFields } from '#app/office/screens/said-fields.tsx';
import { ButtonGroup, NotificationBanner, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('転出証明書情報の確認', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  const screen = await counterScreen(args, 'certificate');
  return atCounter(args, async ({ town, office }) => ({
    ...screen,
    prefilled: prefilledSaid(screen.page, town, office.today()),
  }));
}

const Press = z.object({ version: ScreenVersion, act: z.enum(['fetch', 'goOn', 'sendBack', 'said']) });

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, town }) => {
    const press = await readForm(args.request, Press.loose(), ['movers']);
    if ('errors' in press) return data<Answer>(press, 400);
    const { act, version } = press.read;
    const screen = { caseId, version, officer };
    switch (act) {
      case 'fetch':
        return answerOf(() => office.counter.fetchCertificate(screen), `${base}/certificate`);
      case 'goOn':
        return answerOf(() => office.counter.goOnWithoutConfirmation(screen), `${base}/certificate`);
      case 'sendBack':
        return answerOf(() => office.counter.sendBack(screen), base);
      case 'said': {
        const { act: _, ...typed } = press.read;
        const form = check(SaidForm, { ...typed, version: String(version) } as Record<string, string | string[]>);
        if ('errors' in form) return data<Answer>(form, 400);
        return answerOf(() => office.counter.recordSaid(screen, saidOf(form.read, town)), `${base}/household`);
      }
    }
  });
}

export default function Certificate() {
  const { frame, page, prefilled } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const { certificate, unavailable, silentSince } = page;
  const silent = certificate?.freshness === 'silent' || (!certificate && silentSince !== undefined && !unavailable);
  return (
    <CounterPage frame={frame} page={page} step="certificate" title="転出証明書情報を確かめます" answer={answer} alerts>
      {unavailable ? (
        <NotificationBanner kind="warning" title="転出証明書情報がないため、きょうは転入できません">
          <p>{unavailable.reason}</p>
          <p>
            転出地への転出届が先です。マイナポータルからオンラインで（引越しの30日前から10日後まで）、または転出地の窓口・郵便で届け出ていただきます。届出が処理されれば、同じカードで転入できます。
          </p>
          <ButtonGroup>
            <ActButton page={page} act="sendBack">
              転出届を案内して終える
            </ActButton>
            <ActButton page={page} act="fetch" variant="outline">
              もう一度問い合わせる
            </ActButton>
          </ButtonGroup>
        </NotificationBanner>
      ) : null}
      {silent ? (
        <NotificationBanner kind="warning" title="転出地の応答がありません">
          <p>
            {certificate
              ? '事前通知は届いています。事前通知の内容で続けるか、もう一度問い合わせるかを選んでください。続けた場合は「最新の確認が未了」と記録し、あとで確かめます。'
              : '事前通知も届いていません。少し待って、もう一度問い合わせてください。'}
          </p>
          <ButtonGroup>
            {certificate ? (
              <ActButton page={page} act="goOn">
                事前通知で続ける
              </ActButton>
            ) : null}
            <ActButton page={page} act="fetch" variant="outline">
              もう一度問い合わせる
            </ActButton>
          </ButtonGroup>
        </NotificationBanner>
      ) : null}
      {!certificate && !silent && !unavailable ? (
        <NotificationBanner kind="info" title="転出証明書情報をまだ取り寄せていません">
          <ActButton page={page} act="fetch">
            転出地に問い合わせる
          </ActButton>
        </NotificationBanner>
      ) : null}
      {certificate && certificate.freshness !== 'silent' && !unavailable ? (
        <>
          <NotificationBanner
            kind={certificate.freshness === 'confirmed' ? 'success' : 'warning'}
            title={
              certificate.freshness === 'confirmed'
                ? '転出地に最新の内容を確かめました'
                : '事前通知の内容で続けています'
            }
          >
            <p>{officeInstant(certificate.at)}</p>
          </NotificationBanner>
          <ThreeWayTable items={page.comparison} />
          {prefilled ? <SaidFields page={page} said={prefilled} answer={answer} /> : null}
        </>
      ) : null}
    </CounterPage>
  );
}
