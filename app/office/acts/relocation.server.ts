import type { ResidenceCard } from '#app/juki/door.ts';
import {
  carriesResidenceCard,
  RESIDENCE_CARD_CHOICES,
  RESIDENCE_CARD_LABEL,
  RESIDENCE_CARD_MISSING,
  RESIDENCE_CARD_WORDS,
  residenceCardOf,
} from '../counter/residence-cards.ts';
import { addressHere } from './address-fields.server.ts';
import { each } from './compound-fields.server.ts';
import { type ActContext, defineAct, householdNumberOf, membersIn, type Wrong } from './definition.server.ts';
import { day, optionalChoice } from './fields.server.ts';
import { filedStandings, isWrong, members, notifiedOn, remainingHead, standings } from './filing-fields.server.ts';
import { joinedHousehold } from './household-fields.server.ts';

/** 転居 (住民基本台帳法第23条): everybody or some of a household, to a new address in the same town. */
export const relocation = defineAct({
  name: 'relocation',
  kind: 'RegisterRelocation',
  group: 'inside',
  title: '転居',
  about: '市区町村の中で引っ越した方の届出です。同じ番地の別の建物に移るときも転居です。',
  article: '住民基本台帳法第23条',
  begins: 'person',
  fields: (context) => ({
    movers: members(
      context,
      '転居する方',
      membersIn(context).map((one) => one.addresseeNumber),
    ),
    movedOn: day({ label: '転居した日', ...announcedDay(context) }),
    notifiedOn: notifiedOn(context),
    newAddress: addressHere({ label: '新しい住所' }, context.town, context.announced?.address),
    household: joinedHousehold({ label: '世帯', kinds: ['same', 'new', 'existing'] }),
    standings: standings(context, '世帯の全員が移り、世帯がそのままなら要りません。'),
    remainingHead: remainingHead(context),
    ...(cardHolders(context).length > 0 ? { cards: cardsShown(context) } : {}),
  }),
  command: ({ standings: said, remainingHead: head, cards, ...values }, context) => {
    const filed = values.household.kind === 'same' ? [] : filedStandings(values.movers, said);
    if (isWrong(filed)) return filed;
    const residenceCards = shownCards(values.movers, cards ?? {}, context);
    if (isWrong(residenceCards)) return residenceCards;
    return {
      kind: 'RegisterRelocation',
      householdNumber: householdNumberOf(context),
      ...values,
      standings: filed,
      ...(head ? { remainingHead: head } : {}),
      ...(residenceCards.length > 0 ? { residenceCards } : {}),
    };
  },
  words: (command, book) => [
    { term: '転居する方', value: book.names(command.movers) },
    { term: '転居した日', value: book.day(command.movedOn) },
    { term: '届出日', value: book.day(command.notifiedOn) },
    { term: '新しい住所', value: book.address(command.newAddress) },
    {
      term: '世帯',
      value:
        command.household.kind === 'same'
          ? '全員が移り、世帯はそのまま'
          : command.household.kind === 'new'
            ? '新しい世帯'
            : `世帯番号 ${command.household.householdNumber} に入る`,
    },
    ...command.standings.map((one) => ({ term: book.name(one.addresseeNumber), value: one.relationship })),
    ...(command.remainingHead ? [{ term: '残る世帯の世帯主', value: book.name(command.remainingHead) }] : []),
    ...(command.residenceCards ?? []).map((one) => ({
      term: `${book.name(one.addresseeNumber)}の在留カード等`,
      value: RESIDENCE_CARD_WORDS[one.residenceCard],
    })),
  ],
});

/** Members who carry a 在留カード or a 特別永住者証明書. */
function cardHolders(context: ActContext) {
  return membersIn(context).filter((one) => carriesResidenceCard(one.foreignStatus));
}

/** 住居地の届出 (入管法第19条の9): with the 転居届, for who shows the card. */
function cardsShown(context: ActContext) {
  const people = cardHolders(context);
  return each(
    { label: RESIDENCE_CARD_LABEL, support: '転居する方について選びます。' },
    people.map((person) => person.addresseeNumber),
    (number) => {
      const person = people.find((one) => one.addresseeNumber === number);
      return optionalChoice({ label: person?.name.full || '（氏名未定）', options: RESIDENCE_CARD_CHOICES });
    },
  );
}

function shownCards(
  movers: readonly string[],
  chosen: Readonly<Record<string, string | undefined>>,
  context: ActContext,
): { addresseeNumber: string; residenceCard: ResidenceCard }[] | Wrong {
  const holders = cardHolders(context).filter((one) => movers.includes(one.addresseeNumber));
  const said = holders.map(({ addresseeNumber }) => ({
    addresseeNumber,
    residenceCard: residenceCardOf(chosen[addresseeNumber]),
  }));
  const missing = said.filter((one) => !one.residenceCard);
  if (missing.length > 0) {
    return {
      wrong: Object.fromEntries(
        missing.map(({ addresseeNumber }) => [`cards.${addresseeNumber}`, RESIDENCE_CARD_MISSING]),
      ),
    };
  }
  return said.flatMap(({ addresseeNumber, residenceCard }) =>
    residenceCard ? [{ addresseeNumber, residenceCard }] : [],
  );
}

/** A planned day that has come is proposed; a day to come cannot be filed yet. */
function announcedDay({ announced, today }: { announced?: { on: string }; today: string }): { initial?: string } {
  return announced && announced.on <= today ? { initial: announced.on } : {};
}
