import type { ProtectionForwarded } from '#app/messages/contracts/protection.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { isSame } from '#app/vocabulary/sameness.ts';
import type { ProtectionCommand, ProtectionMeasure } from '../protection.ts';
import { refusal } from './checks.ts';
import { accept, type Decision, type EngineMessage, type Facts, reject } from './decision.ts';
import { mayActOnProtected } from './permissions.ts';
import { type ProtectionError, protectionRefusal } from './protection-checks.ts';
import { releaseAfter, whyNotRelease } from './protection-release.ts';
import { extensionOpensOn, protectionOf, protectionTerm } from './protection-terms.ts';
import type { RegisterSlice, Resident } from './register.ts';

type ActOn<K extends ProtectionCommand['kind']> = Extract<ProtectionCommand, { kind: K }>;

/**
 * 支援措置 (住民基本台帳事務処理要領 第5-10, 標準仕様書 1.1.16): 申出 → 仮支援措置 → 支援措置, extension, end, 転送, 一時解除.
 *
 * Command: `ProtectionCommand`. Event: `ProtectionChanged` for the persons, which makes no 異動履歴. Messages: 支援措置の転送 to the
 * towns that were told. Everything but the flag on the 住民票 is the measure, which goes to a database of its own.
 */
export function decideProtection(command: ProtectionCommand, slice: RegisterSlice, facts: Facts): Decision {
  // Before anything is looked at: whoever may not know is answered alike about everybody.
  if (!mayActOnProtected(facts)) return reject(refusal('protectedPerson'));
  if (command.kind === 'EnterProtection') return enter(command, slice, facts);
  const { measure } = facts;
  if (!measure) return no('unknownMeasure');
  if (measure.version !== command.version) return no('staleMeasure');
  const reason = whyNot(command, measure, slice, facts);
  if (reason) return no(reason);
  const next = { ...after(command, measure, facts), version: measure.version + 1 };
  return follow(command, measure, next, slice, facts);
}

function no(name: ProtectionError): Decision {
  return reject(protectionRefusal(name));
}

function enter(command: ActOn<'EnterProtection'>, slice: RegisterSlice, facts: Facts): Decision {
  const { receivedOn, applicant, coApplicants, application, forwardTo = [] } = command;
  const reason = whyNotPersons([applicant, ...coApplicants], slice);
  if (reason) return no(reason);
  if (receivedOn > facts.today) return no('dayInFuture');
  if (forwardTo.includes(facts.town.code)) return no('ownTown');
  const measure: ProtectionMeasure = {
    measureId: facts.movingOutId,
    version: 1,
    state: 'provisional',
    receivedOn,
    ...protectionTerm(receivedOn),
    applicant,
    coApplicants,
    application,
    ...(forwardTo.length > 0 ? { forwardTo } : {}),
    forwardedTo: [],
  };
  return accepted(measure, measure, [], slice);
}

function whyNotPersons(persons: readonly string[], slice: RegisterSlice): ProtectionError | undefined {
  if (new Set(persons).size < persons.length) return 'samePersonTwice';
  for (const number of persons) {
    const resident = slice.residents.get(number);
    if (!resident) return 'unknownPerson';
    if (resident.protection) return 'alreadyProtected';
  }
  return undefined;
}

function whyNot(
  command: Exclude<ProtectionCommand, { kind: 'EnterProtection' }>,
  measure: ProtectionMeasure,
  slice: RegisterSlice,
  facts: Facts,
): ProtectionError | undefined {
  const { state, until } = measure;
  const stands = state === 'provisional' || state === 'full';
  switch (command.kind) {
    case 'ConfirmProtection':
      if (state !== 'provisional') return 'wrongState';
      if (command.confirmedOn > facts.today) return 'dayInFuture';
      if (command.confirmedOn < measure.receivedOn) return 'beforeApplication';
      return command.opinion.trim() ? undefined : 'missingReason';
    case 'ExtendProtection':
      if (state !== 'full' || !until) return 'wrongState';
      if (command.requestedOn > facts.today) return 'dayInFuture';
      if (command.requestedOn < extensionOpensOn(until)) return 'tooEarlyToExtend';
      return protectionTerm(addDays(until, 1)).until < facts.today ? 'tooLateToExtend' : undefined;
    case 'EndProtection':
      if (!stands) return 'wrongState';
      if (command.endedOn > facts.today) return 'dayInFuture';
      return command.reason.trim() ? undefined : 'missingReason';
    case 'ForwardProtection':
      if (!stands) return 'wrongState';
      if (measure.origin) return 'noForwarding';
      return command.municipalityCode === facts.town.code ? 'ownTown' : undefined;
    case 'TakeProtection':
      if (state !== 'received') return 'wrongState';
      return whyNotPersons([command.applicant, ...command.coApplicants], slice);
    case 'DeclineProtection':
      if (state !== 'received') return 'wrongState';
      return command.reason.trim() ? undefined : 'missingReason';
    case 'NoteProtectionNews':
      return stands && measure.origin?.unseen ? undefined : 'wrongState';
    case 'RequestRelease':
    case 'ApproveRelease':
    case 'EndRelease':
      return whyNotRelease(command, measure, facts);
  }
}

function after(
  command: Exclude<ProtectionCommand, { kind: 'EnterProtection' }>,
  measure: ProtectionMeasure,
  facts: Facts,
): ProtectionMeasure {
  const { application, origin } = measure;
  switch (command.kind) {
    case 'ConfirmProtection': {
      const confirmed = { ...application, opinion: command.opinion };
      return { ...measure, state: 'full', ...protectionTerm(command.confirmedOn), application: confirmed };
    }
    case 'ExtendProtection':
      return { ...measure, ...protectionTerm(addDays(measure.until ?? facts.today, 1)) };
    case 'EndProtection': {
      const { release: _, ...rest } = measure;
      return { ...rest, state: 'ended', ended: { on: command.endedOn, reason: command.reason } };
    }
    case 'DeclineProtection':
      return { ...measure, state: 'declined', ended: { on: facts.today, reason: command.reason } };
    case 'ForwardProtection':
      return { ...measure, forwardedTo: toldOf(measure, facts, command.municipalityCode) };
    case 'TakeProtection': {
      const { applicant, coApplicants } = command;
      return { ...measure, ...termSaid(measure, facts), applicant, coApplicants };
    }
    case 'NoteProtectionNews':
      return { ...measure, ...termSaid(measure, facts), ...(origin ? { origin: { ...origin, unseen: false } } : {}) };
    case 'RequestRelease':
    case 'ApproveRelease':
    case 'EndRelease':
      return releaseAfter(command, measure, facts);
  }
}

/** The town that received the application confirmed the need, and its term counts everywhere; before that it is 仮支援措置. */
function termSaid(measure: ProtectionMeasure, facts: Facts): Pick<ProtectionMeasure, 'state' | 'from' | 'until'> {
  const { said, from, until } = measure.origin?.forwarded ?? {};
  if ((said === 'full' || said === 'extended') && from && until) return { state: 'full', from, until };
  if (measure.state !== 'received') return { state: measure.state, from: measure.from, until: measure.until };
  return { state: 'provisional', ...protectionTerm(facts.today) };
}

function toldOf(measure: ProtectionMeasure, facts: Facts, also?: string): ProtectionMeasure['forwardedTo'] {
  const codes = [...measure.forwardedTo.map((one) => one.municipalityCode), ...(also ? [also] : [])];
  return [...new Set(codes)].map((municipalityCode) => {
    const known = measure.forwardedTo.find((one) => one.municipalityCode === municipalityCode);
    if (known && also && also !== municipalityCode) return known;
    return { municipalityCode, revision: (known?.revision ?? 0) + 1, on: facts.today };
  });
}

const SAID = {
  ConfirmProtection: 'full',
  ExtendProtection: 'extended',
  EndProtection: 'ended',
} as const satisfies Partial<Record<ProtectionCommand['kind'], ProtectionForwarded['said']>>;

function follow(
  command: Exclude<ProtectionCommand, { kind: 'EnterProtection' }>,
  before: ProtectionMeasure,
  next: ProtectionMeasure,
  slice: RegisterSlice,
  facts: Facts,
): Decision {
  if (command.kind === 'ForwardProtection') {
    const told = next.forwardedTo.filter((one) => one.municipalityCode === command.municipalityCode);
    return accepted(
      before,
      next,
      forwardings(next, told, next.state === 'full' ? 'full' : 'provisional', slice, facts),
      slice,
    );
  }
  if (command.kind === 'ConfirmProtection' || command.kind === 'ExtendProtection' || command.kind === 'EndProtection') {
    const told = { ...next, forwardedTo: toldOf(before, facts) };
    return accepted(before, told, forwardings(told, told.forwardedTo, SAID[command.kind], slice, facts), slice);
  }
  return accepted(before, next, [], slice);
}

/** 支援措置の転送: names and what was applied for, never an address of now and no number. */
function forwardings(
  measure: ProtectionMeasure,
  told: ProtectionMeasure['forwardedTo'],
  said: ProtectionForwarded['said'],
  slice: RegisterSlice,
  facts: Facts,
): EngineMessage[] {
  const person = (number: string) => {
    const resident = slice.residents.get(number);
    if (!resident) return [];
    const { name, bornOn } = resident;
    return [{ name: name.full, ...(name.kana ? { kana: name.kana } : {}), bornOn }];
  };
  const [applicant] = person(measure.applicant);
  if (!applicant) return [];
  return told.map(({ municipalityCode, revision }) => ({
    type: 'ProtectionForwarded',
    to: municipalityCode,
    about: { measureId: measure.measureId },
    content: {
      forwardId: measure.measureId,
      revision,
      fromMunicipality: facts.town.code,
      said,
      receivedOn: measure.receivedOn,
      from: measure.from,
      until: measure.until,
      applicant,
      coApplicants: measure.coApplicants.flatMap(person),
      application: measure.application,
    },
  }));
}

/** The measure as it is now, and what the register has to know of it. */
function accepted(
  before: ProtectionMeasure,
  measure: ProtectionMeasure,
  messages: EngineMessage[],
  slice: RegisterSlice,
): Decision {
  const persons = measure.applicant ? [measure.applicant, ...measure.coApplicants] : [];
  const protection = measure.state === 'ended' || measure.state === 'declined' ? null : protectionOf(measure);
  const differs = (resident: Resident | undefined) =>
    !isSame(shown(resident), shown(resident && { ...resident, protection: protection ?? undefined }));
  const changes = before === measure || persons.some((number) => differs(slice.residents.get(number)));
  return accept({
    events: persons.length > 0 && changes ? [{ kind: 'ProtectionChanged', persons, protection }] : [],
    messages,
    measure,
    result: { addresseeNumbers: persons },
  });
}

function shown(resident: Resident | undefined): unknown[] {
  const { from, until, kind, releasedUntil } = resident?.protection ?? {};
  return [from, until, resident?.status === 'resident' ? kind : resident?.protection !== undefined, releasedUntil];
}
