import { takeBatch } from '#app/messages/batch.server.ts';
import { createDoorHandler } from '#app/messages/door-handler.server.ts';
import { createReplayWindow, verifyDoorRequest } from '#app/messages/door-requests.server.ts';
import type { Envelope } from '#app/messages/envelope.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import { createMailroom, type Mailroom, type MailroomDeps } from '#app/messages/mailroom.server.ts';
import { check } from '#app/messages/seal.server.ts';
import { createCipher } from '#db/cipher.ts';
import { type DeliveryTables, portalTables, townTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { sqliteStores, type TestStores } from '#tests/support/stores.ts';
import { CLOCK, createOrganisations, nextId, type Organisations } from './organisations.ts';

const CARRIER = 'http://carrier.test';
const PORTAL = 'http://portal.test/portal-api';

/** A carrier between towns: keeps sealed mail until it is acknowledged. Its faults are set by the test. */
export interface Carrier {
  /** Mail that waits, by receiver. */
  boxes: Map<string, { id: string; sealed: string }[]>;
  /** Answers the next so many messages with this status; 0 = takes the message and loses the answer. */
  answers: number[];
  /** Everything that was handed in, in this order. */
  handedIn: Envelope[];
  down: boolean;
  forgetsAcks: boolean;
  /** Changes what is handed out. */
  tamper: (mail: { id: string; sealed: string }[]) => { id: string; sealed: string }[];
}

export interface MailWorld {
  organisations: Organisations;
  stores: TestStores;
  carrier: Carrier;
  chofu: Mailroom;
  fujisawa: Mailroom;
  portal: Mailroom;
  store: Record<'chofu' | 'fujisawa' | 'portal', Store<DeliveryTables>>;
  /** Contents that took effect at 藤沢市, in this order. */
  applied: { id: string; content: unknown }[];
  fetch: typeof fetch;
  /** A second life of an organisation on the same database: what a restart after a crash is. */
  restart(name: 'chofu' | 'fujisawa' | 'portal', changes?: Partial<MailroomDeps>): Mailroom;
  close(): Promise<void>;
}

export async function createMailWorld(stores: TestStores = sqliteStores()): Promise<MailWorld> {
  const organisations = await createOrganisations();
  const store = {
    chofu: await stores.open(townTables, 'town', 'chofu'),
    fujisawa: await stores.open(townTables, 'town', 'fujisawa'),
    portal: await stores.open(portalTables, 'portal'),
  };
  const carrier: Carrier = {
    boxes: new Map(),
    answers: [],
    handedIn: [],
    down: false,
    forgetsAcks: false,
    tamper: (mail) => mail,
  };
  const jlis = await organisations.ca.issue('jlis', '地方公共団体情報システム機構');
  const carry = carrierHandler(carrier, organisations, jlis);
  const applied: MailWorld['applied'] = [];
  let portalDoor: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const line = (async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    return request.url.startsWith(PORTAL) ? portalDoor(request) : carry(request);
  }) as typeof fetch;

  function deps(name: 'chofu' | 'fujisawa' | 'portal'): MailroomDeps {
    const keys = organisations[name];
    const portal = name === 'portal';
    return {
      self: keys.code,
      store: store[name],
      cipher: createCipher(Buffer.alloc(32, name.length)),
      keys,
      directory: organisations.directory(),
      clock: CLOCK,
      newId: nextId,
      routeOf: (to) => (portal ? 'mailbox' : to === 'portal' ? PORTAL : CARRIER),
      mailboxes: portal
        ? []
        : [
            { base: CARRIER, code: 'jlis' },
            { base: PORTAL, code: 'portal' },
          ],
      fetch: line,
      backOff: () => 0,
    };
  }

  function restart(name: 'chofu' | 'fujisawa' | 'portal', changes: Partial<MailroomDeps> = {}): Mailroom {
    const own = { ...deps(name), ...changes };
    const mailroom = createMailroom(own);
    if (name === 'portal') portalDoor = createDoorHandler({ deps: own, mailroom, path: '/portal-api' });
    if (name === 'fujisawa' && !changes.handlers) {
      mailroom.handlers.MovingOutCertificateWithdrawn = async (message) => {
        applied.push({ id: message.envelope.id, content: message.content });
      };
    }
    return mailroom;
  }

  return {
    organisations,
    stores,
    carrier,
    store,
    applied,
    fetch: line,
    chofu: restart('chofu'),
    fujisawa: restart('fujisawa'),
    portal: restart('portal'),
    restart,
    close: () => stores.close(),
  };
}

function carrierHandler(carrier: Carrier, organisations: Organisations, jlis: OrganisationKeys) {
  const directory = organisations.directory();
  const replays = createReplayWindow();
  const boxOf = (code: string) => {
    const box = carrier.boxes.get(code) ?? [];
    carrier.boxes.set(code, box);
    return box;
  };
  return async (request: Request): Promise<Response> => {
    if (carrier.down) return new Response(null, { status: 503 });
    const body = await request.text();
    const { pathname } = new URL(request.url);
    const take = async (sealed: string): Promise<Response> => {
      const status = carrier.answers.shift();
      if (status && status >= 400) {
        return Response.json({ status, code: 'refused', detail: '受け付けません。' }, { status });
      }
      const { envelope } = await check(sealed, directory);
      carrier.handedIn.push(envelope);
      const box = boxOf(envelope.to);
      if (!box.some(({ id }) => id === envelope.id)) box.push({ id: envelope.id, sealed });
      return new Response(null, { status: status === 0 ? 504 : 202 });
    };
    if (pathname === '/messages') return take(body);
    if (pathname === '/messages/batch') return takeBatch(body, take);
    const { iss, ids } = await verifyDoorRequest(body, jlis.code, directory, replays);
    if (pathname === '/mailbox/pull') return Response.json({ mail: carrier.tamper([...boxOf(iss)]), more: false });
    if (!carrier.forgetsAcks) {
      carrier.boxes.set(
        iss,
        boxOf(iss).filter(({ id }) => !ids?.includes(id)),
      );
    }
    return new Response(null, { status: 204 });
  };
}

/** Posts a small message from one mailroom, in a transaction of its own. */
export function postWithdrawal(
  from: Mailroom,
  store: Store<DeliveryTables>,
  to: string,
  subject: string,
  codes: string[] = [],
): Promise<string> {
  return store.write((session) =>
    from.post(session, {
      type: 'MovingOutCertificateWithdrawn',
      to,
      subject,
      content: { movingOutId: nextId(), reason: 'cancelled', residentRecordCodes: codes },
    }),
  );
}
