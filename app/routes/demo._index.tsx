import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { readAdvanceForm } from '#app/demo/advance-form.ts';
import { PersonCards } from '#app/demo/person-cards.tsx';
import {
  Button,
  ButtonGroup,
  DateFields,
  ErrorSummary,
  Heading,
  listErrors,
  NotificationBanner,
  pageTitle,
} from '#app/ui/index.ts';
import { formatDateWithWeekday } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('デモの時計と住民') }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { demo } = context.services;
  if (!demo) throw new Response('Not Found', { status: 404 });
  const view = await demo.view();
  return { ...view, advanced: new URL(request.url).searchParams.has('advanced') };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const { demo } = context.services;
  if (!demo) throw new Response('Not Found', { status: 404 });
  const form = readAdvanceForm(await request.formData());
  if ('errors' in form) return data(form, 400);
  const outcome = await demo.advance(form.target);
  if (!outcome.accepted) {
    return data({ errors: { on: [outcome.refusal.sentence] }, typed: form.typed }, 409);
  }
  return redirect('/demo?advanced');
}

/** One button that goes to one day. */
function AdvanceButton({ to, on, children }: { to: string; on?: string; children: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="to" value={to} />
      {on ? <input type="hidden" name="on" value={on} /> : null}
      <Button variant="outline" size="md" className="w-full sm:w-auto">
        {children}
      </Button>
    </Form>
  );
}

export default function DemoClockAndPersons() {
  const { nowText, closed, milestones, persons, towns, advanced } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  return (
    <>
      <ErrorSummary errors={listErrors(errors)} />
      {advanced && !answer ? (
        <NotificationBanner kind="success" title="時計を進めました" live>
          <p>すべての役所とシステムが、新しい日時まで処理を進めました。</p>
        </NotificationBanner>
      ) : null}
      <Heading>デモの時計</Heading>
      <p className="mt-4 text-std-16N-170">いまの法律上の日時</p>
      <p className="text-std-28B-150">{nowText}</p>
      <p className="mt-1 text-std-16N-170 text-solid-gray-700">
        {closed ? `役所は閉まっています（${closed}）。` : '役所は開いています。'}
        時計は進めることだけができ、戻すことはできません。
      </p>
      <div className="mt-6 flex flex-col gap-3 sm:flex-row sm:flex-wrap">
        <AdvanceButton to="nextMorning">次の朝9時へ</AdvanceButton>
        <AdvanceButton to="nextOpenDay">次の開庁日へ</AdvanceButton>
      </div>
      {milestones.length > 0 ? (
        <ul className="mt-6 border-t border-solid-gray-420" aria-label="届け出られた引越しの日">
          {[...new Set(milestones.map(({ on }) => on))].map((day) => (
            <li
              key={day}
              className="flex flex-col gap-x-6 gap-y-2 border-b border-solid-gray-420 py-3 sm:flex-row sm:items-center"
            >
              <AdvanceButton to="date" on={day}>
                {`${formatDateWithWeekday(day)}へ`}
              </AdvanceButton>
              <ul className="text-std-16N-170">
                {milestones
                  .filter(({ on }) => on === day)
                  .map(({ label }) => (
                    <li key={label}>{label}</li>
                  ))}
              </ul>
            </li>
          ))}
        </ul>
      ) : null}
      <Form method="post" noValidate className="mt-8">
        <input type="hidden" name="to" value="date" />
        <DateFields
          label="日を決めて進める"
          name="on"
          support="引越しの日、来庁の日、期限を過ぎた日など。西暦で入力します。例：2026年12月15日"
          defaultValue={answer?.typed}
          error={errors.on}
          required
        />
        <ButtonGroup>
          <Button size="md">この日の朝9時へ進める</Button>
        </ButtonGroup>
      </Form>
      <Heading level={2} className="mt-12">
        入り口
      </Heading>
      <ul className="mt-4 flex list-disc flex-col gap-1 pl-6 text-std-16N-170">
        <li>
          <a href="/moving">住民のページ</a>
        </li>
        {towns.map(({ code, name }) => (
          <li key={code}>
            <a href={`/office/${code}`}>{name}の職員のページ</a>
          </li>
        ))}
      </ul>
      <Heading level={2} className="mt-12">
        試すのに便利な住民
      </Heading>
      <p className="mt-2 max-w-text text-std-16N-170">
        サインインの画面でカードを選び、暗証番号を入力します。ほかの住民のカードも同じ画面で探せます。
      </p>
      <PersonCards persons={persons} />
    </>
  );
}
