import { Button, EmptyState, Radios, Select, TextField } from '#app/ui/index.ts';
import { relationshipOptions } from '#app/vocabulary/relationships.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import { RESIDENCE_CARD_CHOICES } from '../counter/residence-cards.ts';
import type { Answer } from '../desk.server.ts';

/** 既存世帯の候補, as the screen shows it. */
export interface OfferedHousehold {
  householdNumber: string;
  title: string;
  detail: string;
}

const OPTIONS = relationshipOptions({ withHead: true });

/** 世帯と続柄: suggestions are chosen already; a chain that the list does not have is typed. */
export function HouseholdFields({
  page,
  households,
  searched,
  answer,
}: {
  page: ArrivalPage;
  households: readonly OfferedHousehold[];
  searched: boolean;
  answer: Answer | undefined;
}) {
  const typed = (name: string): string | undefined => {
    const value = answer?.typed?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const kind = typed('kind') ?? page.household?.kind ?? (page.notice?.newHousehold === 'join' ? 'existing' : 'new');
  const suggested = page.suggestions[kind === 'existing' ? 'existing' : 'new'];
  const relationshipOf = (mover: number): string =>
    typed(`relationship-${mover}`) ??
    page.household?.members.find((member) => member.mover === mover)?.relationship ??
    suggested.find((member) => member.mover === mover)?.relationship ??
    '';
  const movers = (page.said?.movers ?? []).flatMap((index) => {
    const mover = page.certificate?.movers[index];
    return mover ? [{ index, mover, relationship: relationshipOf(index) }] : [];
  });
  return (
    <form method="post" className="flex flex-col gap-6" noValidate>
      <input type="hidden" name="version" value={page.version} />
      {/* The Enter key presses the first button of a form: it shall not be the search. */}
      <button type="submit" name="act" value="choose" className="sr-only" tabIndex={-1} aria-hidden="true">
        進む
      </button>
      <Radios
        label="世帯"
        name="kind"
        fieldSize="s"
        inline
        unmarked
        error={answer?.errors?.kind}
        defaultValue={kind}
        options={[
          { value: 'new', label: '新しい世帯を作る' },
          { value: 'existing', label: '今ある世帯に入る' },
        ]}
      />
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 text-dns-16B-130">続柄（世帯主はひとり）</legend>
        {movers.map(({ index, mover, relationship }) => {
          const listed = OPTIONS.some((option) => option.value === relationship);
          return (
            <div key={index} className="flex flex-wrap items-end gap-3">
              <Select
                label={`${mover.name}（転出地での続柄 ${mover.relationship}）`}
                name={`relationship-${index}`}
                fieldSize="s"
                width="md"
                unmarked
                defaultValue={listed ? relationship : ''}
                options={OPTIONS}
              />
              <TextField
                label="一覧にない続柄"
                aria-label={`${mover.name}の一覧にない続柄`}
                name={`typed-${index}`}
                fieldSize="s"
                width="sm"
                unmarked
                defaultValue={typed(`typed-${index}`) ?? (listed ? '' : relationship)}
              />
            </div>
          );
        })}
      </fieldset>
      {movers.flatMap(({ index, mover }) =>
        mover.residenceCard ? (
          <Radios
            key={index}
            label={`${mover.name}の在留カード・特別永住者証明書`}
            name={`card-${index}`}
            fieldSize="s"
            required
            error={answer?.errors?.[`card-${index}`]}
            defaultValue={
              typed(`card-${index}`) ??
              page.household?.members.find((member) => member.mover === index)?.residenceCard ??
              ''
            }
            options={RESIDENCE_CARD_CHOICES}
          />
        ) : (
          []
        ),
      )}
      <fieldset className="flex flex-col gap-4 rounded-8 border border-solid-gray-420 p-4">
        <legend className="px-2 text-dns-16B-130">今ある世帯に入るとき</legend>
        {households.length > 0 ? (
          <Radios
            label={searched ? '見つかった世帯' : '同じ住所の世帯'}
            name="householdNumber"
            fieldSize="s"
            unmarked
            defaultValue={
              page.household?.householdNumber ?? (kind === 'existing' ? households[0]?.householdNumber : undefined)
            }
            options={households.map((household) => ({
              value: household.householdNumber,
              label: household.title,
              support: household.detail,
            }))}
          />
        ) : (
          <EmptyState title={searched ? 'その名前の世帯は見つかりません' : '同じ住所に世帯はありません'} />
        )}
        <div className="flex flex-wrap items-end gap-3">
          <TextField
            label="世帯員の氏名で探す"
            name="name"
            fieldSize="s"
            width="md"
            unmarked
            defaultValue={typed('name') ?? (page.notice?.newHousehold === 'join' ? page.notice.newHouseholder : '')}
          />
          <Button size="sm" variant="outline" name="act" value="search">
            探す
          </Button>
        </div>
      </fieldset>
      <div>
        <Button size="md" name="act" value="choose">
          この世帯で、転入届へ進む
        </Button>
      </div>
    </form>
  );
}
