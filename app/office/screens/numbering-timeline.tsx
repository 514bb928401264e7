import type { NumberingView } from '#app/juki/door.ts';
import { Timeline, type TimelineEntry } from '#app/ui/index.ts';
import { officeInstant } from '../office-dates.ts';

type Step = NumberingView['steps'][number];

function stateOf(step: Step, index: number, firstWaiting: number): TimelineEntry['state'] {
  if (step.state !== 'waiting') return step.state;
  return index === firstWaiting ? 'current' : 'upcoming';
}

/** 番号の手続 of one person: where each number comes from, when it came, and whose answer is awaited. */
export function NumberingTimeline({ numbering }: { numbering: NumberingView }) {
  const { steps } = numbering;
  const firstWaiting = steps.findIndex((step) => step.state === 'waiting');
  const left = steps.filter((step) => step.state !== 'done').length;
  return (
    <section>
      <h2 className="text-std-18B-160">番号の手続</h2>
      <p className="mt-1">
        {left === 0 ? '全部の番号がそろっています。' : `${steps.length}段階のうち${left}段階が済んでいません。`}
        番号は末尾だけを表示し、符号は状態だけを表示します。
      </p>
      <div className="mt-4">
        <Timeline
          label="番号の手続"
          entries={steps.map((step, index) => ({
            title: step.name,
            state: stateOf(step, index, firstWaiting),
            ...(step.at ? { at: officeInstant(step.at), dateTime: step.at } : {}),
            body: <StepBody step={step} />,
          }))}
        />
      </div>
    </section>
  );
}

function StepBody({ step: { masked, from, to, waitsFor } }: { step: Step }) {
  return (
    <>
      {masked ? <p>番号：{masked}</p> : null}
      {from ? <p className="text-solid-gray-700">{to ? `${from} → ${to}` : from}</p> : null}
      {waitsFor ? <p>{waitsFor}</p> : null}
    </>
  );
}
