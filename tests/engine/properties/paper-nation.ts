import type { EngineMessage } from '#app/juki/core/decision.ts';
import type { RegisterEvent } from '#app/juki/core/events.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { answerRequest } from '#app/juki/core/notices.ts';
import { findByCode, type RegisterSlice } from '#app/juki/core/register.ts';
import type { RegisterCommand } from '#app/juki/door.ts';
import type { MovingInNotice, MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { type ResidenceNotice, residencesOf } from '#mocks/jlis/residence.ts';
import {
  CHOFU,
  codeOf,
  FUJISAWA,
  familyOfFour,
  NEW_ADDRESS,
  OLD_ADDRESS,
  Register,
  TODAY,
  YOKOHAMA_NAKA,
} from '../juki/family.ts';

const NAKA: Town = { ...FUJISAWA, code: '141046', name: '横浜市中区', mayor: '中区長' };

export const TOWNS = [CHOFU, FUJISAWA, NAKA] as const;
export const ADDRESSES: Record<string, Address> = {
  [CHOFU.code]: OLD_ADDRESS,
  [FUJISAWA.code]: NEW_ADDRESS,
  [NAKA.code]: YOKOHAMA_NAKA,
};
export const PERSONS = [1, 2, 3, 4].map(codeOf);

/** A message in plain words, as it lies on the line. */
interface Letter {
  id: string;
  from: string;
  to: string;
  subject: string;
  sequence: number;
  sentAt: string;
  message: EngineMessage;
}

/** Where a person really lives, which no register knows by itself. */
export interface Home {
  town: string;
  since: string;
  /** How the person came: the notice can be corrected. */
  arrival?: { movingOutId: string; from: string; formerSince: string; revision: number };
}

/** A town of pure decisions, with its inbox and the 事前通知 that it holds. */
class PaperTown extends Register {
  readonly arrivals = new Map<string, MovingOutCertificate>();
  readonly registered = new Set<string>();
  readonly known = new Set<string>();
  readonly lastSent = new Map<string, number>();
  readonly lastApplied = new Map<string, number>();
  waiting: Letter[] = [];

  finishArrival(movingOutId: string): void {
    this.registered.add(movingOutId);
    this.arrivals.delete(movingOutId);
  }

  /** A correction for which there is no command: in the ledger like every other change. */
  amend(event: RegisterEvent): void {
    const changeId = `c${this.ledger.length + 1}`;
    const change = { changeId, at: this.today, on: this.today, operatorId: 'o1', events: [event] };
    this.ledger.push(change);
    this.slice = evolve(this.slice, change);
  }
}

/** Three registers and J-LIS without stores, seals and time of their own: every order of acts and letters can be played. */
export class PaperNation {
  readonly towns = new Map(TOWNS.map((town) => [town.code, new PaperTown(town)]));
  readonly homes = new Map<string, Home>();
  readonly notices = new Map<string, ResidenceNotice[]>();
  /** Whom officers were told to look at. */
  readonly work: { town: string; kind: string; codes: string[] }[] = [];
  letters: Letter[] = [];
  today = TODAY;
  private tick = 0;
  private opened = 0;

  constructor() {
    this.town(CHOFU.code).migrate(familyOfFour());
    for (const code of PERSONS) {
      const since = '2015-04-01';
      this.homes.set(code, { town: CHOFU.code, since });
      const sentAt = `${since}T00:00:00.000Z`;
      const adopted = { messageId: `adopted ${code}`, event: 'entered' as const, municipalityCode: CHOFU.code };
      this.notices.set(code, [{ ...adopted, effectiveOn: since, sentAt, sequence: 0 }]);
    }
  }

  town(code: string): PaperTown {
    const town = this.towns.get(code);
    if (!town) throw new Error(`no town ${code}`);
    return town;
  }

  home(code: string): Home {
    const home = this.homes.get(code);
    if (!home) throw new Error('nobody');
    return home;
  }

  /** One act of an officer; false if the register refuses. */
  act(town: string, command: RegisterCommand): boolean {
    return this.perform(town, command, []);
  }

  /** The night run of one town. */
  night(town: string): void {
    const { slice } = this.town(town);
    for (const movingOutId of slice.movingOuts.keys()) this.perform(town, { kind: 'RemoveDueMovers', movingOutId }, []);
  }

  /** 転出証明書情報 as the new town may hold it: the 事前通知, or what the old town answers at this moment. */
  certificateFor(code: string, town: string, asked: boolean): MovingOutCertificate | undefined {
    const held = [...this.town(town).arrivals.values()].find((one) =>
      one.movers.some((mover) => mover.residentRecordCode === code),
    );
    if (held && !asked) return held;
    const old = this.town(this.home(code).town);
    const answer = answerRequest(old.slice, code, { today: this.today, town: old.town });
    return 'certificate' in answer ? answer.certificate : undefined;
  }

  /** 転入通知の訂正: the town where a person came to says another day; the latest counts (標準仕様書 4.1.3.1.2). */
  correct(code: string, movedInOn: string): void {
    const { town, arrival } = this.home(code);
    const register = this.town(town);
    const resident = findByCode(register.slice, code);
    if (!arrival || !resident || resident.movingOut) return;
    arrival.revision += 1;
    this.homes.set(code, { town, since: movedInOn, arrival });
    const { movingOutId, from, revision } = arrival;
    const corrected = { ...resident, becameResidentOn: exactDate(movedInOn), addressSince: exactDate(movedInOn) };
    register.amend({ kind: 'ResidentsMovedIn', movingOutId, fromMunicipality: from, residents: [corrected] });
    const { name, bornOn, sex, address } = resident;
    const notice: MovingInNotice = {
      movingOutId,
      revision,
      toMunicipality: town,
      movedInOn,
      notifiedOn: this.today,
      newAddress: address,
      oldAddress: address,
      householder: '訂正',
      movers: [{ residentRecordCode: code, name: name.full, bornOn, sex }],
    };
    this.post(town, { type: 'MovingInNotice', to: from, about: { movingOutId }, content: notice });
    this.post(town, {
      type: 'IdentityInformationNotice',
      to: 'jlis',
      about: { addresseeNumber: resident.addresseeNumber },
      content: {
        event: 'entered',
        reason: 'movingIn',
        effectiveOn: movedInOn,
        municipalityCode: town,
        residentRecordCode: code,
        name: { full: name.full },
        bornOn,
        sex,
        address,
      },
    });
  }

  /** One letter arrives; `again` leaves a second copy on the line. */
  carry(place: number, again: boolean): void {
    const index = this.letters.length > 0 ? place % this.letters.length : 0;
    const letter = this.letters[index];
    if (!letter) return;
    if (!again) this.letters.splice(index, 1);
    if (letter.to === 'jlis') this.tellJlis(letter);
    else this.receive(this.town(letter.to), letter);
  }

  /** Everything that is due happens, and everything that was said is heard. */
  settle(): void {
    for (const town of this.towns.keys()) this.night(town);
    while (this.letters.length > 0) {
      this.carry(0, false);
      for (const town of this.towns.keys()) this.night(town);
    }
  }

  /** Has J-LIS heard the towns in their own order so far, as the outbox keeps it for one person? */
  heardInOrder(code: string): boolean {
    const heard = this.notices.get(code) ?? [];
    return this.letters.every(
      ({ id, from, sentAt, message }) =>
        message.type !== 'IdentityInformationNotice' ||
        message.content.residentRecordCode !== code ||
        heard.every((one) => one.messageId === id || one.municipalityCode !== from || one.sentAt < sentAt),
    );
  }

  residences(code: string) {
    return residencesOf(this.notices.get(code) ?? []);
  }

  private perform(town: string, command: Parameters<PaperTown['try']>[0], about: readonly string[]): boolean {
    const register = this.town(town);
    register.today = this.today;
    this.tick += 1;
    const now = `${this.today}T00:00:00.${String(this.tick).padStart(4, '0')}Z`;
    const movingOutId = `01990000-0000-7000-8000-${String(this.opened + 1).padStart(12, '0')}`;
    const decision = register.try(command, { now, movingOutId });
    if (!decision.accepted) return false;
    if (command.kind === 'RegisterMovingOut') this.opened += 1;
    for (const message of decision.messages) this.post(town, message);
    for (const followUp of decision.followUps) {
      // Who came once does not come again with the same 事前通知.
      if (followUp.kind === 'arrivalRegistered') register.finishArrival(followUp.movingOutId);
      if (followUp.kind !== 'work') continue;
      const named = followUp.addresseeNumber && codeIn(register.slice, followUp.addresseeNumber);
      this.work.push({ town, kind: followUp.work, codes: named ? [named] : [...about] });
    }
    return true;
  }

  private post(town: string, message: EngineMessage): void {
    if (message.to !== 'jlis' && !this.towns.has(message.to)) return;
    this.tick += 1;
    const [subject = ''] = Object.values(message.about);
    const { lastSent } = this.town(town);
    const line = `${message.to} ${subject}`;
    const sequence = (lastSent.get(line) ?? 0) + 1;
    lastSent.set(line, sequence);
    const sentAt = `${this.today}T00:00:00.${String(this.tick).padStart(4, '0')}Z`;
    this.letters.push({ id: `m${this.tick}`, from: town, to: message.to, subject, sequence, sentAt, message });
  }

  private tellJlis({ id, from, sentAt, sequence, message }: Letter): void {
    if (message.type !== 'IdentityInformationNotice') return;
    const { residentRecordCode, event, reason, effectiveOn } = message.content;
    const known = this.notices.get(residentRecordCode) ?? [];
    if (known.some((notice) => notice.messageId === id)) return;
    const notice = { messageId: id, event, reason, effectiveOn, municipalityCode: from, sentAt, sequence };
    this.notices.set(residentRecordCode, [...known, notice]);
  }

  /** Exactly once, in order per sender and subject, as the real inbox does it. */
  private receive(town: PaperTown, letter: Letter): void {
    if (town.known.has(letter.id)) return;
    town.known.add(letter.id);
    town.waiting.push(letter);
    for (let next = nextOf(town); next; next = nextOf(town)) {
      const applied = next;
      town.waiting = town.waiting.filter((one) => one !== applied);
      town.lastApplied.set(`${applied.from} ${applied.subject}`, applied.sequence);
      this.apply(town, applied);
    }
  }

  private apply(town: PaperTown, { from, message }: Letter): void {
    switch (message.type) {
      case 'MovingOutCertificate':
        if (!town.registered.has(message.content.movingOutId)) {
          town.arrivals.set(message.content.movingOutId, message.content);
        }
        return;
      case 'MovingOutCertificateWithdrawn': {
        const { movingOutId, residentRecordCodes } = message.content;
        const held = town.arrivals.get(movingOutId);
        const movers = (held?.movers ?? []).filter(
          (mover) => residentRecordCodes.length > 0 && !residentRecordCodes.includes(mover.residentRecordCode),
        );
        if (held && movers.length > 0) town.arrivals.set(movingOutId, { ...held, movers });
        else town.arrivals.delete(movingOutId);
        return;
      }
      case 'MovingInNotice': {
        const { content: notice } = message;
        const codes = notice.movers.map((mover) => mover.residentRecordCode);
        this.perform(town.town.code, { kind: 'AcceptMovingInNotice', notice, from }, codes);
        return;
      }
      default:
        return;
    }
  }
}

function nextOf(town: PaperTown): Letter | undefined {
  return town.waiting.find(
    ({ from, subject, sequence }) => sequence === (town.lastApplied.get(`${from} ${subject}`) ?? 0) + 1,
  );
}

function codeIn(slice: RegisterSlice, addresseeNumber: string): string | undefined {
  return slice.residents.get(addresseeNumber)?.residentRecordCode;
}
