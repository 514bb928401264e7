import type { ForeignResidentNotice } from '#app/messages/contracts/immigration.ts';
import { isSame } from '#app/vocabulary/sameness.ts';
import type { RegisterResidenceCard, ResidenceCard } from '../acts.ts';
import { alert } from './alerts.ts';
import { CHANGE_REASONS } from './change-reasons.ts';
import { refusal } from './checks.ts';
import type { Command } from './decide.ts';
import {
  type Accepted,
  accept,
  type Decision,
  type EngineMessage,
  type Facts,
  type FollowUp,
  reject,
} from './decision.ts';
import type { RegisterEvent } from './events.ts';
import { changedResidents, preview } from './evolve.ts';
import { whyNotInside } from './inside-checks.ts';
import type { RegisterSlice, Resident } from './register.ts';

/**
 * 住居地の届出 after the 転入届 or 転居届 (入管法第19条の7–第19条の9).
 *
 * Command: `RegisterResidenceCard`. Event: `ResidenceCardsEndorsed`. Message: 市町村通知, which says that the 住居地届出 is made.
 */
export function decideResidenceCard(command: RegisterResidenceCard, slice: RegisterSlice, facts: Facts): Decision {
  const { kind, addresseeNumber, presentedOn } = command;
  const resident = slice.residents.get(addresseeNumber);
  if (!resident) return reject(refusal('unknownMover'));
  const { householdNumber } = resident;
  const act = { kind, householdNumber, members: [addresseeNumber], changedOn: presentedOn, notifiedOn: presentedOn };
  const reason = whyNotInside(act, slice, facts);
  if (reason) return reject(refusal(reason));
  if (!mustPresentCard(resident)) return reject(refusal('onlyForeigners'));
  if (resident.residenceCardEndorsedOn) return reject(refusal('alreadyEndorsed'));
  return accept({
    events: [{ kind: 'ResidenceCardsEndorsed', persons: [addresseeNumber], on: presentedOn, alone: true }],
    result: { householdNumber, addresseeNumbers: [addresseeNumber] },
  });
}

/** 中長期在留者 and 特別永住者 carry a card on which the town writes the address; the others have none (法第30条の45). */
function mustPresentCard({ kind, foreignStatus }: Resident): boolean {
  return kind === 'foreign' && ['midToLongTerm', 'specialPermanent'].includes(foreignStatus?.category ?? '');
}

/**
 * 外国人住民についての通知 (入管法第61条の8の2): whatever the act was, each foreign resident whom it entered, removed or corrected is
 * told to the agency the same day. With 転入 and 転居 the card is endorsed; without it the filing stands, the 住居地届出 does not.
 */
export function withForeignResidents(
  command: Command,
  decision: Decision,
  slice: RegisterSlice,
  facts: Facts,
): Decision {
  if (!decision.accepted || command.kind === 'MigrateHousehold' || !concernsForeigners(slice, decision.events)) {
    return decision;
  }
  const cards = cardsShown(command, decision);
  const endorsed = [...cards].flatMap(([number, card]) => (card === 'endorsed' ? [number] : []));
  const events: RegisterEvent[] = [
    ...decision.events,
    ...(endorsed.length > 0 ? [{ kind: 'ResidenceCardsEndorsed' as const, persons: endorsed, on: facts.today }] : []),
  ];
  const after = preview(slice, events, facts);
  const changed = changedResidents(slice, after);
  const missing = changed.filter((one) => cards.get(one.addresseeNumber) === 'notPresented' && mustPresentCard(one));
  return {
    ...decision,
    events,
    messages: [
      ...decision.messages,
      ...changed.flatMap((one) => noticeOf(slice, one, cards.get(one.addresseeNumber), facts)),
    ],
    alerts: missing.length > 0 ? [...decision.alerts, alert('residenceCardMissing')] : decision.alerts,
    followUps: [...decision.followUps, ...missing.map(notificationDue)],
  };
}

function concernsForeigners(slice: RegisterSlice, events: readonly RegisterEvent[]): boolean {
  if (events.length === 0) return false;
  for (const resident of slice.residents.values()) if (resident.kind === 'foreign') return true;
  return events.some((event) => 'residents' in event && event.residents.some((one) => one.kind === 'foreign'));
}

/** Who should have shown a card with this act; what is not said was not shown. */
function cardsShown(command: Command, { result }: Accepted): Map<string, ResidenceCard> {
  const inOrder = (persons: readonly { residenceCard?: ResidenceCard | undefined }[]) =>
    new Map(result.addresseeNumbers.map((number, index) => [number, persons[index]?.residenceCard ?? 'notPresented']));
  switch (command.kind) {
    case 'RegisterMovingIn':
      return command.from === 'exOfficio' ? new Map() : inOrder(command.persons);
    case 'RegisterMovingInByCard':
      return inOrder(command.movers);
    case 'RegisterRelocation': {
      const shown = new Map(command.residenceCards?.map((one) => [one.addresseeNumber, one.residenceCard]));
      return new Map(command.movers.map((number) => [number, shown.get(number) ?? 'notPresented']));
    }
    default:
      return new Map();
  }
}

function notificationDue({ addresseeNumber }: Resident): FollowUp {
  const sentence =
    '在留カード等の提示がなく、住居地の届出が済んでいません。カードが提示されたら裏書をして登録してください。';
  return { kind: 'work', work: 'residenceNotificationDue', sentence, addresseeNumber };
}

function isListed(resident: Resident | undefined): resident is Resident {
  return resident?.status === 'resident' && resident.kind === 'foreign';
}

function noticeOf(slice: RegisterSlice, now: Resident, card: ResidenceCard | undefined, facts: Facts): EngineMessage[] {
  const before = slice.residents.get(now.addresseeNumber);
  const wasListed = isListed(before);
  const event = isListed(now) ? (wasListed ? 'corrected' : 'entered') : 'removed';
  if (event === 'removed' && !wasListed) return [];
  if (event === 'corrected' && wasListed && isSame(itemsOf(before), itemsOf(now))) return [];
  // What the agency knew of who is Japanese now.
  const told = event === 'removed' && wasListed ? before : now;
  const { full, kanji, alias } = told.name;
  return [
    {
      type: 'ForeignResidentNotice',
      to: 'immigration',
      about: { addresseeNumber: now.addresseeNumber },
      content: {
        event,
        reason: CHANGE_REASONS[now.lastChange.reason].title,
        effectiveOn: (event === 'removed' ? now.removed?.on : undefined) ?? now.lastChange.changedOn ?? facts.today,
        municipalityCode: facts.town.code,
        cardNumber: told.foreignStatus?.cardNumber,
        name: { full, kanji, alias },
        bornOn: told.bornOn,
        sex: told.sex,
        nationality: told.foreignStatus?.nationality ?? '',
        address: told.address,
        residenceNotification: notificationState(told, card),
      },
    },
  ];
}

/** 住居地届出: due with 転入 and 転居 only. */
function notificationState(
  resident: Resident,
  card: ResidenceCard | undefined,
): ForeignResidentNotice['residenceNotification'] {
  if (!mustPresentCard(resident)) return 'notDue';
  if (resident.residenceCardEndorsedOn) return 'made';
  return card === 'notPresented' ? 'notMade' : 'notDue';
}

function itemsOf({ name, bornOn, sex, address, foreignStatus, residenceCardEndorsedOn }: Resident): unknown[] {
  return [name, bornOn, sex, address, foreignStatus, residenceCardEndorsedOn];
}
