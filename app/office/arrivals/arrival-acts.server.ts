import type { VisitStatusReport } from '#app/messages/contracts/application.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { reportVisit } from '../applications/status-reports.server.ts';
import { keptFromBefore, type VisitorRecord } from '../counter/counter-record.ts';
import { ARRIVAL_RULES, type ArrivalAct, mayActOnArrival, roleMayEver } from '../permissions.ts';
import { judgeOldScreen, NotPermittedError, type OfficeRoom, type OfficeSession } from '../room.server.ts';
import { ARRIVAL_STAGES, VISIT_STATUS_OF_STAGE } from './arrival-stages.ts';
import {
  type ArrivalCase,
  type ArrivalChange,
  findArrival,
  getArrival,
  openArrival,
  writeArrival,
} from './arrivals.server.ts';

/** Which case, as which screen saw it, by whom. */
export interface ArrivalScreen {
  caseId: string;
  version: number;
  officer: Officer;
}

/** What a step wants: a change, or a refusal. `label` names the step in 処理経過. */
type Decision =
  | {
      change: ArrivalChange;
      note?: string;
      told?: Partial<Omit<VisitStatusReport, 'receiptNumber' | 'at'>>;
      /** Other rows of the same transaction, written before this case. */
      first?: (session: OfficeSession) => Promise<void>;
    }
  | { refusal: Refusal };

/** Right town and right role, whatever the stage; used before questions to other systems too. */
export function admitToArrival(room: OfficeRoom, officer: Officer, act: ArrivalAct): void {
  room.admit(officer, act);
  if (!roleMayEver('arrival', act, officer.roles, room.town.rules)) throw new NotPermittedError(officer, act);
}

/**
 * One step of an officer on one arrival, in one transaction: right town, right role, right stage, the screen's version;
 * then the change, the line of 処理経過 and, where a stage is entered, the report. The same press twice changes nothing.
 */
export async function actOnArrival(
  room: OfficeRoom,
  screen: ArrivalScreen,
  act: ArrivalAct,
  label: string,
  decide: (found: ArrivalCase) => Decision,
): Promise<Outcome<ArrivalCase>> {
  const { officer, caseId, version } = screen;
  admitToArrival(room, officer, act);
  return room.store.write(async (session): Promise<Outcome<ArrivalCase>> => {
    const found = await getArrival(room, session, caseId);
    if (found.version !== version) {
      const judged = await judgeOldScreen(room, session, { caseId, version, officer, act: label });
      return judged === 'repeated' ? { accepted: true, value: found } : { accepted: false, refusal: judged };
    }
    if (!mayActOnArrival(act, officer.roles, found.stage, room.town.rules)) {
      return { accepted: false, refusal: wrongStage(found, label) };
    }
    const decision = decide(found);
    if ('refusal' in decision) return { accepted: false, refusal: decision.refusal };
    await decision.first?.(session);
    await writeArrival(room, session, found, decision.change, {
      officer,
      act: label,
      ...(decision.note ? { note: decision.note } : {}),
    });
    const stage = decision.change.stage;
    const status = decision.told?.status ?? (stage && stage !== found.stage ? VISIT_STATUS_OF_STAGE[stage] : undefined);
    if (status) await reportVisit(room, session, { ...decision.told, receiptNumber: found.receiptNumber, status });
    return { accepted: true, value: await getArrival(room, session, caseId) };
  });
}

function wrongStage(found: ArrivalCase, label: string): Refusal {
  const stage = ARRIVAL_STAGES[found.stage];
  return {
    code: 'wrongStage',
    sentence: `この転入予定はいま「${stage.label}」なので、「${label}」はできません。${stage.next}`,
    article: '住民記録システム標準仕様書 4.0.8',
  };
}

/** 来庁の受付と本人確認 (住民基本台帳法第27条). A PIN is not an identification: it comes after this. */
export function checkIn(
  room: OfficeRoom,
  screen: ArrivalScreen,
  visitor: Omit<VisitorRecord, 'at'>,
): Promise<Outcome<ArrivalCase>> {
  const record = { ...visitor, at: room.clock.now() };
  return actOnArrival(room, screen, 'checkIn', ARRIVAL_RULES.checkIn.label, ({ counter }) => ({
    change: { stage: 'counter', counter: { ...keptFromBefore(counter), visitor: record } },
  }));
}

/** 転居届の受付 (住民基本台帳法第23条): the visit that was announced is over; the 転居 itself is a filing at the counter. */
export function takeRelocation(room: OfficeRoom, screen: ArrivalScreen): Promise<Outcome<ArrivalCase>> {
  return actOnArrival(room, screen, 'takeRelocation', ARRIVAL_RULES.takeRelocation.label, () => ({
    change: { stage: 'relocated' },
  }));
}

/** 本人確認の記録のやり直し: while the counter's steps go on. */
export function correctVisitor(
  room: OfficeRoom,
  screen: ArrivalScreen,
  visitor: Omit<VisitorRecord, 'at'>,
): Promise<Outcome<ArrivalCase>> {
  const record = { ...visitor, at: room.clock.now() };
  return actOnArrival(room, screen, 'counter', '本人確認の記録', ({ counter }) => ({
    change: { counter: { ...counter, visitor: record } },
  }));
}

/** 予定のない来庁: a visitor without any paper starts a case here. `caseId` comes with the form: sent twice, one case. */
export async function startWalkIn(
  room: OfficeRoom,
  officer: Officer,
  visitor: Omit<VisitorRecord, 'at'>,
  caseId: string,
): Promise<ArrivalCase> {
  room.permit(officer, 'startArrival');
  const record = { ...visitor, at: room.clock.now() };
  return room.store.write(async (session) => {
    const existing = await findArrival(room, session, caseId);
    if (existing) return existing;
    return openArrival(
      room,
      session,
      { stage: 'counter', counter: { visitor: record } },
      { officer, act: '予定のない来庁の受付' },
      caseId,
    );
  });
}
