import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { Resident } from '../core/register.ts';
import {
  suspensionRefusal,
  whyNotChanged,
  whyNotItems,
  whyNotSuspended,
  whyNotSuspensionConfirmed,
} from '../core/voting-suspensions.ts';
import type { Elector, Suspension, SuspensionDoor, SuspensionProposal } from '../suspension-acts.ts';
import { recordAccess } from './audited.server.ts';
import { entriesOf } from './electoral-entries.server.ts';
import {
  electorOf,
  eraseSuspension,
  findSuspensionRow,
  type KeptSuspension,
  newestSuspensions,
  saveSuspension,
  suspensionsOf,
  suspensionsOfPerson,
} from './electoral-suspensions.server.ts';
import { recordOf } from './removed-records.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { search } from './search.server.ts';

type Done = Outcome<Suspension | 'withdrawn'>;

/** 選挙権の停止の窓口: every read and every step is in the audit with its person; the words there say no more than that it was one. */
export function createSuspensionDesk(room: Room, admit: (access: Access) => void): SuspensionDoor {
  const note = (session: TownSession, act: string, access: Access, subjects: readonly string[]) =>
    recordAccess(room, session, access, { act, subjects });

  async function readNoted(session: TownSession, found: Suspension[], access: Access): Promise<Suspension[]> {
    const subjects = found.map((one) => one.addresseeNumber);
    if (subjects.length > 0) await note(session, 'readElectorCase', access, subjects);
    return found;
  }

  async function viewOf(session: TownSession, suspensionId: string): Promise<Suspension | undefined> {
    const row = await findSuspensionRow(session, suspensionId);
    const [found] = row ? await suspensionsOf(room, session, [row]) : [];
    return found;
  }

  /** Writes what a step has made of it; nothing left = the row goes. */
  async function settle(
    session: TownSession,
    suspensionId: string,
    kept: KeptSuspension,
    access: Access,
  ): Promise<Done> {
    const isEmpty = !kept.items && !kept.proposal;
    if (isEmpty) await eraseSuspension(session, suspensionId);
    else await saveSuspension(room, session, suspensionId, kept);
    await note(session, 'writeElectorCase', access, [kept.addresseeNumber]);
    const view = await viewOf(session, suspensionId);
    return { accepted: true, value: view ?? 'withdrawn' };
  }

  /** One step on one row; `work` says what refuses it or what the row then is. */
  function step(
    suspensionId: string,
    access: Access,
    work: (kept: KeptSuspension, view: Suspension) => KeptSuspension | ReturnType<typeof suspensionRefusal>,
  ): Promise<Done> {
    admit(access);
    return room.store.write(async (session): Promise<Done> => {
      const row = await findSuspensionRow(session, suspensionId);
      const [view] = row ? await suspensionsOf(room, session, [row]) : [];
      if (!row || !view) return { accepted: false, refusal: suspensionRefusal('unknownSuspension') };
      const result = work(room.open<KeptSuspension>(row.body), view);
      if ('sentence' in result) return { accepted: false, refusal: result };
      return settle(session, suspensionId, result, access);
    });
  }

  const stamp = ({ officer }: Access): Pick<SuspensionProposal, 'by' | 'at'> => ({
    by: { id: officer.id, name: officer.name },
    at: room.clock.now(),
  });

  return {
    async findElectors(who, access) {
      admit(access);
      return room.store.write(async (session) => {
        const { residents } = await search(room, session, { ...who, includeRemoved: true });
        const electors = residents.filter(({ kind }) => kind === 'japanese');
        const numbers = electors.map((one) => one.addresseeNumber);
        const entries = await entriesOf(session, numbers);
        if (numbers.length > 0) await note(session, 'readElectorCase', access, numbers);
        return electors.map((person): Elector => {
          const entry = entries.get(person.addresseeNumber);
          const registered = entry !== undefined && entry.state !== 'removed';
          return { addresseeNumber: person.addresseeNumber, registered, ...electorOf(person) };
        });
      });
    },
    async suspensions(access) {
      admit(access);
      return room.store.write(async (session) =>
        readNoted(session, await suspensionsOf(room, session, await newestSuspensions(session)), access),
      );
    },
    async findSuspension(suspensionId, access) {
      admit(access);
      return room.store.write(async (session) => {
        const found = await viewOf(session, suspensionId);
        return (await readNoted(session, found ? [found] : [], access))[0];
      });
    },
    async proposeSuspension({ suspensionId, addresseeNumber, items }, access) {
      admit(access);
      return room.store.write(async (session): Promise<Outcome<Suspension>> => {
        const known = await viewOf(session, suspensionId);
        if (known) return { accepted: true, value: known };
        const record = await recordOf(session, addresseeNumber);
        if (!record) return { accepted: false, refusal: suspensionRefusal('unknownElector') };
        const others = await suspensionsOfPerson(room, session, addresseeNumber);
        const refusal = whyNotSuspended(items, record.record as Resident, others, room.today());
        if (refusal) return { accepted: false, refusal };
        const proposal: SuspensionProposal = { kind: 'enter', items, ...stamp(access) };
        return onlyStanding(await settle(session, suspensionId, { addresseeNumber, proposal }, access));
      });
    },
    async proposeSuspensionChange(suspensionId, change, access) {
      const done = await step(suspensionId, access, (kept, view) => {
        const refusal =
          whyNotChanged(view) ?? (change.kind === 'change' ? whyNotItems(change.items, room.today()) : undefined);
        return refusal ?? { ...kept, proposal: { ...change, ...stamp(access) } };
      });
      return onlyStanding(done);
    },
    confirmSuspension: (suspensionId, access) =>
      step(suspensionId, access, ({ addresseeNumber, proposal }) => {
        const refusal = whyNotSuspensionConfirmed(proposal, access.officer.id);
        if (refusal || !proposal) return refusal ?? suspensionRefusal('nothingWaits');
        if (proposal.kind === 'withdraw') return { addresseeNumber };
        const { by: confirmedBy, at: confirmedAt } = stamp(access);
        return { addresseeNumber, items: proposal.items, confirmedBy, confirmedAt };
      }),
    discardSuspension: (suspensionId, access) =>
      step(suspensionId, access, ({ proposal, ...standing }) =>
        proposal ? standing : suspensionRefusal('nothingWaits'),
      ),
  };
}

/** After an entry or a change something is always there. */
function onlyStanding(done: Done): Outcome<Suspension> {
  if (!done.accepted) return done;
  if (done.value === 'withdrawn') throw new Error('the entry is gone');
  return { accepted: true, value: done.value };
}
