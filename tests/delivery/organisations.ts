import { createDirectory, type DirectoryClient, directoryEntryOf } from '#app/messages/directory.server.ts';
import type { Directory } from '#app/messages/door.ts';
import type { Envelope, Message } from '#app/messages/envelope.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import { createOrganisationCa, type OrganisationCa } from '#mocks/organisation-ca.server.ts';

export const CLOCK: Clock = { now: () => '2026-11-24T00:00:00.000Z' };
export const CHOFU = '132080';
export const FUJISAWA = '142051';

/** Organisations under one authority, and the directory in which they find each other. */
export interface Organisations {
  ca: OrganisationCa;
  chofu: OrganisationKeys;
  fujisawa: OrganisationKeys;
  portal: OrganisationKeys;
  /** What the directory offers; may be changed. */
  listed: Directory['organisations'];
  directory(): DirectoryClient;
}

export async function createOrganisations(): Promise<Organisations> {
  const ca = await createOrganisationCa();
  const [chofu, fujisawa, portal] = await Promise.all([
    ca.issue(CHOFU, '調布市'),
    ca.issue(FUJISAWA, '藤沢市'),
    ca.issue('portal', '引越しポータル'),
  ]);
  const listed = [chofu, fujisawa, portal].map(directoryEntryOf);
  const directory = () =>
    createDirectory({ load: async () => ({ organisations: listed }), trust: { roots: [ca.root] }, clock: CLOCK });
  return { ca, chofu, fujisawa, portal, listed, directory };
}

let ids = 0;

/** UUIDv7-shaped ids that count up. */
export function nextId(): string {
  ids += 1;
  return `01890000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
}

/** A small message from 調布市 to 藤沢市. */
export function withdrawal(changes: Partial<Envelope> = {}): Message<{ movingOutId: string }> {
  const movingOutId = '01890000-0000-7000-8000-00000000aaaa';
  return {
    envelope: {
      id: nextId(),
      type: 'MovingOutCertificateWithdrawn',
      version: 1,
      from: CHOFU,
      to: FUJISAWA,
      subject: movingOutId,
      sequence: 1,
      sentAt: CLOCK.now(),
      ...changes,
    },
    content: { movingOutId, reason: 'cancelled', residentRecordCodes: [] } as { movingOutId: string },
  };
}
