import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import type { MovingForm, MovingOutApplication, VisitNotice } from '#app/messages/contracts/application.ts';
import { canonicalBytes } from '#app/portal/filing/canonical.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { certificateName } from '#app/vocabulary/certificate-names.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { createCipher } from '#db/cipher.ts';
import { getPerson } from '#db/fixtures/families.ts';
import { addressOf, birthDateOf, cardIdOf } from '#db/fixtures/records.ts';
import { openStore } from '#db/open.server.ts';
import { nationalTables } from '#db/schema/index.ts';
import { createAuthorities } from '#mocks/jpki/authority/authorities.ts';
import { createCardFile } from '#mocks/jpki/cards/card-file.ts';
import { createChip } from '#mocks/jpki/cards/chip.ts';
import type { JpkiDeps } from '#mocks/jpki/deps.ts';
import { CHOFU, DESTINATIONS, FUJISAWA, today, townOf } from './story.ts';
import type { World } from './world.ts';

let filings = 0;

/** 受付番号 of a test: unlike every other. */
function nextReceipt(world: World): string {
  filings += 1;
  return `${today(world).replaceAll('-', '')}090000${String(filings).padStart(5, '0')}`;
}

/** Signs bytes with somebody's card, past the PIN: the password is another test's matter. */
export async function signWithCard(world: World, personKey: string, bytes: Uint8Array) {
  const { config } = world.services;
  await world.nation?.cards.roots();
  const store = await openStore(nationalTables, { sqlite: join(config.dataDir, 'national.db') }, 'national', {
    durable: false,
  });
  try {
    const cipher = createCipher(config.dataKey);
    const deps = { store, cipher, clock: world.clock } as unknown as JpkiDeps;
    const chip = createChip(deps, createCardFile(deps), createAuthorities(deps));
    const signed = await chip.sign(cardIdOf(personKey), createHash('sha256').update(bytes).digest());
    if (!signed) throw new Error(`${personKey} cannot sign`);
    return signed;
  } finally {
    await store.close();
  }
}

/** 転出届 of a family of 調布市, as the portal's questions would make it. */
export function movingForm(world: World, filerKey: string, changes: Partial<MovingForm> = {}): MovingForm {
  const { family, person } = getPerson(filerKey);
  const head = family.persons.find((one) => one.relationship === '世帯主') ?? person;
  const oldAddress = formatAddress(addressOf(family.townCode, family.address));
  const movingOn = addDays(today(world), 4);
  return {
    procedure: 'movingOutAndVisit',
    receiptNumber: nextReceipt(world),
    filedOn: today(world),
    filer: {
      name: certificateName(person.name.full),
      bornOn: birthDateOf(person).on ?? '',
      sex: person.sex,
      address: oldAddress,
      phone: '042-000-1234',
    },
    fromMunicipality: family.townCode,
    oldAddress,
    oldHouseholder: head.name.full,
    scope: 'wholeHousehold',
    movers: family.persons.map((one) => ({
      name: one.name.full,
      ...(one.name.kana ? { kana: one.name.kana } : {}),
      bornOn: birthDateOf(one),
      sex: one.sex,
      relationship: one.relationship,
      hasCard: one.card !== undefined,
    })),
    movingOn,
    toMunicipality: FUJISAWA,
    newAddress: DESTINATIONS[FUJISAWA],
    newHousehold: 'new',
    newHouseholder: head.name.full,
    visit: { on: addDays(movingOn, 2), office: 'honcho', visitor: 'filer' },
    ...changes,
  };
}

/** The form with a real signature of the filer's card. */
export async function signedApplication(
  world: World,
  filerKey: string,
  form: MovingForm,
  changes: Partial<MovingOutApplication> = {},
): Promise<MovingOutApplication> {
  const bytes = canonicalBytes(form);
  const signed = await signWithCard(world, filerKey, bytes);
  const filedAt = world.clock.now();
  return {
    receiptNumber: form.receiptNumber,
    formBytes: Buffer.from(bytes).toString('base64'),
    ...signed,
    validation: { status: 'valid', signedAt: filedAt, checkedAt: filedAt, source: 'ocsp' },
    filedAt,
    ...changes,
  };
}

/** What the new town is told of the visit. */
export function visitNoticeOf(form: MovingForm): VisitNotice {
  return {
    receiptNumber: form.receiptNumber,
    fromMunicipality: form.fromMunicipality,
    toMunicipality: form.toMunicipality,
    filerName: form.filer.name,
    phone: form.filer.phone,
    movingOn: form.movingOn,
    newAddress: form.newAddress,
    newHousehold: form.newHousehold,
    newHouseholder: form.newHouseholder,
    movers: form.movers.map(({ relationship: _, ...mover }) => mover),
    visit: form.visit,
  };
}

/** Posts one message of the portal and lets it arrive. */
export async function postFromPortal(
  world: World,
  to: string,
  type: 'MovingOutApplication' | 'VisitNotice' | 'VisitCancelled' | 'WithdrawalRequest',
  content: { receiptNumber: string } & Record<string, unknown>,
): Promise<void> {
  const { mailroom, store } = world.portal;
  await store.write((session) => mailroom.post(session, { type, to, subject: content.receiptNumber, content }));
  await world.settle();
}

/** Files a 転出届 with its visit notice; both have arrived afterwards. */
export async function file(
  world: World,
  filerKey: string,
  changes: Partial<MovingForm> = {},
  evidence: Partial<MovingOutApplication> = {},
): Promise<MovingForm> {
  const form = movingForm(world, filerKey, changes);
  const application = await signedApplication(world, filerKey, form, evidence);
  await postFromPortal(world, CHOFU, 'MovingOutApplication', application);
  if (form.toMunicipality === FUJISAWA) await postFromPortal(world, FUJISAWA, 'VisitNotice', visitNoticeOf(form));
  return form;
}

/** What a town told the portal of one application, in order. */
export async function reportsTo(world: World, town: string, receiptNumber: string) {
  const cipher = createCipher(world.services.config.dataKey);
  const [store] = townOf(world, town).stores;
  if (!store) throw new Error('a town without a database');
  const rows = await store.read(({ db, t }) =>
    db.select().from(t.outbox).where(eq(t.outbox.subject, receiptNumber)).orderBy(t.outbox.position),
  );
  return rows
    .filter(({ type }) => type.endsWith('StatusReport'))
    .map((row) => JSON.parse(cipher.decrypt(row.body)) as { status: string; reason?: string; fields?: string[] });
}

/** A module of a route, as a test calls it. */
interface RouteModule {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: (args: ActionFunctionArgs) => unknown;
}

/** What a route answered: a page's data, a redirect or a thrown response. */
export interface RouteAnswer {
  status: number;
  location?: string;
  // biome-ignore lint/suspicious/noExplicitAny: every route has its own data.
  data?: any;
}

/** A browser of one officer (or of nobody) that calls loaders and actions. */
export function officeBrowser(world: World, officer?: { id: string; townCode: string }) {
  let token: string | undefined;
  async function call(
    run: ((args: LoaderFunctionArgs) => unknown) | undefined,
    path: string,
    params: Record<string, string>,
    init: RequestInit = {},
  ): Promise<RouteAnswer> {
    if (!run) throw new Error('the route has no such part');
    const headers = new Headers(init.headers);
    if (officer) {
      token ??= (await townOf(world, officer.townCode).office.access.signInByPress(officer.id))?.token ?? 'nobody';
      const { id: officerId, townCode } = officer;
      const cookie = await world.services.sessions.officer.commit({ officerId, townCode, token });
      headers.set('Cookie', cookie.split(';')[0] ?? '');
    }
    const request = new Request(`${world.services.config.publicOrigin}${path}`, { ...init, headers });
    const args = { request, params, context: { services: world.services, nonce: '' } } as unknown as LoaderFunctionArgs;
    try {
      return answerOf(await run(args));
    } catch (thrown) {
      if (thrown instanceof Response) return answerOf(thrown);
      throw thrown;
    }
  }
  return {
    load: (route: RouteModule, path: string, params: Record<string, string>) => call(route.loader, path, params),
    press: (
      route: RouteModule,
      path: string,
      params: Record<string, string>,
      form: Record<string, string | number | readonly string[]>,
    ) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(form)) {
        for (const one of Array.isArray(value) ? value : [value]) body.append(name, String(one));
      }
      return call(route.action as RouteModule['loader'], path, params, { method: 'POST', body });
    },
  };
}

async function answerOf(value: unknown): Promise<RouteAnswer> {
  if (value instanceof Response && value.headers.has('Content-Disposition')) {
    // A file: its text.
    return { status: value.status, data: await value.text() };
  }
  if (value instanceof Response) {
    const location = value.headers.get('Location');
    return { status: value.status, ...(location ? { location } : {}) };
  }
  const answered = value as { type?: string; data?: unknown; init?: { status?: number } };
  if (answered?.type === 'DataWithResponseInit') return { status: answered.init?.status ?? 200, data: answered.data };
  return { status: 200, data: value };
}

/** The counter's browser at the card terminal, without a screen: goes to the pad, presents a card, enters PINs. */
export function pinPad() {
  const cookies = new Map<string, string>();
  let here = '';
  let page = '';
  async function go(next: string, init: RequestInit = {}): Promise<void> {
    const origin = here === '' ? new URL(next).origin : new URL(here).origin;
    const target = here === '' ? next : new URL(next, here).href;
    if (new URL(target).origin !== origin) return;
    here = target;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(here, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...(init.method === 'POST' ? { origin } : {}) },
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    page = await response.text();
    if (location) await go(location);
  }
  const submit = (action: string, fields: Record<string, string> = {}) =>
    go(`${here.split('?')[0]}/${action}`, { method: 'POST', body: new URLSearchParams(fields) });
  const attempt = () => /name="attempt" value="([^"]*)"/.exec(page)?.[1] ?? '';
  return {
    /** A card is put down and PINs are typed until one is right. */
    async read(url: string, cardId: string, ...pins: string[]): Promise<void> {
      await go(url);
      await submit('card', { card: cardId });
      await submit('tap');
      for (const pin of pins) await submit('pin', { attempt: attempt(), pin });
    },
    /** The holder decides on a new PIN, then uses it. */
    async newPin(url: string, pin: string): Promise<void> {
      await go(url);
      await submit('new-pin', { attempt: attempt(), pin, again: pin });
      await submit('pin', { attempt: attempt(), pin });
    },
  };
}

/** Unlike every other, as forms carry it. */
export function newId(): string {
  return randomUUID();
}
