import type { RegisterAsOf } from '#app/juki/door.ts';
import { Button, DescriptionList, EmptyState, Heading, Table, TextField } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { displayRecordDate, formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { sexWord } from '../evidence.ts';
import { birthOf, officeInstant } from '../office-dates.ts';
import { RESIDENT_STATUS } from './resident-words.ts';

/** 過去の時点の住民票 (標準仕様書 1.2.1): a plain form, and what was so on that day as far as it was known. */
export function PastRecord({
  typed,
  errors,
  lookup,
  asOf,
}: {
  typed: { on: string; knownOn: string };
  errors?: Record<string, string[]>;
  lookup: string;
  asOf?: RegisterAsOf;
}) {
  return (
    <section className="mt-6" aria-labelledby="past">
      <Heading level={2} id="past">
        過去の時点
      </Heading>
      <form method="get" className="mt-2 flex flex-wrap items-end gap-4" noValidate>
        <input type="hidden" name="lookup" value={lookup} />
        <TextField
          label="この日の時点で"
          name="on"
          fieldSize="s"
          unmarked
          error={errors?.on}
          defaultValue={typed.on}
          width="md"
        />
        <TextField
          label="この日までに知られていた内容"
          name="knownOn"
          fieldSize="s"
          unmarked
          support="空欄なら、いま知られている内容"
          error={errors?.knownOn}
          defaultValue={typed.knownOn}
          width="md"
        />
        <Button size="sm">その時点を見る</Button>
      </form>
      {asOf ? <Past asOf={asOf} /> : null}
    </section>
  );
}

function Past({ asOf }: { asOf: RegisterAsOf }) {
  const { moment, person, household, recordedAt } = asOf;
  const known = moment.knownAt
    ? `${formatJapaneseDate(tokyoDate(moment.knownAt))}までに知られていた内容`
    : 'いま知られている内容';
  const title = `${formatJapaneseDate(moment.on)}の時点（${known}）`;
  if (!person) {
    return (
      <div className="mt-4">
        <EmptyState title="その日には住民票がありません">
          <p>{title}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="mt-4 grid gap-6 lg:grid-cols-2">
      <div>
        <p>{title}</p>
        <DescriptionList
          dense
          items={[
            {
              term: '状態',
              value:
                person.status === 'resident' ? RESIDENT_STATUS.resident : `除票（${RESIDENT_STATUS[person.status]}）`,
            },
            { term: '氏名', value: person.name.full || '（氏名未定）' },
            { term: '振り仮名', value: person.name.kana ?? '' },
            ...(person.name.alias ? [{ term: '通称', value: person.name.alias }] : []),
            ...(person.name.formerSurname ? [{ term: '旧氏', value: person.name.formerSurname }] : []),
            { term: '生年月日', value: birthOf(person.bornOn, person.kind) },
            { term: '性別', value: sexWord(person.sex) },
            { term: '続柄', value: person.relationship },
            { term: '住所', value: formatAddress(person.address) },
            { term: '住所を定めた日', value: displayRecordDate(person.addressSince) },
            ...(person.removed
              ? [{ term: '消除', value: `${formatJapaneseDate(person.removed.on)}（${person.removed.reason}）` }]
              : []),
            ...(person.movingOut && !person.protectedPerson
              ? [
                  {
                    term: '転出予定',
                    value: `${formatJapaneseDate(person.movingOut.plannedOn)}／${formatAddress(person.movingOut.plannedAddress)}`,
                  },
                ]
              : []),
            { term: '最後の記録', value: recordedAt ? officeInstant(recordedAt) : '' },
          ]}
        />
      </div>
      <Table
        caption={`その時点の世帯${household ? `（世帯番号 ${household.householdNumber}）` : ''}`}
        dense
        rows={household?.members ?? []}
        rowKey={(member) => member.addresseeNumber}
        empty={<EmptyState title="その時点の世帯はありません" />}
        columns={[
          { key: 'name', header: '氏名', rowHeader: true, cell: (member) => member.name.full || '（未定）' },
          { key: 'relationship', header: '続柄', cell: (member) => member.relationship },
          { key: 'bornOn', header: '生年月日', cell: (member) => birthOf(member.bornOn, member.kind) },
        ]}
      />
    </div>
  );
}
