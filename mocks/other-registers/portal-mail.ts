import { createLane } from '#app/messages/lane.ts';
import { acknowledgeMail, type Door, fetchMail, sendSealed, type Transport } from '#app/messages/transport.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import type { NationalDeps } from '../door/door.ts';
import type { TownInbox } from './inbox.ts';
import type { createTownOutbox } from './outbox.ts';
import type { TownDeps } from './residents.ts';
import { expireVisits, overdueVisits, townsWithVisits } from './visits.ts';

/** Where the portal offers its interface, as towns are told. */
export interface PortalApi {
  base: string;
  fetch?: typeof fetch;
}

const BATCH = 100;
const TIMEOUT_MS = 3_000;

/**
 * 引越しポータルとのやり取り of the simulated towns, as of any town: they pull what waits for them, and hand their reports in.
 * Only towns that were told of a 転出 and those with an open visit ask.
 */
export function createPortalMail(
  deps: Pick<NationalDeps, 'store' | 'line'>,
  portalApi: PortalApi,
  parts: { inbox: TownInbox; outbox: ReturnType<typeof createTownOutbox>; townDeps: () => TownDeps },
): () => Promise<void> {
  const { store, line } = deps;
  const { inbox, outbox, townDeps } = parts;
  const door: Door = { base: portalApi.base, code: 'portal' };
  const transport: Transport = { fetch: portalApi.fetch, timeoutMs: TIMEOUT_MS };

  /** Stored first, then acknowledged: what was not acknowledged comes again and counts once. */
  async function pull(town: string): Promise<void> {
    const keys = await line.keysOf(town);
    for (;;) {
      const { mail, more } = await fetchMail(transport, door, keys, BATCH);
      for (const { id, sealed } of mail) {
        const letter = await inbox.open({ id, sealed }, town);
        await store.write((session) => inbox.receive(session, 'portal', town, letter));
      }
      if (mail.length === 0) return;
      await acknowledgeMail(
        transport,
        door,
        keys,
        mail.map(({ id }) => id),
      );
      if (!more) return;
    }
  }

  return createLane(async () => {
    try {
      for (const town of await store.read(townsWithVisits)) await pull(town);
    } catch (error) {
      // The portal is silent: nothing is lost, the next round asks again.
      if (!(error instanceof OutageError)) throw error;
    }
    const today = tokyoDate(townDeps().now);
    const overdue = await store.read((session) => overdueVisits(session, today));
    if (overdue.length > 0) await store.write((session) => expireVisits(session, townDeps()));
    await outbox.deliver('portal', (sealed) => sendSealed(transport, door, sealed));
  });
}
