import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { createDirectory, directoryEntryOf } from '#app/messages/directory.server.ts';
import { createReplayWindow, signDoorRequest, verifyDoorRequest } from '#app/messages/door-requests.server.ts';
import { type CardTerminal, createCardTerminal } from '#app/national/card-terminal.server.ts';
import { type CertificateChecks, createCertificateChecks } from '#app/national/certificates.server.ts';
import { createDigitalAuth, type DigitalAuth, type DigitalAuthOptions } from '#app/national/digital-auth.server.ts';
import { residentRecordCodeCheckDigit } from '#app/vocabulary/identifiers.ts';
import { createCipher } from '#db/cipher.ts';
import { nationalTables } from '#db/schema/index.ts';
import { createFaults, type Faults } from '#mocks/faults.ts';
import { createJpki, type Jpki, type JpkiDeps, type NewCard } from '#mocks/jpki/index.ts';
import { createOrganisationCa } from '#mocks/organisation-ca.server.ts';
import { sqliteStores } from '#tests/support/stores.ts';

export const BASE = 'http://localhost:3001';
export const RETURN = 'http://localhost:3000/sign-in/callback';
export const TOWN = '142051';
export const OTHER_TOWN = '132080';

/** Cards with their makers and users, on one database that can be opened again. */
export interface JpkiWorld {
  jpki: Jpki;
  faults: Faults;
  clock: { now(): string; set(instant: string): void };
  auth: DigitalAuth;
  authOptions: DigitalAuthOptions;
  checks: CertificateChecks;
  terminal: CardTerminal;
  /** The terminal as another town sees it. */
  otherTerminal: CardTerminal;
  portalTerminal: CardTerminal;
  /** Requests that reach the simulators. */
  fetch: typeof fetch;
  signRequest(claims: { aud: string; digest: string }): Promise<string>;
  offerSerial(offered: boolean): void;
  /** A restart: the same files, everything else new. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** A 住民票コード with its check digit. */
export function codeOf(number: number): string {
  const body = String(number).padStart(10, '0');
  return body + residentRecordCodeCheckDigit(body);
}

export const TARO: NewCard = {
  cardId: 'CARD-TARO',
  residentRecordCode: codeOf(1_234_567_890),
  holder: {
    name: '髙橋　太郎',
    kana: 'タカハシ　タロウ',
    bornOn: '1985-04-10',
    sex: '1',
    address: '東京都調布市小島町２丁目３５番地１',
  },
  municipalityCode: OTHER_TOWN,
  family: '髙橋さん一家',
  featured: 1,
  issuedOn: '2024-05-01',
};

interface WorldOptions extends Pick<JpkiDeps, 'newKeyPair'> {
  base?: string;
  back?: string;
}

export async function jpkiWorld(
  cards: NewCard[] = [TARO],
  now = '2026-11-24T00:00:00.000Z',
  { base = BASE, back = RETURN, newKeyPair }: WorldOptions = {},
): Promise<JpkiWorld> {
  const stores = sqliteStores();
  const cipher = createCipher(new Uint8Array(32).fill(7));
  let instant = now;
  const clock = { now: () => instant, set: (next: string) => (instant = next) };
  const signing = await generateKeyPair('ES256', { extractable: true });
  const encryption = await generateKeyPair('ES256', { extractable: true });
  const clientKey = { ...(await exportJWK(signing.privateKey)), kid: 'sig-1' };
  const encryptionKey = await exportJWK(encryption.privateKey);
  const publicKeys = [
    { ...(await exportJWK(signing.publicKey)), kid: 'sig-1', use: 'sig' },
    { ...(await exportJWK(encryption.publicKey)), use: 'enc' },
  ];
  const ca = await createOrganisationCa();
  const towns = { [TOWN]: await ca.issue(TOWN, '藤沢市'), [OTHER_TOWN]: await ca.issue(OTHER_TOWN, '調布市') };
  const portal = await ca.issue('portal', '引越しポータル');
  const directory = createDirectory({
    load: async () => ({ organisations: [...Object.values(towns), portal].map(directoryEntryOf) }),
    trust: { roots: [ca.root] },
    clock,
  });
  const replays = createReplayWindow();
  const faults = createFaults();
  let offersSerial = true;

  async function open(): Promise<Jpki> {
    const jpki = createJpki({
      store: await stores.open(nationalTables, 'national'),
      cipher,
      clock,
      newId: randomUUID,
      faults,
      base,
      clients: [{ clientId: 'RP00000001', name: '引越しポータル', redirectUris: [back], keys: publicKeys }],
      verifyDoorRequest: (signed, audience) => verifyDoorRequest(signed, audience, directory, replays),
      offersSerial: () => offersSerial,
      ...(newKeyPair ? { newKeyPair } : {}),
    });
    await jpki.issueCards(cards);
    return jpki;
  }

  let jpki = await open();
  const reach: typeof fetch = (input, init) => jpki.handler(new Request(input, init));
  const authOptions: DigitalAuthOptions = {
    issuer: `${base}/auth-app/api/realms/main`,
    clientId: 'RP00000001',
    clientKey,
    encryptionKey,
    redirectUri: back,
    withSerial: true,
    allowInsecure: true,
    fetch: reach,
  };
  const terminalOf = (keys: typeof portal) =>
    createCardTerminal({
      base: `${base}/card-terminal`,
      signRequest: (claims) => signDoorRequest(keys, claims),
      fetch: reach,
    });

  return {
    get jpki() {
      return jpki;
    },
    faults,
    clock,
    auth: createDigitalAuth(authOptions),
    authOptions,
    checks: createCertificateChecks({
      roots: () => jpki.roots(),
      ocspUrl: `${base}/ocsp`,
      clock,
      fetch: reach,
      limitMs: 5_000,
    }),
    terminal: terminalOf(towns[TOWN]),
    otherTerminal: terminalOf(towns[OTHER_TOWN]),
    portalTerminal: terminalOf(portal),
    fetch: reach,
    signRequest: (claims) => signDoorRequest(towns[TOWN], claims),
    offerSerial: (offered) => {
      offersSerial = offered;
    },
    restart: async () => {
      jpki = await open();
    },
    close: () => stores.close(),
  };
}

/** A browser without script: cookies, redirects, forms. It stops at addresses that are not the simulators'. */
export function browserOf(world: Pick<JpkiWorld, 'fetch'>) {
  const cookies = new Map<string, string>();
  let url = '';
  let page = '';

  async function go(next: string, init: RequestInit = {}): Promise<void> {
    let target = new URL(next, url || BASE).href;
    let request = init;
    for (let hops = 0; hops < 10; hops += 1) {
      url = target;
      page = '';
      if (!target.startsWith(BASE)) return;
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await world.fetch(target, {
        ...request,
        redirect: 'manual',
        headers: { ...(cookie ? { cookie } : {}), ...(request.method === 'POST' ? { origin: BASE } : {}) },
      });
      for (const set of response.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        const [name = '', value = ''] = pair.split('=');
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || !location) {
        page = await response.text();
        return;
      }
      target = new URL(location, target).href;
      request = {};
    }
  }

  function hiddenField(name: string): string {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  }

  async function submit(action: string, fields: Record<string, string> = {}): Promise<void> {
    await go(`${url.split('?')[0]}/${action}`, { method: 'POST', body: new URLSearchParams(fields) });
  }

  return {
    go,
    submit,
    get url() {
      return new URL(url);
    },
    get page() {
      return page;
    },
    choose: async (cardId: string) => {
      await submit('card', { card: cardId });
      await submit('tap');
    },
    enterPin: (pin: string) => submit('pin', { attempt: hiddenField('attempt'), pin }),
    hiddenField,
  };
}
