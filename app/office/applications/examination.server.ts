import type { HouseholdView } from '#app/juki/door.ts';
import { fourItemsOf, verifySignature } from '#app/national/certificates.server.ts';
import { OutageError } from '#app/national/outage.ts';
import type { FourItems } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access, Officer } from '#app/vocabulary/roles.ts';
import { roleMayEver } from '../permissions.ts';
import { NotPermittedError, type OfficeRoom } from '../room.server.ts';
import type { ApplicationScreen } from './application-acts.server.ts';
import type { ApplicantIdentification, ApplicationWork, EvidenceCheck } from './application-work.ts';
import {
  type ApplicationCase,
  findApplication,
  otherOpenApplications,
  writeApplication,
} from './applications.server.ts';
import { coMoversToTell, tellCoMovers } from './co-movers.server.ts';
import { assessEvidence } from './evidence.ts';

/** Legal minutes until the next try while a national system is silent: grows, at most an hour. */
function minutesUntilRetry(retries: number): number {
  return Math.min(60, 2 ** Math.min(retries, 6));
}

async function unlessSilent<T>(question: () => Promise<T>): Promise<{ answer: T } | { silent: string }> {
  try {
    return { answer: await question() };
  } catch (error) {
    if (error instanceof OutageError) return { silent: error.system };
    throw error;
  }
}

/** 名寄せ (申請管理 ③-4): 発行番号 → 住民票コード → 宛名番号; else the four items of the certificate; never a guess. */
async function identify(
  room: OfficeRoom,
  found: ApplicationCase,
  items: FourItems | undefined,
  access: Access,
): Promise<{ identification?: ApplicantIdentification; silent?: string }> {
  const serial = found.application.authenticationSerial;
  const bySerial = serial
    ? await unlessSilent(() => room.juki.identifyBySerial(serial, access))
    : { answer: undefined };
  if ('answer' in bySerial && bySerial.answer) return { identification: bySerial.answer };
  const byItems = items ? await room.juki.identifyByFourItems(items, access) : undefined;
  if (byItems) {
    const why = 'silent' in bySerial ? [`${bySerial.silent}の応答がないため、4情報で照合しました。`] : [];
    return { identification: { ...byItems, why: [...why, ...byItems.why] } };
  }
  return 'silent' in bySerial ? { silent: bySerial.silent } : {};
}

function otherApplications(receiptNumbers: readonly string[]): EvidenceCheck[] {
  if (receiptNumbers.length === 0) return [];
  return [
    {
      code: 'otherApplications',
      title: '他の申請',
      state: 'attention',
      sentence: `同じ世帯に処理中の申請があります（受付番号 ${receiptNumbers.join('、')}）。重複していないか確かめてください。`,
      article: '住民基本台帳法第24条',
    },
  ];
}

/**
 * 審査の準備 (形式審査は自動): signature, certificate at signing time, identification and the register's side, as far as
 * the national systems answer. What is silent is tried again later; nothing is decided here. Repeating it is harmless.
 */
export async function examine(room: OfficeRoom, receiptNumber: string, officer: Officer): Promise<void> {
  const found = await room.store.read((session) => findApplication(room, session, receiptNumber));
  if (!found || (found.stage !== 'arrived' && found.stage !== 'underReview')) return;
  const { application, form } = found;
  const access = room.access(officer, '転出届の審査', receiptNumber);
  const leaf = application.certificateChain[0] ?? '';
  const items = fourItemsOf(leaf);
  const bytes = Buffer.from(application.formBytes, 'base64');
  const validated = await unlessSilent(() =>
    room.certificates.validateCertificate(application.certificateChain, application.validation.signedAt),
  );
  const manual = found.work.identification?.by === 'officer' ? found.work.identification : undefined;
  const { identification, silent } = manual
    ? { identification: manual, silent: undefined }
    : await identify(room, found, items, access);
  const household = identification ? await room.juki.findHousehold(identification.householdNumber, access) : undefined;
  const applicant = identification
    ? (memberOf(household, identification.addresseeNumber) ??
      (await room.juki.findResident(identification.addresseeNumber, access)))
    : undefined;
  const validation = 'answer' in validated ? validated.answer : undefined;
  const checks = assessEvidence({
    receiptNumber,
    form,
    townCode: room.town.code,
    signatureFits: verifySignature(bytes, application.signature, leaf),
    validation,
    // A certificate without the four items belongs to nobody who could file.
    certificateItems: items ?? { name: '', bornOn: '', sex: '0', address: '' },
    ...(applicant ? { applicant } : {}),
  });
  const toTell =
    household && applicant && !found.work.coMovers && !household.protectedHousehold && !applicant.protectedPerson
      ? await unlessSilent(() => coMoversToTell(room, found, { household, applicant }, access))
      : undefined;
  const waiting =
    silent !== undefined ||
    checks.some((check) => check.state === 'waiting') ||
    (toTell !== undefined && 'silent' in toTell);

  await room.store.write(async (session) => {
    const now = await findApplication(room, session, receiptNumber);
    // Somebody acted meanwhile: their look at it was newer.
    if (!now || now.version !== found.version) return;
    const others = identification
      ? await otherOpenApplications(session, receiptNumber, identification.householdNumber, [
          'arrived',
          'underReview',
          'provisional',
          'reviewed',
          'approved',
          'completed',
        ])
      : [];
    const coMovers =
      toTell && 'answer' in toTell ? await tellCoMovers(room, session, receiptNumber, toTell.answer) : undefined;
    const work: ApplicationWork = {
      ...now.work,
      ...(coMovers ? { coMovers } : {}),
      checks: [...checks, ...otherApplications(others)],
      checkedAt: room.clock.now(),
      ...(validation ? { validation } : {}),
      ...(identification ? { identification } : {}),
      ...(household || applicant
        ? { protectedHousehold: household?.protectedHousehold === true || applicant?.protectedPerson === true }
        : {}),
    };
    if (sameWork(now.work, work) && (now.retries === 0) === !waiting) return;
    await writeApplication(
      room,
      session,
      now,
      {
        work,
        ...(identification
          ? { addresseeNumber: identification.addresseeNumber, householdNumber: identification.householdNumber }
          : {}),
        retries: waiting ? now.retries + 1 : 0,
        retryAfter: waiting ? later(room.clock.now(), minutesUntilRetry(now.retries)) : null,
      },
      { officer, act: '自動の確認', ...(waiting ? { note: '応答のない相手があります。自動で確かめ直します。' } : {}) },
    );
  });
}

/** 確認のやり直し: by an officer who does not want to wait for the machine. */
export async function examineAgain(room: OfficeRoom, screen: ApplicationScreen): Promise<Outcome<void>> {
  room.admit(screen.officer, 'check');
  if (!roleMayEver('application', 'check', screen.officer.roles, room.town.rules)) {
    throw new NotPermittedError(screen.officer, 'check');
  }
  await examine(room, screen.receiptNumber, screen.officer);
  return { accepted: true, value: undefined };
}

function memberOf(household: HouseholdView | undefined, addresseeNumber: string) {
  return household?.members.find((member) => member.addresseeNumber === addresseeNumber);
}

function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}

/** Whether a second look found anything new; the times of looking do not count. */
function sameWork(a: ApplicationWork, b: ApplicationWork): boolean {
  const plain = ({ checkedAt: _, validation: __, ...rest }: ApplicationWork) => JSON.stringify(rest);
  return plain(a) === plain(b);
}
