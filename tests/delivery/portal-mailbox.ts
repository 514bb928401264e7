import { randomUUID } from 'node:crypto';
import type { VisitNotice, VisitStatusReport } from '#app/messages/contracts/application.ts';
import { createDirectoryClient } from '#app/messages/directory.server.ts';
import { DOOR_PATHS, PulledMail } from '#app/messages/door.ts';
import { createDoorHandler } from '#app/messages/door-handler.server.ts';
import type { Message, OutgoingMessage } from '#app/messages/envelope.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import { createMailroom, type Mailroom } from '#app/messages/mailroom.server.ts';
import { createCipher } from '#db/cipher.ts';
import { portalTables } from '#db/schema/index.ts';
import { sqliteStores } from '#tests/support/stores.ts';
import { SAPPORO_ADDRESS } from './nation-messages.ts';
import { CHOFU, NATIONAL, type NationWorld, SAPPORO } from './nation-world.ts';

/** The portal reduced to its mail: what waits for towns, and what they report. */
export interface PortalMailbox {
  mailroom: Mailroom<typeof portalTables>;
  /** Reports in the order in which they took effect, with the town. */
  reports: (VisitStatusReport & { from: string })[];
  /** Who asked for mail or sent some, by the path of the interface. */
  calls: string[];
  post(outgoing: OutgoingMessage): Promise<string>;
  /** Messages that still wait to be fetched. */
  held(): Promise<number>;
  /** false: nobody answers. */
  reachable(answers: boolean): void;
  /** The answers to acknowledgements get lost. */
  loseAcknowledgements(lost: boolean): void;
  /** What is handed out is changed on its way. */
  tamper(change: ((sealed: string) => string) | undefined): void;
  close(): Promise<void>;
}

export const PORTAL_API = 'http://portal.test/portal-api';

/** A portal for a nation; `api.fetch` is given to the nation before the portal exists. */
export function portalLine() {
  let handler: ((request: Request) => Promise<Response>) | undefined;
  let answers = true;
  let losesAcks = false;
  let change: ((sealed: string) => string) | undefined;
  const calls: string[] = [];

  const reach: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname.replace('/portal-api', '');
    if (!answers || !handler) throw new TypeError('connection refused');
    calls.push(path);
    if (losesAcks && path === DOOR_PATHS.acks) return new Response(null, { status: 503 });
    const response = await handler(request);
    if (!change || path !== DOOR_PATHS.pull || !response.ok) return response;
    const { mail, more } = PulledMail.parse(await response.json());
    return Response.json({ mail: mail.map(({ id, sealed }) => ({ id, sealed: change?.(sealed) })), more });
  };

  async function open(world: NationWorld): Promise<PortalMailbox> {
    const stores = sqliteStores();
    const store = await stores.open(portalTables, 'portal');
    const keys: OrganisationKeys = await world.nation.organisationKeys('portal');
    const line = {
      self: 'portal',
      store,
      cipher: createCipher(Buffer.alloc(32, 3)),
      keys,
      directory: createDirectoryClient({
        base: `${NATIONAL}/jlis`,
        trust: { roots: [world.nation.organisationRoot] },
        clock: world.clock,
        fetch: world.fetch,
      }),
      clock: world.clock,
      newId: randomUUID,
    };
    const reports: PortalMailbox['reports'] = [];
    const keep = async ({ envelope, content }: Message) => {
      reports.push({ ...(content as VisitStatusReport), from: envelope.from });
    };
    const mailroom = createMailroom({
      ...line,
      routeOf: () => 'mailbox',
      mailboxes: [],
      handlers: { VisitStatusReport: keep },
    });
    handler = createDoorHandler({ deps: line, mailroom, path: '/portal-api' });
    return {
      mailroom,
      reports,
      calls,
      post: (outgoing) => store.write((session) => mailroom.post(session, outgoing)),
      held: async () => (await mailroom.log(500)).filter(({ state }) => state === 'held').length,
      reachable: (now) => {
        answers = now;
      },
      loseAcknowledgements: (lost) => {
        losesAcks = lost;
      },
      tamper: (next) => {
        change = next;
      },
      close: () => stores.close(),
    };
  }

  return { api: { base: PORTAL_API, fetch: reach }, open };
}

/** 来庁予定の連絡 of 花子, who moves from 調布市 to the played town on 2026-12-01. */
export function visitNoticeOf(receiptNumber: string, more: Partial<VisitNotice> = {}): VisitNotice {
  return {
    receiptNumber,
    fromMunicipality: CHOFU,
    toMunicipality: SAPPORO,
    filerName: '調布　花子',
    phone: '090-1234-5678',
    movingOn: '2026-12-01',
    newAddress: SAPPORO_ADDRESS,
    newHousehold: 'new',
    newHouseholder: '調布　花子',
    movers: [
      {
        name: '調布　花子',
        bornOn: { text: '1988-04-05', on: '1988-04-05', kind: 'exact' },
        sex: '2',
        hasCard: true,
      },
    ],
    visit: { on: '2026-12-03', office: '札幌市中央区', visitor: 'filer' },
    ...more,
  };
}
