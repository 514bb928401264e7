import { Button, Checkboxes, DescriptionList, Disclosure, Select, TextField } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Answer } from '../desk.server.ts';
import type { LookupQuery } from '../people/people.server.ts';
import type { Understood } from '../people/search-words.ts';

/** 照会の理由 that the desk has every day; more is written beside it. */
const REASONS = [
  '窓口の届出のため',
  '電話での問合せのため',
  '転出届の審査のため',
  '転入の手続のため',
  '職権の調査のため',
] as const;

/** What the last search was. */
export interface ShownSearch {
  reason: string;
  query: Omit<LookupQuery, 'residentRecordCode' | 'individualNumber'>;
  understood: readonly Understood[];
  /** The same words, otherwise understood. */
  others: readonly { label: string; words: string }[];
}

type Field = Exclude<keyof ShownSearch['query'], 'includeRemoved' | 'words' | 'ownNumber'> | 'secretNumber';

/** 項目を分けた検索: for who knows which item it is. */
const FIELDS: { name: Field; label: string; numeric?: true }[] = [
  { name: 'name', label: '氏名' },
  { name: 'kana', label: '振り仮名' },
  { name: 'bornOn', label: '生年月日' },
  { name: 'address', label: '住所' },
  { name: 'addresseeNumber', label: '宛名番号', numeric: true },
  { name: 'householdNumber', label: '世帯番号', numeric: true },
  { name: 'secretNumber', label: '住民票コードまたは個人番号', numeric: true },
];

function typedText(answer: Answer | undefined, name: string): string | undefined {
  const value = answer?.typed?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** 住民の照会の書式: one box for everything, the items one by one where the box is not enough. */
export function SearchForm({
  action,
  answer,
  lookup,
}: {
  action: string;
  answer: Answer | undefined;
  lookup: ShownSearch | undefined;
}) {
  const errors = answer?.errors;
  const query = lookup?.query;
  const known = REASONS.find((reason) => lookup?.reason.startsWith(reason));
  const reason = typedText(answer, 'reason') ?? known ?? '';
  const before = (name: Field): string => {
    if (name === 'secretNumber' || query?.words !== undefined) return '';
    const value = query?.[name] ?? '';
    return name === 'bornOn' && value ? formatJapaneseDate(value) : value;
  };
  const shownIn = (name: Field) => typedText(answer, name) ?? before(name);
  const usesFields = FIELDS.some(({ name }) => shownIn(name) !== '' || errors?.[name]);
  return (
    <>
      <form method="post" action={action} className="mt-4 flex flex-col gap-4" noValidate>
        <div className="grid items-end gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_6rem]">
          <TextField
            label="探す言葉"
            name="words"
            fieldSize="s"
            unmarked
            support="氏名、振り仮名、生年月日、住所、番号。空白で区切って、いくつでも。"
            autoComplete="off"
            error={errors?.words}
            defaultValue={typedText(answer, 'words') ?? query?.words ?? ''}
          />
          <Select
            label="照会の理由"
            name="reason"
            fieldSize="s"
            required
            error={errors?.reason}
            defaultValue={reason}
            options={REASONS.map((value) => ({ value, label: value }))}
          />
          <div>
            <Button size="sm">探す</Button>
          </div>
        </div>
        <div className="grid items-end gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_6rem]">
          <TextField
            label="理由の詳細"
            name="detail"
            fieldSize="s"
            unmarked
            error={errors?.detail}
            defaultValue={typedText(answer, 'detail') ?? ''}
          />
          <Checkboxes
            label="範囲"
            name="includeRemoved"
            fieldSize="s"
            unmarked
            defaultValue={query?.includeRemoved ? ['yes'] : []}
            options={[{ value: 'yes', label: '除票も探す' }]}
          />
        </div>
        <Disclosure summary="項目を分けて探す" open={usesFields} className="my-0">
          <div className="grid gap-4 md:grid-cols-3">
            {FIELDS.map(({ name, label, numeric }) => (
              <TextField
                key={name}
                label={label}
                name={name}
                fieldSize="s"
                unmarked
                autoComplete="off"
                inputMode={numeric ? 'numeric' : undefined}
                error={errors?.[name]}
                defaultValue={shownIn(name)}
              />
            ))}
          </div>
          <div className="mt-4">
            <Button size="sm" variant="outline">
              この項目で探す
            </Button>
          </div>
        </Disclosure>
      </form>
      {lookup && !answer && lookup.understood.length > 0 ? <Reading action={action} lookup={lookup} /> : null}
    </>
  );
}

/** 読み取り: what the words were taken for, and one press for what they may mean instead. */
function Reading({ action, lookup }: { action: string; lookup: ShownSearch }) {
  return (
    <section aria-labelledby="understood" className="mt-6 max-w-page rounded-8 bg-solid-gray-50 px-4 py-3">
      <h2 id="understood" className="text-dns-16B-130">
        このように読み取りました
      </h2>
      <DescriptionList dense items={lookup.understood.map(({ label, text }) => ({ term: label, value: text }))} />
      {lookup.others.map(({ label, words }) => (
        <form key={label} method="post" action={action} className="mt-2">
          <input type="hidden" name="words" value={words} />
          <input type="hidden" name="reason" value={lookup.reason} />
          {lookup.query.includeRemoved ? <input type="hidden" name="includeRemoved" value="yes" /> : null}
          <Button size="xs" variant="text">
            {label}
          </Button>
        </form>
      ))}
    </section>
  );
}
