import type { RegisterMoment } from '#app/juki/door.ts';
import { Button, Disclosure, EmptyState, Heading, Table, TextField } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { TimeStop } from '../applications/time-stops.ts';
import { birthOf, officeInstant } from '../office-dates.ts';
import type { PastForm } from '../people/past-form.server.ts';
import type { PersonPage } from '../people/people.server.ts';
import { compareRecords } from '../people/record-differences.ts';
import { DifferenceTable } from './difference-table.tsx';

/** Days at which the sliders stop. */
export interface Stops {
  valid: TimeStop[];
  known: TimeStop[];
}

/** 過去の時点の住民票 (標準仕様書 1.2.1): 有効日 and 登録時点 by fields, or by sliders over them, and what differs from another moment. */
export function PastRecord({
  typed,
  errors,
  lookup,
  person,
  stops,
  sliders,
}: Pick<PastForm, 'typed' | 'errors'> & {
  lookup: string;
  person: PersonPage;
  stops: Stops;
  sliders: { src: string; nonce: string | undefined };
}) {
  return (
    <section className="mt-8" aria-labelledby="past">
      <Heading level={2} look="dense" id="past">
        過去の時点
      </Heading>
      <p className="mt-1">
        その日に何がそうだったか（有効日）と、それがいつ知られていたか（登録時点）を分けて見られます。
      </p>
      <form method="get" className="mt-3" data-time-form noValidate>
        <input type="hidden" name="lookup" value={lookup} />
        <div className="grid gap-4 md:grid-cols-2">
          <div>
            <TextField
              label="この日の時点で（有効日）"
              name="on"
              fieldSize="s"
              unmarked
              error={errors?.on}
              defaultValue={typed.on}
            />
            <Slider field="on" label="有効日を選ぶ" stops={stops.valid} />
          </div>
          <div>
            <TextField
              label="この日までに知られていた内容（登録時点）"
              name="knownOn"
              fieldSize="s"
              unmarked
              support="空欄なら、いま知られている内容"
              error={errors?.knownOn}
              defaultValue={typed.knownOn}
            />
            <Slider field="knownOn" label="登録時点を選ぶ" stops={stops.known} />
          </div>
        </div>
        <Disclosure
          summary="比べる相手の日を変える（はじめは、いま）"
          open={typed.againstOn !== '' || typed.againstKnownOn !== ''}
        >
          <div className="grid gap-4 md:grid-cols-2">
            <TextField
              label="比べる有効日"
              name="againstOn"
              fieldSize="s"
              unmarked
              support="空欄なら、きょう"
              error={errors?.againstOn}
              defaultValue={typed.againstOn}
            />
            <TextField
              label="比べる登録時点"
              name="againstKnownOn"
              fieldSize="s"
              unmarked
              support="空欄なら、いま知られている内容"
              error={errors?.againstKnownOn}
              defaultValue={typed.againstKnownOn}
            />
          </div>
        </Disclosure>
        <Button size="sm">その時点を見る</Button>
      </form>
      <p id="past-news" className="sr-only" aria-live="polite" data-nothing="その日には住民票がありません" />
      <Result person={person} />
      <script type="module" src={sliders.src} nonce={sliders.nonce} />
    </section>
  );
}

/** The place of a slider; it appears where scripts run and there is more than one day to choose. */
function Slider({ field, label, stops }: { field: string; label: string; stops: readonly TimeStop[] }) {
  return <div hidden className="mt-2" data-stops={JSON.stringify(stops)} data-field={field} data-label={label} />;
}

function momentWords({ on, knownAt }: RegisterMoment): string {
  const known = knownAt ? `${formatJapaneseDate(tokyoDate(knownAt))}までに知られていた内容` : 'いま知られている内容';
  return `${formatJapaneseDate(on)}の時点（${known}）`;
}

function Result({ person: { asOf, against, change } }: { person: PersonPage }) {
  if (!asOf || !against) return <div id="past-result" />;
  const title = change
    ? `履歴番号 ${change.historyNumber}「${change.reason}」（${officeInstant(change.processedAt)}の登録）の前と後`
    : momentWords(asOf.moment);
  if (!asOf.person && !against.person) {
    return (
      <div id="past-result" className="mt-4" data-title={`${title}：その日には住民票がありません`}>
        <EmptyState title="その日には住民票がありません">
          <p>{title}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div id="past-result" className="mt-4 flex flex-col gap-4" data-title={title}>
      <div>
        <h3 className="text-dns-16B-130">{title}</h3>
        {asOf.person ? null : <p>{change ? 'この異動で住民票を作りました。' : 'その日には住民票がありません。'}</p>}
        {asOf.recordedAt ? <p>最後の記録：{officeInstant(asOf.recordedAt)}</p> : null}
        {change ? null : <p>比べる相手：{momentWords(against.moment)}</p>}
      </div>
      <DifferenceTable
        items={compareRecords(asOf, against)}
        earlier={change ? '前' : formatJapaneseDate(asOf.moment.on)}
        later={change ? '後' : `${formatJapaneseDate(against.moment.on)}（比べる相手）`}
      />
      {asOf.person && !change ? <Household asOf={asOf} /> : null}
    </div>
  );
}

function Household({ asOf: { household } }: { asOf: NonNullable<PersonPage['asOf']> }) {
  return (
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
  );
}
