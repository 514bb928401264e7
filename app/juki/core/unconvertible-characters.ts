import { toJukiNetCharacters } from '#app/vocabulary/juki-net-characters.ts';
import type { Decision, FollowUp } from './decision.ts';
import type { RegisterSlice, Resident } from './register.ts';

type SentName = Partial<Pick<Resident['name'], 'full' | 'formerSurname' | 'alias'>>;

/**
 * 文字エラー (住民記録システム標準仕様書 7.1.1.1): a name that J-LIS is told for the first time has a character without a code of
 * 住基ネット統一文字. The act goes on, the register keeps what was entered, and an officer sends the 外字.
 */
export function withCharacterErrors(decision: Decision, slice: RegisterSlice): Decision {
  if (!decision.accepted) return decision;
  const errors = decision.messages.flatMap((message): FollowUp[] => {
    if (message.type !== 'IdentityInformationNotice' || !('addresseeNumber' in message.about)) return [];
    const { addresseeNumber } = message.about;
    const { event, name } = message.content;
    const known = slice.residents.get(addresseeNumber);
    if (event === 'removed' || (known && !known.awaitsNumber && sameName(known.name, name))) return [];
    const missing = unconvertible(name);
    return missing.length > 0 ? [characterError(addresseeNumber, missing)] : [];
  });
  return errors.length > 0 ? { ...decision, followUps: [...decision.followUps, ...errors] } : decision;
}

function sameName(a: SentName, b: SentName): boolean {
  return a.full === b.full && a.formerSurname === b.formerSurname && a.alias === b.alias;
}

function unconvertible({ full, formerSurname, alias }: SentName): string[] {
  const signs = [full, formerSurname, alias].flatMap((text) => toJukiNetCharacters(text ?? ''));
  return [...new Set(signs.flatMap(({ original, code }) => (code === undefined ? [original] : [])))];
}

function characterError(addresseeNumber: string, characters: readonly string[]): FollowUp {
  const sentence = `文字エラー：氏名の「${characters.join('」「')}」に住基ネット統一文字の符号がありません。J-LISに外字を送るか、文字を同定して軽微な修正をしてください。`;
  return { kind: 'work', work: 'characterNotConvertible', sentence, addresseeNumber };
}
