import { findPurpose, purposesOf } from '#app/vocabulary/number-purposes.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { isProtectedHousehold } from '../core/register.ts';
import type { NumberToReveal, RevealedNumber } from '../door.ts';
import { recordAccess } from './audited.server.ts';
import { loadSlice } from './registry.server.ts';
import type { Room } from './room.server.ts';

const WORDS = { individualNumber: '個人番号', residentRecordCode: '住民票コード' } as const;
const ACTS = { individualNumber: 'revealIndividualNumber', residentRecordCode: 'revealResidentRecordCode' } as const;

function no(code: string, sentence: string, article = '番号法第9条'): Refusal {
  return { code, sentence, article };
}

/**
 * 番号の表示 (番号法第9条, 住民基本台帳法第30条の37): one number in full, for one named 事務 of an officer who has it. The query itself
 * refuses; what was shown and what was refused is recorded with the 事務.
 */
export function createReveal(room: Room) {
  return async function revealNumber(
    { addresseeNumber, number, purpose: id }: NumberToReveal,
    access: Access,
  ): Promise<Outcome<RevealedNumber>> {
    room.admit(access);
    const purpose = findPurpose(id);
    const refusal = refusalOf(id, number, access);
    return room.store.write(async (session): Promise<Outcome<RevealedNumber>> => {
      const slice = await loadSlice(session, { addressees: [addresseeNumber] }, room.cipher);
      const resident = slice.residents.get(addresseeNumber);
      const found = refusal ?? (resident ? undefined : no('unknownPerson', 'この宛名番号の人は台帳にいません。'));
      const barred =
        resident &&
        (resident.protection || isProtectedHousehold(slice, resident.householdNumber)) &&
        !access.officer.roles.includes('protectionOfficer')
          ? no(
              'E08',
              '支援措置の対象の世帯です。番号は、支援措置の担当職員だけが見られます。',
              '住民記録システム標準仕様書 3.1',
            )
          : undefined;
      const value = resident?.[number];
      const missing = resident && !value ? no('notYet', `${WORDS[number]}はまだ記載されていません。`) : undefined;
      const why = found ?? barred ?? missing;
      await recordAccess(
        room,
        session,
        { ...access, reason: `${purpose?.title ?? '利用事務の指定なし'}：${access.reason}` },
        {
          act: why ? 'revealRefused' : ACTS[number],
          subjects: resident ? [addresseeNumber] : [],
          numberAccessed: why === undefined,
        },
      );
      if (why || !value || !purpose) {
        return { accepted: false, refusal: why ?? no('notYet', `${WORDS[number]}はまだ記載されていません。`) };
      }
      return { accepted: true, value: { number, value, purpose: purpose.title } };
    });
  };
}

function refusalOf(id: string, number: NumberToReveal['number'], { officer }: Access): Refusal | undefined {
  const purpose = findPurpose(id);
  if (!purpose) {
    return no('purposeMissing', `${WORDS[number]}を見るには、利用する事務を一覧から選んでください。`);
  }
  if (purposesOf(officer.roles, number).some((one) => one.id === purpose.id)) return undefined;
  const sentence = `「${purpose.title}」の事務では、あなたの役割で${WORDS[number]}を見られません。担当の職員に頼んでください。`;
  return no('purposeNotAllowed', sentence, purpose.article);
}
