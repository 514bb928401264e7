import { Button, ButtonGroup, ErrorSummary, Heading, Select } from '#app/ui/index.ts';
import { text } from '../texts/text.ts';
import { Steps } from './question-page.tsx';
import type { Reply } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

interface Choice {
  code: string;
  name: string;
}

/** What has been chosen and what can be chosen next. */
export interface MunicipalitySearchView {
  prefectures: readonly string[];
  prefecture?: string;
  cities: readonly Choice[];
  city?: Choice;
  wards: readonly Choice[];
  chosen?: { municipalityCode: string; prefecture: string; municipality: string };
}

/** 市区町村から探すページ: three selects, one after the other, each a plain GET; the choice itself is a POST. */
export function MunicipalityPage({
  draftId,
  search,
  reply,
}: {
  draftId: string;
  search: MunicipalitySearchView;
  reply: Reply;
}) {
  const here = `/moving/drafts/${draftId}/municipality`;
  const options = (choices: readonly Choice[]) => choices.map(({ code, name }) => ({ value: code, label: name }));
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  const { prefecture, city, chosen } = search;
  return (
    <ResidentFrame back={{ href: `/moving/drafts/${draftId}/postcode` }}>
      <Steps current="move" />
      <ErrorSummary errors={errors} />
      <Heading>{text('question.municipality.title')}</Heading>
      {reply.refusal ? (
        <RefusalNotice
          refusal={reply.refusal}
          change={{ href: here }}
          relocation={`/moving/relocations/new?draft=${draftId}`}
        />
      ) : (
        <>
          <p className="mt-4">{text('question.municipality.hint')}</p>
          <form method="get" action={here} className="mt-6 flex flex-col gap-6">
            <Select
              label={text('question.municipality.prefecture')}
              name="prefecture"
              unmarked
              width="md"
              defaultValue={prefecture}
              options={search.prefectures.map((name) => ({ value: name, label: name }))}
            />
            {prefecture ? (
              <Select
                label={text('question.municipality.city')}
                name="city"
                unmarked
                width="md"
                error={reply.errors?.city}
                defaultValue={city?.code}
                options={options(search.cities)}
              />
            ) : null}
            {city && search.wards.length > 0 ? (
              <Select
                label={text('question.municipality.ward')}
                name="ward"
                unmarked
                width="md"
                support={text('question.municipality.wardHint', { city: city.name })}
                defaultValue={search.wards.find(({ code }) => code === chosen?.municipalityCode)?.code}
                options={options(search.wards)}
              />
            ) : null}
            <ButtonGroup>
              <Button type="submit" variant="outline" size="md">
                {text('question.municipality.next')}
              </Button>
            </ButtonGroup>
          </form>
          {chosen ? (
            <form method="post" action={here} className="mt-8 border-t border-solid-gray-300 pt-6">
              <p className="text-std-17B-170">
                {chosen.prefecture}
                {chosen.municipality}
              </p>
              <input type="hidden" name="municipality" value={chosen.municipalityCode} />
              <ButtonGroup>
                <Button type="submit">{text('question.municipality.choose')}</Button>
              </ButtonGroup>
            </form>
          ) : null}
        </>
      )}
    </ResidentFrame>
  );
}
