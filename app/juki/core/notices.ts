import type { CharacterCodes, IdentityInformationNotice } from '#app/messages/contracts/identity.ts';
import type {
  CertificateMover,
  MovingOutCertificate,
  MovingOutCertificateUnavailable,
  SupplementaryFamilyRegisterNotice,
} from '#app/messages/contracts/moving.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { nextOpenDay } from '#app/vocabulary/business-days.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { jukiNetCodes } from '#app/vocabulary/juki-net-characters.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { EngineMessage, Facts } from './decision.ts';
import { findByCode, type MovingOut, movingOutOf, type RegisterSlice, type Resident } from './register.ts';

/** 転出証明書情報の期限 (住民基本台帳法施行令第24条の2): planned day + 30; a closed last day gives the next open day. */
export function certificateLimit(plannedOn: CalendarDate): CalendarDate {
  return nextOpenDay(addDays(plannedOn, 30));
}

/**
 * 転出証明書情報 (住民基本台帳法施行令第24条の3) as it is now: movers who neither stayed after all nor are registered
 * somewhere already. Undefined when nobody is left.
 */
export function certificateOf(
  movingOut: MovingOut,
  slice: RegisterSlice,
  kind: MovingOutCertificate['kind'],
  town: Facts['town'],
): MovingOutCertificate | undefined {
  const movers = movingOut.movers
    .filter((mover) => mover.state !== 'cancelled' && !mover.notice)
    .flatMap((mover) => slice.residents.get(mover.addresseeNumber) ?? [])
    .flatMap((resident) => certificateMover(resident, movingOut) ?? []);
  if (movers.length === 0) return undefined;
  return {
    kind,
    movingOutId: movingOut.movingOutId,
    revision: movingOut.revision,
    fromMunicipality: town.code,
    toMunicipality: movingOut.toMunicipality,
    receiptNumber: movingOut.receiptNumber,
    notifiedOn: movingOut.notifiedOn,
    plannedOn: movingOut.plannedOn,
    oldAddress: movingOut.oldAddress,
    oldHouseholder: movingOut.oldHouseholder,
    plannedAddress: movingOut.plannedAddress,
    movers,
  };
}

function certificateMover(resident: Resident, movingOut: MovingOut): CertificateMover | undefined {
  const { residentRecordCode } = resident;
  if (!residentRecordCode) return undefined;
  const before = movingOut.before.find((standing) => standing.addresseeNumber === resident.addresseeNumber);
  return {
    residentRecordCode,
    individualNumber: resident.individualNumber,
    name: resident.name,
    bornOn: resident.bornOn,
    sex: resident.sex,
    relationship: before?.relationship ?? resident.relationship,
    registeredDomicile: resident.registeredDomicile,
    foreignStatus: resident.foreignStatus,
    qualifications: resident.qualifications,
    card: movingOut.cardHolders.includes(resident.addresseeNumber) ? resident.card : undefined,
  };
}

/** Answer to a 転出証明書情報の請求 (住民基本台帳法第24条の2第4項): the data, or why there are none. */
export function answerRequest(
  slice: RegisterSlice,
  residentRecordCode: string,
  facts: Pick<Facts, 'today' | 'town'>,
): { certificate: MovingOutCertificate } | { reason: MovingOutCertificateUnavailable['reason'] } {
  const resident = findByCode(slice, residentRecordCode);
  if (!resident) return { reason: 'unknownPerson' };
  const movingOut = movingOutOf(slice, resident);
  const progress = movingOut?.movers.find((mover) => mover.addresseeNumber === resident.addresseeNumber);
  // A 転出 with a paper certificate is not turned into 特例 afterwards (標準仕様書 4.1.3.0.4).
  if (!movingOut || !progress) return { reason: wasCancelled(slice, resident) ? 'cancelled' : 'noNotification' };
  if (!movingOut.special) return { reason: 'noNotification' };
  if (progress.notice) return { reason: 'registeredElsewhere' };
  if (facts.today > certificateLimit(movingOut.plannedOn)) return { reason: 'limitPassed' };
  const certificate = certificateOf(movingOut, slice, 'answer', facts.town);
  return certificate ? { certificate } : { reason: 'noNotification' };
}

/** A 転出取消 leaves no trace on the person's own row but on the 転出 and in the history. */
function wasCancelled(slice: RegisterSlice, resident: Resident): boolean {
  return [...slice.movingOuts.values()].some((movingOut) =>
    movingOut.movers.some((m) => m.addresseeNumber === resident.addresseeNumber && m.state === 'cancelled'),
  );
}

/**
 * 本人確認情報の通知 (住民基本台帳法第30条の6) about one resident. Nothing while the numbers are missing: the 記載 that follows
 * them says the state of that day.
 */
export function identityNotices(
  resident: Resident,
  change: Pick<IdentityInformationNotice, 'event' | 'reason' | 'effectiveOn' | 'formerResidentRecordCode'>,
  town: Facts['town'],
): EngineMessage[] {
  const { residentRecordCode } = resident;
  if (!residentRecordCode || resident.awaitsNumber) return [];
  const { full, kana, formerSurname, alias } = resident.name;
  return [
    {
      type: 'IdentityInformationNotice',
      to: 'jlis',
      about: { addresseeNumber: resident.addresseeNumber },
      content: {
        ...change,
        municipalityCode: town.code,
        residentRecordCode,
        individualNumber: resident.individualNumber,
        name: { full, kana, formerSurname, alias },
        bornOn: resident.bornOn,
        sex: resident.sex,
        address: resident.address,
        // A 消除 tells no characters that are not known.
        ...(change.event === 'removed' ? {} : { characters: characterCodes(resident) }),
      },
    },
  ];
}

/** 住基ネット統一文字による表記 (標準仕様書 7.1.1.1) of what 全国サーバ keeps. */
export function characterCodes({ name, address }: Pick<IdentityInformationNotice, 'name' | 'address'>): CharacterCodes {
  const { full, formerSurname, alias } = name;
  return {
    full: jukiNetCodes(full),
    ...(formerSurname ? { formerSurname: jukiNetCodes(formerSurname) } : {}),
    ...(alias ? { alias: jukiNetCodes(alias) } : {}),
    address: jukiNetCodes(formatAddress(address)),
  };
}

/** 戸籍の附票記載事項通知 (住民基本台帳法第19条第1項); a 本籍 in this town needs no message. */
export function supplementaryNotices(
  resident: Resident,
  change: Pick<SupplementaryFamilyRegisterNotice, 'newAddress' | 'addressSince' | 'reason'>,
  town: Facts['town'],
): EngineMessage[] {
  const { registeredDomicile: domicile, residentRecordCode } = resident;
  if (!residentRecordCode || !domicile?.municipalityCode || domicile.municipalityCode === town.code) return [];
  return [
    {
      type: 'SupplementaryFamilyRegisterNotice',
      to: domicile.municipalityCode,
      about: { addresseeNumber: resident.addresseeNumber },
      content: {
        ...change,
        registeredDomicile: domicile,
        name: resident.name.full,
        bornOn: resident.bornOn,
        sex: resident.sex,
        residentRecordCode,
      },
    },
  ];
}
