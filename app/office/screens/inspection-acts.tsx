import { Button, Heading, NotificationBanner, Radios, Select, TextArea } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import type { InspectionAct, ReadingStart } from '../inspections/inspection-rules.ts';
import { READER_DOCUMENTS } from '../inspections/inspection-words.ts';

type ActName = (InspectionAct | ReadingStart)['act'];

/** 処理の入力欄: what is asked before the press. */
const SENTENCES: Partial<Record<ActName, { name: string; label: string; support: string }>> = {
  review: {
    name: 'opinion',
    label: '審査の意見',
    support: '公益性、範囲、管理の方法について、認めてよいかを書きます。',
  },
  refuse: { name: 'reason', label: '認めない理由', support: '申出者に伝える文で書きます。' },
  withdraw: { name: 'reason', label: '取下げの理由', support: '申出者が言ったとおりに書きます。' },
};

/** One act that fits the 申出 as it is. */
export interface OfferedAct {
  act: ActName;
  label: string;
}

/** 閲覧の申出の処理: one plain form for each act. */
export function InspectionActs({
  acts,
  version,
  readingId,
  readers,
  appeal,
  answer,
}: {
  acts: readonly OfferedAct[];
  version: number;
  readingId: string;
  readers: readonly { name: string; of: string }[];
  /** What is told with a refusal. */
  appeal: string;
  answer: Answer | undefined;
}) {
  return (
    <div className="mt-8 flex max-w-text flex-col gap-8">
      {acts.map(({ act, label }) => {
        // Several forms have a field of the same name: only the one that was sent shows what was wrong.
        const sent = answer?.typed?.act === act ? answer : undefined;
        const typed = (name: string, fallback = '') => {
          const value = sent?.typed?.[name];
          return typeof value === 'string' ? value : fallback;
        };
        const sentence = SENTENCES[act];
        return (
          <form key={act} method="post" className="flex flex-col gap-4" noValidate>
            <Heading level={2}>{label}</Heading>
            <input type="hidden" name="version" value={version} />
            {sentence ? (
              <TextArea
                label={sentence.label}
                name={sentence.name}
                fieldSize="s"
                rows={3}
                required
                support={sentence.support}
                error={sent?.errors?.[sentence.name]}
                defaultValue={typed(sentence.name)}
              />
            ) : null}
            {act === 'refuse' ? <p className="text-[0.875rem] leading-150">教示：{appeal}</p> : null}
            {act === 'finish' ? <p>閲覧がすべて済んだら完了します。完了すると、もう閲覧できません。</p> : null}
            {act === 'read' ? (
              <>
                <input type="hidden" name="readingId" value={typed('readingId', readingId)} />
                <Radios
                  label="今日、閲覧する方"
                  name="reader"
                  fieldSize="s"
                  required
                  error={sent?.errors?.reader}
                  defaultValue={typed('reader')}
                  options={readers.map((one) => ({ value: one.name, label: `${one.name}（${one.of}）` }))}
                />
                <Select
                  label="本人確認の書類"
                  name="document"
                  fieldSize="s"
                  required
                  error={sent?.errors?.document}
                  defaultValue={typed('document')}
                  options={READER_DOCUMENTS.map((one) => ({ value: one, label: one }))}
                />
                <p>押すと、今日の住民の一覧を作ります。載せた方の一人ずつに、閲覧の記録が残ります。</p>
              </>
            ) : null}
            <div>
              <Button size="sm" name="act" value={act}>
                {label}
              </Button>
            </div>
          </form>
        );
      })}
    </div>
  );
}

/** 決定の通知: what the applicant is told, with the 教示 of a refusal. */
export function InspectionDecision({
  approved,
  on,
  reason,
  appeal,
}: {
  approved: boolean;
  on: string;
  reason: string;
  appeal: string;
}) {
  if (approved) {
    return (
      <NotificationBanner kind="success" title={`${on}に承認しました`}>
        <p>閲覧の期間に来てもらい、閲覧者の書類を確かめてから一覧を作ります。</p>
      </NotificationBanner>
    );
  }
  return (
    <NotificationBanner kind="warning" title={`${on}に、認めない決定をしました`}>
      <p>理由：{reason}</p>
      <p>教示：{appeal}</p>
    </NotificationBanner>
  );
}
