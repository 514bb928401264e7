import type { FiledStanding } from '#app/juki/door.ts';
import { DOCUMENTS, VISITOR_KINDS } from '../screens/visitor-fields.tsx';
import { each, group } from './compound-fields.server.ts';
import { type ActContext, membersIn, personChoice, type Wrong } from './definition.server.ts';
import { choice, day, type Field, optionalChoice, relationship, several, text } from './fields.server.ts';

/** 届出日 (標準仕様書 4.1.0.2): today, unless the filing came earlier. */
export function notifiedOn({ today }: ActContext, label = '届出日') {
  return day({ label, initial: today });
}

/** 異動する方: the members of the household; whoever the act begins with is chosen already. */
export function members(context: ActContext, label: string, initial?: string[]): Field<string[]> {
  return several({
    label,
    missing: `${label}を選んでください。`,
    options: membersIn(context).map(personChoice),
    initial: initial ?? (context.person ? [context.person.addresseeNumber] : []),
  });
}

/** 残る世帯の世帯主 (住民基本台帳法第25条): the filing of those who stay. */
export function remainingHead(context: ActContext): Field<string | undefined> {
  return optionalChoice({
    label: '残る世帯の新しい世帯主',
    support: '世帯主が抜けるときに、残る方の届出があれば選びます。',
    options: membersIn(context).map(personChoice),
  });
}

/** 続柄 of each member in the household that is formed or joined; read only of those who are chosen. */
export function standings(context: ActContext, support: string): Field<Record<string, string | undefined>> {
  const people = membersIn(context);
  return each(
    { label: '移る先の世帯での続柄', support },
    people.map((person) => person.addresseeNumber),
    (number) => {
      const person = people.find((one) => one.addresseeNumber === number);
      return relationship({ label: person?.name.full || '（氏名未定）', withHead: true });
    },
  );
}

/** The standings of the chosen, or which of them is not said yet. */
export function filedStandings(
  chosen: readonly string[],
  said: Readonly<Record<string, string | undefined>>,
): FiledStanding[] | Wrong {
  const missing = chosen.filter((number) => !said[number]);
  if (missing.length > 0) {
    return {
      wrong: Object.fromEntries(missing.map((number) => [`standings.${number}.chosen`, '続柄を選んでください。'])),
    };
  }
  return chosen.map((addresseeNumber) => {
    const relationshipSaid = said[addresseeNumber] ?? '';
    return { addresseeNumber, relationship: relationshipSaid, householder: relationshipSaid === '世帯主' };
  });
}

/** 本人確認と権限の記録 (住民基本台帳法第27条). */
export function identification() {
  return group(
    { label: '来庁した人の本人確認（住民基本台帳法第27条）' },
    {
      visitor: choice({
        label: '来庁した人',
        options: {
          filer: VISITOR_KINDS.filer.label,
          householdMember: VISITOR_KINDS.householdMember.label,
          proxy: VISITOR_KINDS.proxy.label,
        },
        initial: 'filer',
      }),
      document: choice({
        label: '提示された書類',
        select: true,
        options: Object.fromEntries(DOCUMENTS.map((one) => [one, one])) as Record<string, string>,
      }),
      authority: text({
        label: '届け出る権限',
        support: '本人、同一世帯、委任状（日付）など',
        missing: '届け出る権限を入れてください。',
        initial: '本人',
      }),
    },
  );
}

/** 異動の根拠: 職権記録書 and the like. */
export function ground(label: string, support: string) {
  return text({ label, support, missing: `${label}を書いてください。`, longest: 300, area: true });
}

/** A "no" of a form is passed on, anything else is used. */
export function isWrong<T extends object>(value: T | Wrong): value is Wrong {
  return 'wrong' in value;
}

/** 届出の種類の言葉. */
export const SOURCES = { filed: '届出', notified: '住民基本台帳法第9条第2項の通知', exOfficio: '職権' } as const;
