import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { ArrivalPage } from '#app/office/arrivals/arrival-screens.server.ts';
import { ARRIVAL_STAGES } from '#app/office/arrivals/arrival-stages.ts';
import { COUNTER_STEPS } from '#app/office/counter/counter-record.ts';
import { answerOf, atCounter } from '#app/office/counter/counter-route.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion } from '#app/office/drafts/forms.server.ts';
import { officeDay, officeInstant } from '#app/office/office-dates.ts';
import { AlertList } from '#app/office/screens/alert-list.tsx';
import { ActButton } from '#app/office/screens/application-decision.tsx';
import { CaseHistory } from '#app/office/screens/case-history.tsx';
import { ThreeWayTable } from '#app/office/screens/comparison-table.tsx';
import { personOf } from '#app/office/screens/counter-steps.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ToDoSection } from '#app/office/screens/to-do-section.tsx';
import {
  BackLink,
  ButtonLink,
  DescriptionList,
  Heading,
  NotificationBanner,
  pageTitle,
  StatusBadge,
} from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';

/** 転居 (第23条) where the person comes from this town. */
function wordOf({ page, frame }: Pick<Awaited<ReturnType<typeof loader>>, 'page' | 'frame'>): '転居' | '転入' {
  return page.fromMunicipality === frame.town.code ? '転居' : '転入';
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${personOf(data.page)}さんの${wordOf(data)}` : '転入', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base, frame, town }) => ({
    frame: frame('visitors'),
    base,
    back: `/office/${town.code}/visitors`,
    page: await office.arrivals.page(officer, caseId),
    toDos: await office.arrivals.toDos(officer, caseId),
  }));
}

const PRESSED = ['review', 'approve', 'register', 'discard', 'takeRelocation'] as const;

const Press = z.object({ version: ScreenVersion, act: z.enum([...PRESSED, 'fileRelocation']) });

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, town, caseId, base }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const { act, version } = form.read;
    const screen = { caseId, version, officer };
    if (act === 'fileRelocation') {
      const { lookup, person } = await office.acts.beginRelocation(officer, caseId);
      const search = `lookup=${lookup}`;
      return redirect(
        person
          ? `/office/${town.code}/acts/new/relocation?${search}&person=${person}&arrival=${caseId}`
          : `/office/${town.code}/residents?${search}`,
      );
    }
    if (act === 'takeRelocation') return answerOf(() => office.arrivals.takeRelocation(screen), base);
    return answerOf(() => office.arrivals.step(screen, act), base);
  });
}

/** What cannot be undone, and what is another way. */
const VARIANTS: Readonly<Record<string, 'danger' | 'outline'>> = { discard: 'danger', takeRelocation: 'outline' };

function NextStep({ page, base }: { page: ArrivalPage; base: string }) {
  const may = (act: string) => page.acts.some((one) => one.act === act);
  const steps = page.acts.filter(({ act }) => PRESSED.some((one) => one === act));
  const done = page.stage === 'registered';
  return (
    <section aria-labelledby="next" className="rounded-12 border-2 border-key-900 p-4">
      <Heading level={2} look="s" id="next">
        次にできること
      </Heading>
      <div className="mt-3 flex flex-wrap gap-3">
        {may('checkIn') ? (
          <ButtonLink size="md" href={`${base}/check-in`}>
            来庁を受け付けて本人確認する
          </ButtonLink>
        ) : null}
        {may('counter') ? (
          <ButtonLink size="md" href={`${base}/${page.next}`}>
            {`続ける：${COUNTER_STEPS[page.next]}`}
          </ButtonLink>
        ) : null}
        {may('cards') ? (
          <ButtonLink size="md" href={`${base}/${page.next === 'cards' ? 'cards' : 'done'}`}>
            {page.next === 'cards' ? 'カードの手続を続ける' : '終了の案内を見る'}
          </ButtonLink>
        ) : null}
        {may('takeRelocation') ? (
          <ActButton page={page} act="fileRelocation">
            転居届を入力する
          </ActButton>
        ) : null}
        {steps.map(({ act, label }) => (
          <ActButton key={act} page={page} act={act} variant={VARIANTS[act] ?? 'solid'}>
            {label}
          </ActButton>
        ))}
        {page.acts.length === 0 || (done && !may('cards')) ? (
          <p>この転入予定で、いまあなたの役割が行う処理はありません。</p>
        ) : null}
      </div>
    </section>
  );
}

export default function Arrival() {
  const { frame, base, back, page, toDos } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const names =
    page.certificate?.movers.map((mover) => mover.name) ??
    page.expected?.names ??
    page.notice?.movers.map((mover) => mover.name) ??
    [];
  const word = wordOf({ page, frame });
  const isRelocation = word === '転居';
  const address = page.said?.newAddress ?? page.expected?.plannedAddress ?? page.notice?.newAddress;
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={back}>来庁予定・窓口</BackLink>
      <div className="flex flex-wrap items-center gap-3">
        <Heading>{`${personOf(page)}さんの${word}`}</Heading>
        <StatusBadge tone={ARRIVAL_STAGES[page.stage].open ? 'info' : 'neutral'}>
          {ARRIVAL_STAGES[page.stage].label}
        </StatusBadge>
      </div>
      <p className="mt-1">{ARRIVAL_STAGES[page.stage].next}</p>
      {page.engineRefusal ? (
        <NotificationBanner kind="warning" title="住民記録で受け付けられませんでした">
          <p>{page.engineRefusal.sentence}</p>
        </NotificationBanner>
      ) : null}
      <div className="mt-4 grid gap-6 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-6">
          <DescriptionList
            dense
            items={[
              { term: '来庁予定の連絡', value: page.hasNotice ? '届いています' : 'ありません' },
              {
                term: '事前通知',
                value: isRelocation
                  ? '転居のためありません'
                  : page.hasCertificate || page.registered
                    ? '届いています'
                    : '届いていません',
              },
              { term: '異動者', value: names.join('、') },
              { term: '新しい住所', value: address ? formatAddress(address) : '' },
              { term: '異動日（予定）', value: page.movingOn ? officeDay(page.movingOn) : '' },
              {
                term: '来庁予定日',
                value: page.visitOn ? `${officeDay(page.visitOn)}${page.visitTime ? `　${page.visitTime}` : ''}` : '',
              },
              {
                term: isRelocation ? '転居届の期限' : '特例転入の期限',
                value: page.lastDay ? officeDay(page.lastDay) : '',
              },
              ...(page.received
                ? [{ term: '転入届の受付', value: `${officeInstant(page.received.at)}（カードの読取りは後日）` }]
                : []),
              { term: '電話番号', value: page.notice?.phone ?? '' },
              { term: '受付番号', value: page.receiptNumber ?? '' },
            ]}
          />
          {page.comparison.length > 0 ? <ThreeWayTable items={page.comparison} /> : null}
          <AlertList alerts={page.alerts} />
          <ToDoSection toDos={toDos} base={base} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <NextStep page={page} base={base} />
          <CaseHistory events={page.events} />
        </div>
      </div>
    </OfficePage>
  );
}
