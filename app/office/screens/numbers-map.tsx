import type { NumberingView } from '#app/juki/door.ts';
import { type BadgeTone, classNames, StatusBadge } from '#app/ui/index.ts';
import { officeInstant } from '../office-dates.ts';

type Step = NumberingView['steps'][number];

/** 一人の番号: in the order in which one leads to the next. */
const NUMBERS = [
  { title: '宛名番号', kept: '住民記録', steps: ['宛名番号の付番'] },
  { title: '住民票コード', kept: '住民票', steps: ['住民票コードの記載'] },
  { title: '個人番号', kept: '住民票', steps: ['個人番号の記載', '変更後の個人番号の記載'] },
  {
    title: '団体内統合宛名番号',
    kept: '宛名システム',
    steps: ['団体内統合宛名番号の付番', '団体内統合宛名番号の削除'],
  },
  { title: '符号', kept: '中間サーバー', steps: ['符号の取得'] },
] as const;

const STATES: Record<Step['state'] | 'none', { word: string; tone: BadgeTone }> = {
  done: { word: '付いています', tone: 'success' },
  waiting: { word: '待っています', tone: 'warning' },
  failed: { word: '止まっています', tone: 'error' },
  none: { word: '付いていません', tone: 'neutral' },
};

/** Of the steps of one number the last that is not done, else the last. */
function stepOf(numbering: NumberingView, names: readonly string[]): Step | undefined {
  const steps = numbering.steps.filter(({ name }) => names.includes(name));
  return steps.find(({ state }) => state !== 'done') ?? steps.at(-1);
}

/** 番号のつながり: each number with where it came from, when, and whose answer is awaited; numbers masked, the 符号 as a state. */
export function NumbersMap({ numbering }: { numbering: NumberingView }) {
  return (
    <ol aria-label="番号のつながり" className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-5">
      {NUMBERS.map(({ title, kept, steps }, index) => {
        const step = stepOf(numbering, steps);
        const state = step?.name.endsWith('削除') ? 'none' : (step?.state ?? 'none');
        return (
          <li
            key={title}
            className={classNames(
              'relative flex flex-col gap-1 rounded-8 border-2 bg-white px-3 py-2',
              state === 'done' ? 'border-solid border-success-2' : 'border-dashed border-solid-gray-536',
            )}
          >
            {index > 0 ? (
              <span
                aria-hidden="true"
                className="absolute top-1/2 -left-7 hidden -translate-y-1/2 text-std-18B-160 text-solid-gray-700 xl:block"
              >
                →
              </span>
            ) : null}
            <h3 className="text-dns-16B-130">{title}</h3>
            <p className="flex flex-wrap gap-2">
              <StatusBadge tone={STATES[state].tone}>{STATES[state].word}</StatusBadge>
            </p>
            <p className="font-mono">
              {title === '符号' ? '値はだれにも見えません' : state === 'none' ? '―' : (step?.masked ?? '―')}
            </p>
            <p className="text-[0.875rem] text-solid-gray-700">
              {step?.from ? `${step.from}から` : ''}（保存：{kept}）
            </p>
            {step?.at ? <p className="text-[0.875rem]">{officeInstant(step.at)}</p> : null}
            {step?.waitsFor ? <p className="text-[0.875rem] font-700">{step.waitsFor}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}
