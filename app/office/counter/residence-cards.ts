import type { ResidenceCard } from '#app/juki/door.ts';
import type { ForeignStatus } from '#app/vocabulary/persons.ts';

/** 在留カード・特別永住者証明書の提示 (住民基本台帳法第30条の46, 入管法第19条の8, 第19条の9), as an officer chooses it. */
export const RESIDENCE_CARD_WORDS = {
  endorsed: '提示あり（裏書した）',
  notPresented: '提示なし（後日提示）',
} as const satisfies Record<ResidenceCard, string>;

/** What the choice is called beside a person. */
export const RESIDENCE_CARD_LABEL = '在留カード等の提示（外国人の方）';

/** 在留カード等を持つ区分: 中長期在留者 and 特別永住者 carry a card that the town endorses. */
export function carriesResidenceCard(status: Pick<ForeignStatus, 'category'> | undefined): boolean {
  return status?.category === 'midToLongTerm' || status?.category === 'specialPermanent';
}

/** What was chosen, if it is one of the words. */
export function residenceCardOf(chosen: string | undefined): ResidenceCard | undefined {
  return chosen === 'endorsed' || chosen === 'notPresented' ? chosen : undefined;
}

/** The words as choices of a form. */
export const RESIDENCE_CARD_CHOICES = Object.entries(RESIDENCE_CARD_WORDS).map(([value, label]) => ({ value, label }));

/** What is said when nothing was chosen. */
export const RESIDENCE_CARD_MISSING = '在留カード等が提示されたかを選んでください。';
