import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/drafts/forms.server.ts';
import { AlertCard, AlertHistory, EscalationTable } from '#app/office/screens/alerts.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Disclosure, Heading, NotificationBanner, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle('警報', data?.frame.town.name) }];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('alerts'),
    base: `/office/${town.code}`,
    alerts: await office.alerts.page(officer),
    taken: new URL(args.request.url).searchParams.has('taken'),
  }));
}

const Acknowledgement = z.object({
  alertId: z.string().min(1).max(60),
  note: sentence('何をするかを書いてください。', 200),
});

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Acknowledgement);
    if ('errors' in form) return data<Answer>(form, 400);
    const done = await office.alerts.acknowledge(officer, form.read);
    return done.accepted
      ? redirect(`/office/${town.code}/alerts?taken`)
      : data<Answer>({ refusal: done.refusal, typed: form.read }, 409);
  });
}

export default function Alerts() {
  const { frame, base, alerts, taken } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const { current, past } = alerts;
  const open = current.filter(({ state }) => state === 'open');
  const withSomebody = current.filter(({ state }) => state === 'acknowledged');
  return (
    <OfficePage frame={frame} answer={answer}>
      {taken && !answer ? <NotificationBanner kind="success" title="引き受けを記録しました" live /> : null}
      <Heading>警報</Heading>
      <p className="mt-1">
        どの警報も、担当の職員が名前を残して引き受けます。時間までにだれも引き受けないと、次の担当に移ります。
      </p>
      <section className="mt-4" aria-labelledby="open">
        <Heading level={2} look="dense" id="open">
          だれも引き受けていない警報：{open.length}件
        </Heading>
        {open.length === 0 ? (
          <NotificationBanner kind="success" title="引き受けを待つ警報はありません" level={3} />
        ) : (
          <ul className="mt-3 grid gap-4 lg:grid-cols-2">
            {open.map((alert) => (
              <AlertCard key={alert.alertId} alert={alert} base={base} answer={answer} />
            ))}
          </ul>
        )}
      </section>
      {withSomebody.length > 0 ? (
        <section className="mt-6" aria-labelledby="taken">
          <Heading level={2} look="dense" id="taken">
            対応中：{withSomebody.length}件
          </Heading>
          <ul className="mt-3 grid gap-4 lg:grid-cols-2">
            {withSomebody.map((alert) => (
              <AlertCard key={alert.alertId} alert={alert} base={base} answer={undefined} />
            ))}
          </ul>
        </section>
      ) : null}
      <div className="mt-8">
        <AlertHistory alerts={past} />
      </div>
      <Disclosure summary="警報の種類と、担当が移る順">
        <EscalationTable />
      </Disclosure>
    </OfficePage>
  );
}
