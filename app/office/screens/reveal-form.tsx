import type { RevealedNumber } from '#app/juki/door.ts';
import { Button, Radios, Select } from '#app/ui/index.ts';
import type { PersonalNumberKind } from '#app/vocabulary/number-purposes.ts';

/** What the page shows once. */
export type NumberShown = RevealedNumber;

/** 番号の種類の言葉. */
export const NUMBER_WORDS: Record<PersonalNumberKind, string> = {
  individualNumber: '個人番号',
  residentRecordCode: '住民票コード',
};

/** 番号の表示の申込み: which number, for which 事務; sent by POST, so that neither stands in an address. */
export function RevealForm({
  action,
  lookup,
  purposes,
  errors,
  typed,
}: {
  action: string;
  lookup: string;
  purposes: readonly { id: string; title: string }[];
  errors?: Record<string, string[]> | undefined;
  typed?: Record<string, string | string[]> | undefined;
}) {
  if (purposes.length === 0) return null;
  return (
    <form method="post" action={action} className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="lookup" value={lookup} />
      <Radios
        label="表示する番号"
        name="number"
        required
        inline
        fieldSize="s"
        error={errors?.number}
        defaultValue={String(typed?.number ?? '')}
        options={Object.entries(NUMBER_WORDS).map(([value, label]) => ({ value, label }))}
      />
      <Select
        label="利用する事務"
        name="purpose"
        required
        fieldSize="s"
        error={errors?.purpose}
        defaultValue={String(typed?.purpose ?? '')}
        options={purposes.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <div>
        <Button size="sm" variant="outline">
          番号を表示する
        </Button>
      </div>
    </form>
  );
}
