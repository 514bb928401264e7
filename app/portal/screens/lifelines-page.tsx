import { ButtonGroup, ButtonLink, Heading, NotificationBanner, type Task, TaskList } from '#app/ui/index.ts';
import type { LifelinesView } from '../lifelines/views.ts';
import { text } from '../texts/text.ts';
import { lifelineTone } from './lifeline-words.ts';
import { ResidentFrame } from './resident-frame.tsx';

/** 電気・ガス・水道などへの連絡: one row for each company, with what became of it. */
export function LifelinesPage({ view }: { view: LifelinesView }) {
  const base = `/moving/applications/${view.receiptNumber}`;
  const tasks = view.companies.map(({ company, latest }): Task => {
    const reachable = latest !== undefined || !view.calledOff;
    return {
      title: text(`lifeline.company.${company}`),
      ...(reachable ? { href: `${base}/lifelines/${company}` } : {}),
      hint: text(`lifeline.hint.${company}`),
      status: text(`lifeline.state.${latest?.state ?? 'none'}`),
      tone: latest ? lifelineTone(latest.state) : 'neutral',
    };
  });
  return (
    <ResidentFrame back={{ href: base, text: text('status.title') }}>
      <Heading>{text('lifeline.title')}</Heading>
      {view.calledOff ? <NotificationBanner kind="warning" title={text('lifeline.calledOff')} /> : null}
      <p className="mt-4">{text('lifeline.lead')}</p>
      <p className="mt-2">{text('lifeline.never')}</p>
      <div className="mt-6">
        <TaskList label={text('lifeline.listLabel')} tasks={tasks} />
      </div>
      <ButtonGroup>
        <ButtonLink href={`${base}/lifelines`} variant="outline" size="md">
          {text('lifeline.renew')}
        </ButtonLink>
        <ButtonLink href={`${base}/to-do`} variant="text" size="md">
          {text('todo.title')}
        </ButtonLink>
      </ButtonGroup>
    </ResidentFrame>
  );
}
