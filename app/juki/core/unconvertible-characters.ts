import type { CharacterCodes } from '#app/messages/contracts/identity.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { toJukiNetCharacters } from '#app/vocabulary/juki-net-characters.ts';
import type { Decision, EngineMessage, FollowUp } from './decision.ts';
import type { RegisterSlice, Resident } from './register.ts';

type SentName = Partial<Pick<Resident['name'], 'full' | 'formerSurname' | 'alias'>>;
type Notice = Extract<EngineMessage, { type: 'IdentityInformationNotice' }>['content'];

const REMEDY_OF_NAME = 'J-LISに外字を送るか、文字を同定して軽微な修正をしてください。';
const REMEDY_OF_ADDRESS = 'J-LISに外字を送るか、町名・地番・建物名の表記を確かめて軽微な修正をしてください。';

/**
 * 文字エラー (住民記録システム標準仕様書 7.1.1.1): a name or an address that J-LIS is told for the first time has a character without a code of
 * 住基ネット統一文字. The act goes on, the register keeps what was entered, and an officer sends the 外字. An address that several persons of
 * one act have is one piece of work.
 */
export function withCharacterErrors(decision: Decision, slice: RegisterSlice): Decision {
  if (!decision.accepted) return decision;
  const addresses = new Set<string>();
  const errors = decision.messages.flatMap((message): FollowUp[] => {
    if (message.type !== 'IdentityInformationNotice' || !('addresseeNumber' in message.about)) return [];
    const { addresseeNumber } = message.about;
    const { event, characters } = message.content;
    if (event === 'removed' || !characters || !lacksCode(characters)) return [];
    const resident = slice.residents.get(addresseeNumber);
    const known = resident?.awaitsNumber ? undefined : resident;
    const error = (text: string): FollowUp => ({
      kind: 'work',
      work: 'characterNotConvertible',
      sentence: `文字エラー：${text}`,
      addresseeNumber,
    });
    return [
      ...nameErrors(message.content, known).map(error),
      ...addressErrors(message.content, known, resident?.protection !== undefined, addresses).map(error),
    ];
  });
  return errors.length > 0 ? { ...decision, followUps: [...decision.followUps, ...errors] } : decision;
}

function lacksCode({ full, formerSurname, alias, address }: CharacterCodes): boolean {
  return [full, formerSurname, alias, address].some((codes) => codes?.includes(null));
}

function nameErrors({ name }: Notice, known: Resident | undefined): string[] {
  if (known && sameName(known.name, name)) return [];
  const missing = unconvertible([name.full, name.formerSurname, name.alias]);
  if (missing.length === 0) return [];
  return [`氏名の「${missing.join('」「')}」に住基ネット統一文字の符号がありません。${REMEDY_OF_NAME}`];
}

/** Of a protected person the list does not even say a character of where she lives. */
function addressErrors(
  { address }: Notice,
  known: Resident | undefined,
  isProtected: boolean,
  told: Set<string>,
): string[] {
  const text = formatAddress(address);
  if (told.has(text) || (known?.status === 'resident' && formatAddress(known.address) === text)) return [];
  const missing = unconvertible([text]);
  if (missing.length === 0) return [];
  told.add(text);
  const which = isProtected ? '住所に、' : `住所の「${missing.join('」「')}」に`;
  return [
    `${which}住基ネット統一文字の符号が${isProtected ? 'ない文字があります' : 'ありません'}。${REMEDY_OF_ADDRESS}`,
  ];
}

function sameName(a: SentName, b: SentName): boolean {
  return a.full === b.full && a.formerSurname === b.formerSurname && a.alias === b.alias;
}

function unconvertible(texts: readonly (string | undefined)[]): string[] {
  const signs = texts.flatMap((text) => toJukiNetCharacters(text ?? ''));
  return [...new Set(signs.flatMap(({ original, code }) => (code === undefined ? [original] : [])))];
}
