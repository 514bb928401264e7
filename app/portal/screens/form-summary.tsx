import type { MovingForm } from '#app/messages/contracts/application.ts';
import { Heading, SummaryList, type SummaryRow } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import type { QuestionId } from '../drafts/questions.ts';
import { bothDates, plainDate, recordDateInWords } from '../texts/dates.ts';
import { relationshipWords } from '../texts/relationships.ts';
import { hasText, text } from '../texts/text.ts';

/** What a summary needs besides the form. */
export interface SummaryFacts {
  latestVisitDay: string;
  officeName?: string;
  /** Where an answer can be changed; undefined = it is closed. */
  change(question: QuestionId): string | undefined;
}

function sexText(sex: string): string {
  const key = `sex.${sex}`;
  return hasText(key) ? text(key) : '';
}

function moverText(mover: MovingForm['movers'][number]): string {
  const name = mover.kana ? text('check.mover', { name: mover.name, kana: mover.kana }) : mover.name;
  const line = text('check.moverLine', {
    born: recordDateInWords(mover.bornOn),
    sex: sexText(mover.sex),
  });
  const now = text('check.moverNow', { relationship: relationshipWords(mover.relationship) });
  const later = mover.newRelationship
    ? text('check.moverNew', { relationship: relationshipWords(mover.newRelationship) })
    : '';
  return [name, line, now, later, text(mover.hasCard ? 'check.card' : 'check.noCard')].filter(Boolean).join('\n');
}

/** 新しい住所の表記, also where the lot is not decided. */
export function newAddressText(form: MovingForm): string {
  const place = formatAddress(form.newAddress);
  return form.newAddress.lot ? place : text('check.undecided', { place });
}

function sections(form: MovingForm, facts: SummaryFacts): { title: string; rows: SummaryRow[] }[] {
  const row = (term: string, value: string, question?: QuestionId): SummaryRow => {
    const change = question && facts.change(question);
    return { term, value, ...(change ? { change } : {}) };
  };
  const peopleQuestion: QuestionId = facts.change('people') ? 'people' : 'movers';
  return [
    {
      title: text('check.filer'),
      rows: [
        row(text('question.profile.name'), form.filer.name, 'profile'),
        row(text('question.profile.bornOn'), plainDate(form.filer.bornOn)),
        row(text('check.oldAddress'), form.oldAddress),
        row(text('check.oldHouseholder'), form.oldHouseholder, 'old-householder'),
        row(text('check.phone'), form.filer.phone, 'contact'),
        row(text('check.email'), form.filer.email ?? '', 'contact'),
      ],
    },
    {
      title: text('check.movers'),
      rows: [
        row(text('check.scope'), text(`check.scope.${form.scope}`), facts.change('scope') ? 'scope' : peopleQuestion),
        ...form.movers.map((mover, index) =>
          row(text('check.person', { n: index + 1 }), moverText(mover), peopleQuestion),
        ),
        ...(facts.change('cards')
          ? [
              row(
                text('question.cards.title'),
                form.movers
                  .filter((one) => one.hasCard)
                  .map((one) => one.name)
                  .join(text('site.comma')),
                'cards',
              ),
            ]
          : []),
      ],
    },
    {
      title: text('check.move'),
      rows: [
        row(text('check.movingOn'), bothDates(form.movingOn), 'moving-date'),
        row(text('check.newAddress'), newAddressText(form), 'lot'),
      ],
    },
    {
      title: text('check.newHome'),
      rows: [
        row(text('check.newHousehold'), text(`question.new-household.${form.newHousehold}`), 'new-household'),
        row(text('check.newHouseholder'), form.newHouseholder, 'new-householder'),
        ...(facts.change('relationships')
          ? [
              row(
                text('question.relationships.title'),
                form.movers
                  .map(({ name, newRelationship }) =>
                    text('site.pair', { name, value: relationshipWords(newRelationship ?? '') }),
                  )
                  .join('\n'),
                'relationships',
              ),
            ]
          : []),
        ...(facts.change('remaining-householder') || form.remainingHouseholder
          ? [
              row(
                text('check.remaining'),
                form.remainingHouseholder ?? text('check.remaining.unknown'),
                'remaining-householder',
              ),
            ]
          : []),
      ],
    },
    {
      title: text('check.visit'),
      rows: [
        row(text('check.visitOn'), bothDates(form.visit.on), 'visit-day'),
        ...(facts.officeName ? [row(text('check.visitOffice'), facts.officeName, 'visit-office')] : []),
        ...(form.visit.startsAt ? [row(text('check.visitTime'), form.visit.startsAt, 'visit-time')] : []),
        row(text('check.visitor'), text(`question.visitor.${form.visit.visitor}`), 'visitor'),
        row(text('check.latest'), bothDates(facts.latestVisitDay)),
      ],
    },
  ];
}

/** 届出の内容: every section with its change links. */
export function FormSummary({ form, facts }: { form: MovingForm; facts: SummaryFacts }) {
  return (
    <>
      {sections(form, facts).map((section) => (
        <section key={section.title} className="mt-8">
          <Heading level={2}>{section.title}</Heading>
          <div className="mt-3">
            <SummaryList rows={section.rows} />
          </div>
        </section>
      ))}
    </>
  );
}
