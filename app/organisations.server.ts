import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { v7 as newId } from 'uuid';
import { type Cipher, createCipher } from '#db/cipher.ts';
import { type OpenOptions, openStore } from '#db/open.server.ts';
import {
  type AuditTables,
  addresseeTables,
  type DeliveryTables,
  type Organisation,
  portalTables,
  townTables,
} from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { type Addressee, createAddressee } from './addressee/index.server.ts';
import type { Config } from './config.server.ts';
import { createJuki, type JukiEngine } from './juki/index.server.ts';
import { log } from './log.server.ts';
import { createDirectoryClient, type DirectoryClient } from './messages/directory.server.ts';
import { signDoorRequest } from './messages/door-requests.server.ts';
import type { OrganisationKeys } from './messages/keys.server.ts';
import { createMailroom, type Mailroom } from './messages/mailroom.server.ts';
import { createCardTerminal } from './national/card-terminal.server.ts';
import { type CertificateChecks, createCertificateChecks } from './national/certificates.server.ts';
import { createNationalContacts, type NationalContacts } from './national/contacts.server.ts';
import { createDigitalAuth } from './national/digital-auth.server.ts';
import { createLifelines } from './national/lifelines.server.ts';
import { createLoggingMailer, createSmtpMailer } from './national/mail.server.ts';
import { createOffice, type OfficeDesk } from './office/index.server.ts';
import { createPapers, type Papers } from './papers/index.server.ts';
import { createPortal, type Portal } from './portal/index.server.ts';
import type { Surroundings } from './surroundings.server.ts';
import type { Clock } from './vocabulary/clock.ts';
import type { Town } from './vocabulary/towns.ts';

/** What every organisation of this process is built with. */
export interface Ground {
  config: Config;
  clock: Clock;
  surroundings: Surroundings;
  cipher: Cipher;
  directory: DirectoryClient;
  certificates: CertificateChecks;
  /** Whether the OCSP responder and the デジタル認証アプリ answer. */
  contacts: NationalContacts;
  /** Protocol time in milliseconds. */
  protocolNow: () => number;
  /** 帳票の印刷, common to all: it keeps nothing of any paper. */
  papers: Papers;
  /** Opens the database of one organisation, named by its file or schema. */
  open<T extends Record<string, SQLiteTable>>(tables: T, organisation: Organisation, name: string): Promise<Store<T>>;
}

/** Where databases lie: one SQLite file each, or one schema each in PostgreSQL. */
export function openerOf(config: Config, options: OpenOptions): Ground['open'] {
  return (tables, organisation, name) => {
    const { postgresUrl, dataDir } = config;
    if (postgresUrl) {
      return openStore(tables, { postgres: postgresUrl, schema: name.replaceAll('-', '_') }, organisation);
    }
    return openStore(tables, { sqlite: join(dataDir, `${name}.db`) }, organisation, options);
  };
}

export function layGround(
  config: Config,
  means: Pick<Ground, 'clock' | 'surroundings' | 'open' | 'protocolNow'>,
): Ground {
  const { clock, surroundings } = means;
  const { ocsp, digitalAuthIssuer } = config.urls;
  const contacts = createNationalContacts({
    addresses: {
      ocsp,
      'auth-app': `${digitalAuthIssuer}/.well-known/openid-configuration`,
    },
    now: means.protocolNow,
  });
  return {
    config,
    ...means,
    cipher: createCipher(config.dataKey),
    directory: createDirectoryClient({
      base: config.urls.jlis,
      trust: { roots: [...surroundings.organisationRoots] },
      clock,
    }),
    papers: createPapers({ namesFile: config.namesFontFile }),
    certificates: createCertificateChecks({
      roots: surroundings.jpkiRoots,
      ocspUrl: ocsp,
      clock,
      fetch: contacts.fetchOf('ocsp'),
    }),
    contacts,
  };
}

/** A mailroom whose handlers are in place, whatever tables they write. */
export type PostRoom = Omit<Mailroom, 'handlers'>;

/** The portal and what it is made of. */
export interface PortalOrganisation {
  portal: Portal;
  mailroom: PostRoom;
  store: Store<typeof portalTables>;
}

export async function openPortal(ground: Ground): Promise<PortalOrganisation> {
  const { config, clock, cipher, directory, surroundings, certificates } = ground;
  const store = await ground.open(portalTables, 'portal', 'portal');
  const keys = await surroundings.keysOf('portal');
  const mailroom = createMailroom({
    self: 'portal',
    store,
    cipher,
    keys,
    directory,
    clock,
    newId,
    // Towns pull what is for them; only the 中間サーバー is asked directly.
    routeOf: (to) => (to === 'interlink' ? config.urls.interlink : 'mailbox'),
    mailboxes: [],
  });
  const digitalAuth = createDigitalAuth({
    issuer: config.urls.digitalAuthIssuer,
    clientId: config.digitalAuth.clientId,
    clientKey: surroundings.clientKey,
    redirectUri: `${config.publicOrigin}${SIGN_IN_CALLBACK}`,
    withSerial: true,
    allowInsecure: config.urls.digitalAuthIssuer.startsWith('http:'),
    fetch: ground.contacts.fetchOf('auth-app'),
  });
  const offices = new Map(surroundings.towns.map((town) => [town.code, town.offices]));
  const procedures = new Map(surroundings.towns.map((town) => [town.code, town.procedures ?? []]));
  const portal = createPortal({
    store,
    cipher,
    mailroom,
    clock,
    newId,
    random: (below) => randomInt(below),
    digitalAuth,
    certificates,
    lifelines: createLifelines({
      base: config.urls.lifelines,
      signRequest: (claims) => signDoorRequest(keys, claims),
    }),
    mail: config.mail
      ? createSmtpMailer(config.mail)
      : createLoggingMailer((line) => log.info(line, 'a mail would have been sent')),
    origin: config.publicOrigin,
    offices: (code) => offices.get(code) ?? [],
    procedures: (code) => procedures.get(code) ?? [],
    towns: surroundings.towns.map(({ code, name }) => ({ code, name })),
    keys,
    directory,
    papers: ground.papers,
  });
  return { portal, mailroom, store };
}

/** Where the デジタル認証アプリ sends people back to. */
export const SIGN_IN_CALLBACK = '/sign-in/callback';

/** One town and what it is made of. */
export interface TownOrganisation {
  town: Town;
  office: OfficeDesk;
  juki: JukiEngine;
  addressee: Addressee;
  mailroom: PostRoom;
  /** Of the 宛名 system alone. */
  addresseeMailroom: PostRoom;
  stores: Store<AuditTables & DeliveryTables>[];
  keys: OrganisationKeys;
}

/** Organisations with a door of their own; everybody else is reached through J-LIS. */
const ROUTES: Readonly<Record<string, (urls: Config['urls']) => string>> = {
  portal: (urls) => urls.portalApi,
  interlink: (urls) => urls.interlink,
  immigration: (urls) => urls.immigration,
};

export async function openTown(ground: Ground, town: Town): Promise<TownOrganisation> {
  const { config, clock, cipher, directory, surroundings, certificates } = ground;
  const { urls } = config;
  const store = await ground.open(townTables, 'town', `town-${town.code}`);
  const addresseeStore = await ground.open(addresseeTables, 'addressee', `addressee-${town.code}`);
  const keys = await surroundings.keysOf(town.code);
  const common = { self: town.code, cipher, keys, directory, clock, newId };
  const mailroom = createMailroom({
    ...common,
    store,
    routeOf: (to) => ROUTES[to]?.(urls) ?? urls.jlis,
    mailboxes: [
      { base: urls.jlis, code: 'jlis' },
      { base: urls.portalApi, code: 'portal' },
      { base: urls.interlink, code: 'interlink' },
      { base: urls.immigration, code: 'immigration' },
    ],
  });
  const addresseeMailroom = createMailroom({
    ...common,
    store: addresseeStore,
    routeOf: () => urls.interlink,
    mailboxes: [],
  });
  const addressee = createAddressee({ store: addresseeStore, cipher, mailroom: addresseeMailroom, clock });
  const juki = createJuki({
    town,
    store,
    cipher,
    mailroom,
    clock,
    newId,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    addressee,
    onError: (error) => log.error({ err: error, town: town.code }, 'saga'),
  });
  const cardTerminal = createCardTerminal({
    base: urls.cardTerminal,
    signRequest: (claims) => signDoorRequest(keys, claims),
  });
  const officers = surroundings.officers.filter((officer) => officer.townCode === town.code);
  const office = createOffice({
    town,
    store,
    cipher,
    mailroom,
    juki,
    cardTerminal,
    asked: ground.contacts,
    certificates,
    directory,
    keys,
    clock,
    newId,
    protocolNow: ground.protocolNow,
    papers: ground.papers,
    verifyAddress: `${config.publicOrigin}/verify-paper`,
  });
  await office.roll.fill(officers);
  juki.setOffice(office.port);
  Object.assign(mailroom.handlers, juki.handlers, office.handlers);
  const stores = [store, addresseeStore] as unknown as TownOrganisation['stores'];
  return { town, office, juki, addressee, mailroom, addresseeMailroom, stores, keys };
}
