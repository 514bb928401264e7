import type { AppLoadContext } from '@remix-run/node';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { getPerson } from '#db/fixtures/families.ts';
import { cardIdOf } from '#db/fixtures/records.ts';
import type { World } from '#tests/support/world.ts';

type RouteModule = Partial<
  Record<
    'loader' | 'action',
    (args: { request: Request; params: Record<string, string>; context: AppLoadContext }) => unknown
  >
>;

const ROUTES: readonly [pattern: RegExp, load: () => Promise<unknown>][] = [
  [/^\/sign-in$/, () => import('#app/routes/sign-in._index.tsx')],
  [/^\/sign-in\/callback$/, () => import('#app/routes/sign-in.callback.tsx')],
  [/^\/sign-out$/, () => import('#app/routes/sign-out.tsx')],
  [/^\/moving$/, () => import('#app/routes/moving._index.tsx')],
  [/^\/moving\/drafts\/(?<draft>[^/]+)$/, () => import('#app/routes/moving.drafts.$draft._index.ts')],
  [
    /^\/moving\/drafts\/(?<draft>[^/]+)\/check-answers$/,
    () => import('#app/routes/moving.drafts.$draft.check-answers.tsx'),
  ],
  [/^\/moving\/drafts\/(?<draft>[^/]+)\/signature$/, () => import('#app/routes/moving.drafts.$draft.signature.tsx')],
  [/^\/moving\/drafts\/(?<draft>[^/]+)\/person$/, () => import('#app/routes/moving.drafts.$draft.person.tsx')],
  [/^\/moving\/drafts\/(?<draft>[^/]+)\/removal$/, () => import('#app/routes/moving.drafts.$draft.removal.tsx')],
  [
    /^\/moving\/drafts\/(?<draft>[^/]+)\/municipality$/,
    () => import('#app/routes/moving.drafts.$draft.municipality.tsx'),
  ],
  [
    /^\/moving\/drafts\/(?<draft>[^/]+)\/(?<question>[^/]+)$/,
    () => import('#app/routes/moving.drafts.$draft.$question.tsx'),
  ],
  [/^\/moving\/applications\/(?<receipt>[^/]+)$/, () => import('#app/routes/moving.applications.$receipt._index.tsx')],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/receipt$/,
    () => import('#app/routes/moving.applications.$receipt.receipt.tsx'),
  ],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/correction$/,
    () => import('#app/routes/moving.applications.$receipt.correction.tsx'),
  ],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/withdrawal$/,
    () => import('#app/routes/moving.applications.$receipt.withdrawal.tsx'),
  ],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/visit$/,
    () => import('#app/routes/moving.applications.$receipt.visit.tsx'),
  ],
  [/^\/moving\/notices$/, () => import('#app/routes/moving.notices.tsx')],
  [/^\/moving\/family-notices\/(?<notice>[^/]+)$/, () => import('#app/routes/moving.family-notices.$notice.tsx')],
  [/^\/moving\/records$/, () => import('#app/routes/moving.records._index.tsx')],
  [/^\/moving\/records\/receipt$/, () => import('#app/routes/moving.records.receipt.tsx')],
  [/^\/moving\/move-lock$/, () => import('#app/routes/moving.move-lock.tsx')],
  [/^\/moving\/provision-records$/, () => import('#app/routes/moving.provision-records.tsx')],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/to-do$/,
    () => import('#app/routes/moving.applications.$receipt.to-do.tsx'),
  ],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/to-do\/questions$/,
    () => import('#app/routes/moving.applications.$receipt.to-do_.questions.tsx'),
  ],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/lifelines$/,
    () => import('#app/routes/moving.applications.$receipt.lifelines._index.tsx'),
  ],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/lifelines\/(?<company>[^/]+)$/,
    () => import('#app/routes/moving.applications.$receipt.lifelines.$company.tsx'),
  ],
  [
    /^\/moving\/applications\/(?<receipt>[^/]+)\/visit-card$/,
    () => import('#app/routes/moving.applications.$receipt.visit-card.tsx'),
  ],
  [/^\/moving\/relocations\/new$/, () => import('#app/routes/moving.relocations.new.tsx')],
  [/^\/moving\/relocations\/(?<receipt>[^/]+)$/, () => import('#app/routes/moving.relocations.$receipt.tsx')],
];

/** What a page answered: a status, where it leads, and the data it would be drawn from. */
export interface Answer {
  status: number;
  /** Path and query on the own origin, or a whole URL elsewhere. */
  location: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever the page was given.
  data: any;
}

export type Fields = Record<string, string | readonly string[]>;

/** A resident with a browser without scripts: cookies, forms, redirects, and a card in the hand. */
export interface Visitor {
  get(path: string): Promise<Answer>;
  post(path: string, fields?: Fields): Promise<Answer>;
  /** Goes to the card app and comes back with this PIN; the card may be another one. */
  showCard(url: string, pin: string, card?: string): Promise<string>;
  signIn(): Promise<void>;
  /** Answers questions until nothing is asked any more. Returns the id of the draft. */
  answer(draft: string, answers: Record<string, Fields>): Promise<void>;
  startDraft(): Promise<string>;
  readProfile(draft: string): Promise<Answer>;
  /** From the check-answers page to the end of the signature. */
  sign(draft: string, card?: string): Promise<Answer>;
  cookies: Map<string, string>;
}

function formOf(fields: Fields): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    ),
  );
}

export function visitorOf(world: World, key: string): Visitor {
  const origin = world.services.config.publicOrigin;
  const cookies = new Map<string, string>();
  const appCookies = new Map<string, string>();
  const pins = { ...USUAL_PINS, ...getPerson(key).person.card?.pins };
  const context: AppLoadContext = { services: world.services, nonce: '' };

  async function call(path: string, form?: URLSearchParams): Promise<Answer> {
    const url = new URL(path, origin);
    const route = ROUTES.find(([pattern]) => pattern.test(url.pathname));
    if (!route) throw new Error(`no route for ${path}`);
    const module = (await route[1]()) as RouteModule;
    const work = form ? module.action : module.loader;
    if (!work) throw new Error(`${path} does not take this`);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const request = new Request(url, {
      headers: cookie ? { Cookie: cookie } : {},
      ...(form ? { method: 'POST', body: form } : {}),
    });
    const params = { ...route[0].exec(url.pathname)?.groups };
    let result: unknown;
    try {
      result = await work({ request, params, context });
    } catch (thrown) {
      if (!(thrown instanceof Response)) throw thrown;
      result = thrown;
    }
    return read(result);
  }

  function read(result: unknown): Answer {
    if (result instanceof Response) {
      for (const set of result.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      return { status: result.status, location: result.headers.get('Location') ?? '', data: undefined };
    }
    if (typeof result === 'object' && result !== null && 'init' in result && 'data' in result) {
      const init = result.init as ResponseInit | null;
      return { status: init?.status ?? 200, location: '', data: result.data };
    }
    return { status: 200, location: '', data: result };
  }

  /** A page of the card app, or the address on the own origin to which it leads. */
  async function app(url: string, form?: URLSearchParams): Promise<{ url: string; page: string }> {
    let target = url;
    let body = form;
    for (let hops = 0; hops < 10; hops += 1) {
      if (target.startsWith(origin)) return { url: target, page: '' };
      const cookie = [...appCookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(target, {
        redirect: 'manual',
        headers: { ...(cookie ? { cookie } : {}), ...(body ? { origin: new URL(target).origin } : {}) },
        ...(body ? { method: 'POST', body } : {}),
      });
      for (const set of response.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        appCookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = response.headers.get('location');
      if (!location) return { url: target, page: await response.text() };
      target = new URL(location, target).href;
      body = undefined;
    }
    throw new Error('too many redirects');
  }

  async function showCard(url: string, pin: string, card = key): Promise<string> {
    const start = await app(url);
    const base = start.url.split('?')[0] ?? '';
    await app(`${base}/card`, formOf({ card: cardIdOf(card) }));
    const { page } = await app(`${base}/tap`, formOf({}));
    const attempt = /name="attempt" value="([^"]*)"/.exec(page)?.[1] ?? '';
    const end = await app(`${base}/pin`, formOf({ attempt, pin }));
    if (!end.url.startsWith(origin)) {
      throw new Error(
        `the card app keeps ${card}: ${end.page
          .replace(/<[^>]+>/g, ' ')
          .replace(/\s+/g, ' ')
          .slice(0, 400)}`,
      );
    }
    return end.url.slice(origin.length);
  }

  const visitor: Visitor = {
    cookies,
    get: (path) => call(path),
    post: (path, fields = {}) => call(path, formOf(fields)),
    showCard,
    async signIn() {
      const { location } = await visitor.post('/sign-in', { returnTo: '/moving' });
      const back = await showCard(location, pins.authentication);
      const answer = await visitor.get(back);
      if (answer.location !== '/moving') throw new Error(`the sign-in led to ${answer.location}`);
    },
    async startDraft() {
      const { location } = await visitor.post('/moving');
      return location.slice('/moving/drafts/'.length);
    },
    async readProfile(draft) {
      const { location } = await visitor.post(`/moving/drafts/${draft}/profile`);
      return visitor.get(await showCard(location, pins.cardSurface));
    },
    async answer(draft, answers) {
      for (let turn = 0; turn < 40; turn += 1) {
        const { location } = await visitor.get(`/moving/drafts/${draft}`);
        const question = location.slice(`/moving/drafts/${draft}/`.length);
        if (question === 'check-answers') return;
        const fields = answers[question];
        if (!fields) throw new Error(`nobody told what to answer to ${question}`);
        const answer = await visitor.post(location, fields);
        if (answer.status !== 302) throw new Error(`${question}: ${answer.status} ${JSON.stringify(answer.data)}`);
      }
      throw new Error('the questions do not end');
    },
    async sign(draft, card = key) {
      await visitor.post(`/moving/drafts/${draft}/check-answers`);
      const { location } = await visitor.post(`/moving/drafts/${draft}/signature`);
      return visitor.get(await showCard(location, pins.signature, card));
    },
  };
  return visitor;
}

/** Answers of 佐藤家: everybody moves from 調布市 to 藤沢市 on 28 November 2026. */
export const WHOLE_FAMILY: Record<string, Fields> = {
  household: { consent: 'yes' },
  movers: { movers: ['h0', 'h1', 'h2', 'h3'] },
  cards: { cards: ['h0', 'h1', 'h2'] },
  'moving-date': { 'movingOn.year': '2026', 'movingOn.month': '11', 'movingOn.day': '28' },
  destination: { destinationKind: 'japan' },
  postcode: { postcode: '251-0046' },
  lot: { decided: 'yes', lot: '5番6号' },
  'new-household': { newHousehold: 'new' },
  'new-householder': { newHeadKey: 'h0' },
  relationships: { 'relationship.h1': '妻', 'relationship.h2': '子', 'relationship.h3': '母' },
  contact: { phone: '090-1234-5678' },
  'visit-day': { visitOn: '2026-12-01' },
  'visit-office': { visitOffice: 'honcho' },
  // Asked where the town has published its times.
  'visit-time': { visitSlot: '2026-12-01/honcho/10:00' },
  visitor: { visitor: 'filer' },
};

/** ログインから届出まで: the receipt number of a filing with these answers. */
export async function signInAndFile(
  visitor: Visitor,
  answers: Record<string, Fields> = WHOLE_FAMILY,
): Promise<ReceiptNumber> {
  await visitor.signIn();
  const draft = await visitor.startDraft();
  await visitor.readProfile(draft);
  await visitor.answer(draft, answers);
  const { location } = await visitor.sign(draft);
  const [, receiptNumber] = /^\/moving\/applications\/(\d{19})\b/.exec(location) ?? [];
  if (!receiptNumber) throw new Error(`not filed: ${location}`);
  return receiptNumber;
}
