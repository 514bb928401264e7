import { eq } from 'drizzle-orm';
import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { Message } from '#app/messages/envelope.ts';
import { UnreadableError } from '#app/messages/unreadable.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { NationalDeps } from '../door/door.ts';
import { answerRequest, expectArrival, withdrawArrival } from './arrivals.ts';
import { Contradiction, removeResidents, type TownDeps } from './residents.ts';
import { takeVisitCancelled, takeVisitNotice } from './visits.ts';

type NationalSession = Session<NationalTables>;

/** Where a simulated town fetches its mail. */
export type MailDoor = 'jlis' | 'portal';

/** One piece of mail as a box hands it out; what it says about itself before it is opened is a claim. */
export interface Mail {
  id: string;
  sealed: string | null;
  claimed?: { type: string; sender: string };
}

/** Mail that was opened, or the reason why it is kept aside. */
export interface Letter {
  id: string;
  type: string;
  sender: string;
  opened: Message | string;
}

/** 受信箱 of the simulated towns: opened with the key of the town, applied once, or kept aside with the reason. */
export function createTownInbox({ line, clock }: Pick<NationalDeps, 'line' | 'clock'>, townDeps: () => TownDeps) {
  async function open(mail: Mail, town: string): Promise<Letter> {
    const bare = { id: mail.id, type: mail.claimed?.type ?? '', sender: mail.claimed?.sender ?? '' };
    if (!mail.sealed) return { ...bare, opened: 'no content' };
    try {
      const message = await line.open(mail.sealed, town);
      const { id, type, from } = message.envelope;
      return { id, type, sender: from, opened: message };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      const { claimed } = error;
      return { ...bare, type: claimed?.type.slice(0, 60) ?? bare.type, opened: error.reason };
    }
  }

  async function receive(session: NationalSession, door: MailDoor, town: string, letter: Letter): Promise<void> {
    const { id, type, sender, opened } = letter;
    const reason = typeof opened === 'string' ? opened : undefined;
    const added = await session.db
      .insert(session.t.otherInbox)
      .values({
        messageId: id,
        municipalityCode: town,
        type,
        sender: sender || door,
        receivedAt: clock.now(),
        outcome: reason ? 'unreadable' : 'applied',
        reason,
      })
      .onConflictDoNothing()
      .returning({ messageId: session.t.otherInbox.messageId });
    if (added.length === 0 || typeof opened === 'string') return;
    try {
      await TAKE[door](session, townDeps(), opened);
    } catch (error) {
      if (!(error instanceof Contradiction)) throw error;
      await session.db
        .update(session.t.otherInbox)
        .set({ outcome: 'unreadable', reason: error.message })
        .where(eq(session.t.otherInbox.messageId, id));
    }
  }

  return { open, receive };
}

export type TownInbox = ReturnType<typeof createTownInbox>;

const TAKE: Record<MailDoor, (session: NationalSession, deps: TownDeps, message: Message) => Promise<void>> = {
  jlis: takeFromTown,
  portal: takeFromPortal,
};

async function takeFromTown(session: NationalSession, deps: TownDeps, { envelope, content }: Message): Promise<void> {
  switch (envelope.type) {
    case 'MovingOutCertificate':
      return expectArrival(session, deps, envelope, content as MessageContent<'MovingOutCertificate'>);
    case 'MovingOutCertificateWithdrawn':
      return withdrawArrival(session, deps, envelope, content as MessageContent<'MovingOutCertificateWithdrawn'>);
    case 'MovingOutCertificateRequest':
      return answerRequest(session, deps, envelope, content as MessageContent<'MovingOutCertificateRequest'>);
    case 'MovingInNotice':
      return removeResidents(session, deps, envelope, content as MessageContent<'MovingInNotice'>);
    case 'SupplementaryFamilyRegisterNotice':
    case 'ResidentFilingNotice':
    case 'CertificateChanged':
      // Filed; what the section of 戸籍 of a town that is only played does is nowhere shown.
      return;
    default:
      throw new Contradiction('not a message between towns');
  }
}

async function takeFromPortal(session: NationalSession, deps: TownDeps, { envelope, content }: Message): Promise<void> {
  if (envelope.from !== 'portal') throw new Contradiction('only the portal announces visits');
  switch (envelope.type) {
    case 'VisitNotice':
      return takeVisitNotice(session, deps, envelope.to, content as MessageContent<'VisitNotice'>);
    case 'VisitCancelled':
      return takeVisitCancelled(session, deps, envelope.to, content as MessageContent<'VisitCancelled'>);
    case 'ToDoList':
      // Read at the counter; nobody stands at the counter of a town that is only played.
      return;
    default:
      throw new Contradiction('not a message of the portal to a new town');
  }
}
