import type { ResidentView } from '#app/juki/door.ts';
import type { ApplicationStatusReport, MovingForm } from '#app/messages/contracts/application.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { sameAddressOnCertificate } from '#app/vocabulary/certificate-names.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { APPLICATION_RULES, type ApplicationAct, mayActOnApplication, roleMayEver } from '../permissions.ts';
import { judgeOldScreen, NotPermittedError, type OfficeRoom } from '../room.server.ts';
import { APPLICATION_STAGES, STATUS_OF_STAGE } from './application-stages.ts';
import { evidenceAllowsAcceptance } from './application-work.ts';
import {
  type ApplicationCase,
  type ApplicationChange,
  getApplication,
  writeApplication,
} from './applications.server.ts';
import { heldByColleague } from './assignments.server.ts';
import { compareName } from './comparison.ts';
import { reportApplication } from './status-reports.server.ts';

/** Which case, as which screen saw it, by whom. */
export interface ApplicationScreen {
  receiptNumber: string;
  version: number;
  officer: Officer;
}

/** What a decision wants: a change with what the resident is told, or a refusal. */
type Decision =
  | { change: ApplicationChange; note?: string; told?: Partial<Omit<ApplicationStatusReport, 'receiptNumber' | 'at'>> }
  | { refusal: Refusal };

/**
 * One act of an officer on one application, in one transaction: right town, right role, right stage, the screen's
 * version; then the decision, the line of 処理経過 and the status report. The same press twice changes nothing.
 */
export async function actOnApplication(
  room: OfficeRoom,
  screen: ApplicationScreen,
  act: ApplicationAct,
  decide: (found: ApplicationCase) => Decision,
): Promise<Outcome<ApplicationCase>> {
  const { officer, receiptNumber, version } = screen;
  room.admit(officer, act);
  if (!roleMayEver('application', act, officer.roles, room.town.rules)) throw new NotPermittedError(officer, act);
  const label = APPLICATION_RULES[act].label;
  return room.store.write(async (session): Promise<Outcome<ApplicationCase>> => {
    const found = await getApplication(room, session, receiptNumber);
    if (found.version !== version) {
      const judged = await judgeOldScreen(room, session, { caseId: receiptNumber, version, officer, act: label });
      return judged === 'repeated' ? { accepted: true, value: found } : { accepted: false, refusal: judged };
    }
    const held = heldByColleague(room, found, officer);
    if (held) return { accepted: false, refusal: held };
    if (!mayActOnApplication(act, officer.roles, found.stage, room.town.rules)) {
      return { accepted: false, refusal: wrongStage(found, label) };
    }
    const decision = decide(found);
    if ('refusal' in decision) return { accepted: false, refusal: decision.refusal };
    await writeApplication(room, session, found, decision.change, {
      officer,
      act: label,
      ...(decision.note ? { note: decision.note } : {}),
    });
    const entered = decision.change.stage ? STATUS_OF_STAGE[decision.change.stage] : undefined;
    const status = decision.told?.status ?? entered;
    if (status) await reportApplication(room, session, { ...decision.told, receiptNumber, status });
    return { accepted: true, value: await getApplication(room, session, receiptNumber) };
  });
}

function wrongStage(found: ApplicationCase, label: string): Refusal {
  return {
    code: 'wrongStage',
    sentence: `この申請はいま「${APPLICATION_STAGES[found.stage].label}」なので、「${label}」はできません。${APPLICATION_STAGES[found.stage].next}`,
    article: '住民記録システム標準仕様書 4.0.8',
  };
}

/** 審査を始める: the resident sees 審査中. */
export function startReview(room: OfficeRoom, screen: ApplicationScreen): Promise<Outcome<ApplicationCase>> {
  return actOnApplication(room, screen, 'start', () => ({ change: { stage: 'underReview' } }));
}

/** 届出人を住民票と結び付ける: by hand, with the reason; the checks are made anew afterwards. */
export async function identifyByHand(
  room: OfficeRoom,
  screen: ApplicationScreen,
  choice: { addresseeNumber: string; reason: string },
): Promise<Outcome<ApplicationCase>> {
  const access = room.access(screen.officer, `届出人の特定：${choice.reason}`, screen.receiptNumber);
  room.admit(screen.officer, 'identify');
  const resident = await room.juki.findResident(choice.addresseeNumber, access);
  return actOnApplication(room, screen, 'identify', ({ work }) => {
    if (!resident) {
      return {
        refusal: {
          code: 'unknownResident',
          sentence: 'その宛名番号の住民票はありません。検索結果から選び直してください。',
          article: '住民基本台帳法第7条',
        },
      };
    }
    const identification = {
      addresseeNumber: resident.addresseeNumber,
      householdNumber: resident.householdNumber,
      by: 'officer' as const,
      why: [`職員が住民票と照らして選びました（${choice.reason}）。`],
    };
    return {
      change: {
        work: { ...work, identification, protectedHousehold: resident.protectedPerson },
        addresseeNumber: resident.addresseeNumber,
        householdNumber: resident.householdNumber,
      },
      note: choice.reason,
    };
  });
}

/** 届出人の候補 with what of the 4情報 agrees with the filing and what does not. */
export interface Candidate {
  person: ResidentView;
  agrees: string[];
  differs: string[];
}

/** 4情報の突き合わせ: a protected person's address is compared with nothing, because the answer would tell it. */
function compareFourItems(filer: MovingForm['filer'], oldAddress: string, person: ResidentView): Candidate {
  const address = formatAddress(person.address);
  const items: [item: string, same: boolean][] = [
    ['氏名', compareName(filer.name, person.name) !== 'different'],
    ['生年月日', person.bornOn.on === filer.bornOn],
    ['性別', person.sex === filer.sex],
  ];
  if (!person.protectedPerson) {
    items.push(['住所', oldAddress === address || sameAddressOnCertificate(oldAddress, address)]);
  }
  const named = (wanted: boolean) => items.filter(([, same]) => same === wanted).map(([item]) => item);
  return { person, agrees: named(true), differs: named(false) };
}

/** 届出人の候補: residents whose name or day of birth is as stated, who agrees most first; never more than an officer reads. */
export async function candidatesFor(room: OfficeRoom, officer: Officer, receiptNumber: string): Promise<Candidate[]> {
  room.admit(officer, 'identify');
  if (!roleMayEver('application', 'identify', officer.roles, room.town.rules)) {
    throw new NotPermittedError(officer, 'identify');
  }
  const { form } = await room.store.read((session) => getApplication(room, session, receiptNumber));
  const access = room.access(officer, '届出人の特定：候補の検索', receiptNumber);
  const byName = await room.juki.findResidents({ name: form.filer.name }, access);
  const byBirth = await room.juki.findResidents({ bornOn: form.filer.bornOn }, access);
  const seen = new Map([...byName.residents, ...byBirth.residents].map((person) => [person.addresseeNumber, person]));
  return [...seen.values()]
    .map((person) => compareFourItems(form.filer, form.oldAddress, person))
    .sort((one, other) => other.agrees.length - one.agrees.length)
    .slice(0, 20);
}

/** 補正依頼: which fields and one sentence; the resident files again from the answers given before. */
export function requestCorrection(
  room: OfficeRoom,
  screen: ApplicationScreen,
  correction: { fields: string[]; sentence: string },
): Promise<Outcome<ApplicationCase>> {
  return actOnApplication(room, screen, 'requestCorrection', ({ work }) => ({
    change: { stage: 'correctionRequested', work: { ...work, correction } },
    note: correction.sentence,
    told: { reason: correction.sentence, fields: correction.fields },
  }));
}

/** 却下: with the reason that the resident reads. */
export function refuseApplication(
  room: OfficeRoom,
  screen: ApplicationScreen,
  reason: string,
): Promise<Outcome<ApplicationCase>> {
  return actOnApplication(room, screen, 'refuse', ({ work }) => ({
    change: { stage: 'refused', work: { ...work, refusal: reason } },
    note: reason,
    told: { reason },
  }));
}

/** 受理 (住民基本台帳法第24条): takes the decision down; the engine's 仮登録 follows in a step of its own. */
export function acceptApplication(
  room: OfficeRoom,
  screen: ApplicationScreen,
  choice: { movers: string[]; remainingHead?: string },
): Promise<Outcome<ApplicationCase>> {
  return actOnApplication(room, screen, 'accept', ({ work }) => {
    if (work.protectedHousehold) return { refusal: AT_THE_COUNTER };
    if (!evidenceAllowsAcceptance(work)) {
      return {
        refusal: {
          code: 'evidenceIncomplete',
          sentence:
            '確認が終わっていないか、確認できなかった項目があります。確認の結果を見て、補正依頼か却下を選んでください。',
          article: '住民基本台帳法第24条',
        },
      };
    }
    const { engineRefusal: _, ...rest } = work;
    return { change: { stage: 'provisional', work: { ...rest, decision: { by: screen.officer.id, ...choice } } } };
  });
}

/** 支援措置 and every other ground alike: the same words for each. */
export const AT_THE_COUNTER: Refusal = {
  code: 'atTheCounter',
  sentence: 'この届出はオンラインでは受理できません。窓口での届出を案内してください。',
  article: '住民基本台帳法第24条',
};

/** 取消に応じない: the resident is told why; the 転出 stands. */
export function refuseCancel(
  room: OfficeRoom,
  screen: ApplicationScreen,
  reason: string,
): Promise<Outcome<ApplicationCase>> {
  return actOnApplication(room, screen, 'refuseCancel', () => ({
    change: { stage: 'completed', withdrawalRequestedAt: null },
    note: reason,
    told: { status: 'withdrawalRefused', reason },
  }));
}
