import type { ReactNode } from 'react';
import { BackLink, Heading, NotificationBanner, StepNavigation, type StepState } from '#app/ui/index.ts';
import { nameOfFiler } from '../applications/comparison.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import { ARRIVAL_STAGES } from '../arrivals/arrival-stages.ts';
import { COUNTER_STEP_ORDER, COUNTER_STEPS, type CounterStep } from '../counter/counter-record.ts';
import type { Answer } from '../desk.server.ts';
import { AlertList } from './alert-list.tsx';
import { CaseHistory } from './case-history.tsx';
import { type OfficeFrameData, OfficePage } from './office-page.tsx';

/** Name of whom the case is about, as far as it is known. */
export function personOf(page: Pick<ArrivalPage, 'notice' | 'certificate' | 'expected' | 'visitor'>): string {
  const names = page.certificate?.movers.map((mover) => mover.name) ?? page.expected?.names ?? [];
  return nameOfFiler(page.notice?.filerName, names) ?? page.visitor?.name ?? '（氏名未確認）';
}

/** 窓口の一画面: where one is in the seven steps, whose case it is, what is remarkable. */
export function CounterPage({
  frame,
  page,
  step,
  title,
  answer,
  alerts,
  children,
}: {
  frame: OfficeFrameData;
  page: ArrivalPage;
  step: CounterStep;
  title: string;
  answer: Answer | undefined;
  alerts?: boolean;
  children: ReactNode;
}) {
  const base = `/office/${frame.town.code}/arrivals/${page.caseId}`;
  const here = COUNTER_STEP_ORDER.indexOf(step);
  const reached = COUNTER_STEP_ORDER.indexOf(page.next);
  const stateOf = (position: number): StepState =>
    position === here ? 'current' : position < reached ? 'done' : 'waiting';
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>{`${personOf(page)}さんの転入`}</BackLink>
      <StepNavigation
        label="特例転入の手順"
        steps={COUNTER_STEP_ORDER.map((one, position) => ({
          label: COUNTER_STEPS[one],
          state: stateOf(position),
          // Steps behind 本登録 cannot be gone through again.
          ...(position < reached && !page.registered ? { href: `${base}/${one}` } : {}),
        }))}
      />
      <Heading>{title}</Heading>
      {page.engineRefusal && !answer?.refusal ? (
        <NotificationBanner kind="warning" title="住民記録で受け付けられませんでした">
          <p>{page.engineRefusal.sentence}</p>
          <p>根拠：{page.engineRefusal.article}</p>
        </NotificationBanner>
      ) : null}
      {alerts ? <AlertList alerts={page.alerts} /> : null}
      <div className="mt-4">{children}</div>
      <div className="mt-8">
        <p>{ARRIVAL_STAGES[page.stage].label}</p>
        <CaseHistory events={page.events} />
      </div>
    </OfficePage>
  );
}
