import type { Elector, SuspensionItems } from '#app/juki/door.ts';
import { Button, EmptyState, Heading, Radios, Select, TextField } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Answer } from '../desk.server.ts';
import { birthOf } from '../office-dates.ts';
import { SUSPENSION_GROUNDS, WHEREABOUTS } from '../sections/suspension-words.ts';

/** 停止の入力への答え: what the search found stays on the page while the entry is mended. */
export interface EntryAnswer extends Answer {
  electors?: Elector[];
}

const DAY_EXAMPLE = '例：令和8年11月24日';

/** What was typed into a field, or what is known of it. */
export function typedOf(answer: Answer | undefined) {
  return (field: string, fallback = '') => {
    const value = answer?.typed?.[field];
    return typeof value === 'string' ? value : fallback;
  };
}

/** 停止の内容の入力欄. */
export function SuspensionFields({
  answer,
  known,
}: {
  answer: Answer | undefined;
  known?: SuspensionItems | undefined;
}) {
  const typed = typedOf(answer);
  const frame = (name: string) => ({ name, fieldSize: 's' as const, error: answer?.errors?.[name] });
  return (
    <>
      <Select
        {...frame('ground')}
        label="根拠"
        required
        defaultValue={typed('ground', known?.ground)}
        options={Object.entries(SUSPENSION_GROUNDS).map(([value, { word, article }]) => ({
          value,
          label: `${word}（${article}）`,
        }))}
      />
      <TextField
        {...frame('from')}
        label="停止の始まりの日"
        required
        support={DAY_EXAMPLE}
        defaultValue={typed('from', known && formatJapaneseDate(known.from))}
      />
      <TextField
        {...frame('until')}
        label="停止の終わりの日"
        unmarked
        support="終わりが決まっていないときは、書きません。終わりの通知が来てから変更します。"
        defaultValue={typed('until', known?.until && formatJapaneseDate(known.until))}
      />
      <TextField
        {...frame('note')}
        label="本籍地からの通知・備考"
        unmarked
        support="例：令和8年11月20日付け調市第12号"
        defaultValue={typed('note', known?.note)}
      />
    </>
  );
}

/** 対象の方の検索. */
export function ElectorSearchForm({ answer }: { answer: Answer | undefined }) {
  const typed = typedOf(answer);
  return (
    <form method="post" className="mt-4 flex max-w-text flex-col gap-4" noValidate>
      <Heading level={2}>対象の方を探す</Heading>
      <TextField
        label="氏名"
        name="name"
        fieldSize="s"
        required
        error={answer?.errors?.name}
        defaultValue={typed('name')}
      />
      <TextField
        label="生年月日"
        name="bornOn"
        fieldSize="s"
        required
        support="例：昭和60年4月12日"
        error={answer?.errors?.bornOn}
        defaultValue={typed('bornOn')}
      />
      <div>
        <Button size="md" variant="outline" name="act" value="find">
          探す
        </Button>
      </div>
    </form>
  );
}

/** 停止の入力 of one of those who were found. */
export function SuspensionForm({
  electors,
  suspensionId,
  answer,
}: {
  electors: readonly Elector[];
  suspensionId: string;
  answer: Answer | undefined;
}) {
  const typed = typedOf(answer);
  if (electors.length === 0) {
    return (
      <div className="mt-8">
        <EmptyState title="この氏名と生年月日の方はいません">
          通知の氏名と生年月日を確かめて、もう一度探してください。
        </EmptyState>
      </div>
    );
  }
  return (
    <form method="post" className="mt-8 flex max-w-text flex-col gap-4" noValidate>
      <Heading level={2}>停止の内容を入れる</Heading>
      <input type="hidden" name="suspensionId" value={typed('suspensionId', suspensionId)} />
      <input type="hidden" name="name" value={typed('name')} />
      <input type="hidden" name="bornOn" value={typed('bornOn')} />
      <Radios
        label="対象の方"
        name="addresseeNumber"
        fieldSize="s"
        required
        error={answer?.errors?.addresseeNumber}
        defaultValue={typed('addresseeNumber')}
        options={electors.map((one) => ({
          value: one.addresseeNumber,
          label: `${one.name}（${birthOf(one.bornOn)}）`,
          support: `${formatAddress(one.address)}、${WHEREABOUTS[one.whereabouts]}、選挙人名簿に${one.registered ? '登録あり' : '登録なし'}${one.protectedPerson ? '、支援措置' : ''}`,
        }))}
      />
      <SuspensionFields answer={answer} />
      <div>
        <Button size="md" name="act" value="enter">
          入力して、別の職員の確認を待つ
        </Button>
      </div>
    </form>
  );
}
