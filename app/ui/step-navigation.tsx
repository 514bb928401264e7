import { classNames } from './class-names.ts';
import { useUiTexts } from './texts.tsx';

export type StepState = 'done' | 'current' | 'error' | 'skipped' | 'waiting';

export interface Step {
  label: string;
  state: StepState;
  /** Steps that were reached may be links. */
  href?: string;
}

const MARKS = {
  done: 'border-key-900 bg-key-900 text-white',
  current: 'border-key-900 bg-white text-key-900 ring-2 ring-key-900',
  error: 'border-error-1 bg-white text-error-2',
  skipped: 'border-dashed border-solid-gray-536 bg-white text-solid-gray-700',
  waiting: 'border-solid-gray-536 bg-white text-solid-gray-700',
} as const satisfies Record<StepState, string>;

/** ステップナビゲーション: where one is. On a phone only the number and the step at hand are shown. */
export function StepNavigation({ steps, label }: { steps: readonly Step[]; label: string }) {
  const texts = useUiTexts();
  const position = steps.findIndex((step) => step.state === 'current' || step.state === 'error');
  return (
    <nav aria-label={label} className="mb-6">
      {position >= 0 ? (
        <p className="text-std-16N-170 text-solid-gray-700 md:hidden" aria-hidden="true">
          {texts.step.now(steps.length, position + 1, steps[position]?.label ?? '')}
        </p>
      ) : null}
      <ol className="sr-only gap-1 md:not-sr-only md:flex">
        {steps.map((step, index) => (
          <li
            key={step.label}
            aria-current={step.state === 'current' ? 'step' : undefined}
            className="flex flex-1 flex-col items-center gap-1 text-center"
          >
            <span className="sr-only">{texts.step.of(steps.length, index + 1)}</span>
            <span
              aria-hidden="true"
              className={classNames(
                'flex size-8 items-center justify-center rounded-full border-2 text-oln-16B-100',
                MARKS[step.state],
              )}
            >
              {step.state === 'done' ? '✓' : step.state === 'error' ? '!' : index + 1}
            </span>
            <span className={classNames('text-[0.875rem] leading-140', step.state === 'current' && 'font-700')}>
              {step.href && step.state !== 'current' ? <a href={step.href}>{step.label}</a> : step.label}
              <span className="sr-only">{texts.inBrackets(texts.step[step.state])}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
