import { USUAL_PINS } from '#db/fixtures/define.ts';
import { getPerson } from '#db/fixtures/families.ts';
import { cardIdOf } from '#db/fixtures/records.ts';
import type { CardPins } from '#db/fixtures/types.ts';
import { type Changes, type Standing, until, Walker } from './walker.ts';

/** A resident's own walker, signed in. */
export interface SignedIn {
  key: string;
  walker: Walker;
}

const hiddenField = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

function pinOf(key: string, kind: keyof CardPins): string {
  return getPerson(key).person.card?.pins?.[kind] ?? USUAL_PINS[kind];
}

/** Chooses the card, taps it and enters the PIN in the simulated app, from wherever the walker was sent there. */
export async function tapCard(walker: Walker, key: string, kind: keyof CardPins): Promise<Standing> {
  const visit = walker.here?.url.split('?')[0] ?? '';
  if (!/\/(?:auth-app|card-terminal)\//.test(visit)) throw new Error(`not in the app: ${visit}`);
  await walker.post(`${visit}/card`, { card: cardIdOf(key) });
  const asked = await walker.post(`${visit}/tap`);
  return walker.post(`${visit}/pin`, { attempt: hiddenField(asked.body, 'attempt'), pin: pinOf(key, kind) });
}

/** サインイン with the card of a person. */
export async function signIn(walker: Walker, key: string): Promise<SignedIn> {
  await walker.open('/sign-in');
  await walker.submit('returnTo');
  const home = await tapCard(walker, key, 'authentication');
  if (!home.url.endsWith('/moving')) throw new Error(`${key} could not sign in: ${home.url}`);
  return { key, walker };
}

export async function newResident(origin: string, key: string, onSeen?: ConstructorParameters<typeof Walker>[1]) {
  return signIn(new Walker(origin, onSeen), key);
}

/** Answers by question; a function sees the page. */
export type AnswerSheet = Record<string, Changes | ((page: Standing) => Changes)>;

function dateFields(name: string, on: string): Changes {
  const [year, month, day] = on.split('-').map(Number);
  return {
    [`${name}.era`]: 'western',
    [`${name}.year`]: `${year}`,
    [`${name}.month`]: `${month}`,
    [`${name}.day`]: `${day}`,
  };
}

/** What a page offers to choose under this name. */
export function valuesOf(page: Standing, name: string): string[] {
  return [...page.body.matchAll(new RegExp(`<input\\b[^>]*name="${name}"[^>]*>`, 'g'))].map(
    ([tag]) => /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  );
}

let chosen = 0;

/** Many choose at once: each takes another time, so that nobody is too late. */
function nextOf(times: readonly string[]): string | undefined {
  chosen += 1;
  return times[chosen % times.length];
}

/** 引越しの回答: a whole household to 藤沢市, unless changed. */
export function answersFor(plan: { movingOn: string; visitOn?: string }, changes: AnswerSheet = {}): AnswerSheet {
  return {
    household: { consent: 'yes' },
    movers: (page) => ({ movers: valuesOf(page, 'movers') }),
    cards: (page) => ({ cards: valuesOf(page, 'cards').slice(0, 1) }),
    'moving-date': dateFields('movingOn', plan.movingOn),
    destination: { destinationKind: 'japan' },
    postcode: { postcode: '2510047' },
    town: { town: '0' },
    lot: { decided: 'yes', lot: '2丁目3番4号', building: '辻堂ハイム101' },
    'new-household': { newHousehold: 'new' },
    'new-householder': (page) => ({ newHeadKey: valuesOf(page, 'newHeadKey')[0] }),
    relationships: (page) =>
      Object.fromEntries(
        [...new Set(page.body.match(/name="relationship\.\w+"/g))].map((name, index) => [
          name.slice(6, -1),
          index === 0 ? '妻' : '子',
        ]),
      ),
    'remaining-householder': (page) => ({ remainingChoice: valuesOf(page, 'remainingChoice')[0] }),
    contact: { phone: '090-0000-1234', email: 'example@example.jp' },
    'visit-day': (page) => ({ visitOn: plan.visitOn ?? valuesOf(page, 'visitOn')[0] }),
    'visit-office': { visitOffice: 'honcho' },
    'visit-time': (page) => ({ visitSlot: nextOf(valuesOf(page, 'visitSlot')) }),
    visitor: { visitor: 'filer' },
    ...changes,
  };
}

const questionOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';

/** 下書きを始める: the new draft's address. */
export async function startDraft({ walker }: SignedIn): Promise<string> {
  const begun = await walker.post('/moving?index');
  return /\/moving\/drafts\/[^/]+/.exec(begun.url)?.[0] ?? '';
}

/** Answers one question after the other, up to the one that is named (it stays open), or to the summary. */
export async function answerUntil(resident: SignedIn, draft: string, sheet: AnswerSheet, stop = 'check-answers') {
  const { walker, key } = resident;
  await walker.open(draft);
  for (let asked = 0; asked < 30; asked += 1) {
    const page = walker.here;
    const question = questionOf(page?.url ?? '');
    if (!page || question === stop || question === 'check-answers') return page;
    if (question === 'profile') {
      await walker.post(page.url);
      await tapCard(walker, key, 'cardSurface');
      continue;
    }
    const answer = sheet[question];
    if (!answer) throw new Error(`no answer to ${question}`);
    const answered = await walker.submit('', typeof answer === 'function' ? answer(page) : answer).catch((error) => {
      throw new Error(`${question}: ${error}`);
    });
    if (answered.status >= 400) throw new Error(`${question} was not taken: ${answered.status} ${textOf(answered)}`);
  }
  throw new Error(`the questions do not end: ${walker.here?.url}`);
}

/** 署名して届け出る: from the summary to the receipt number. */
export async function signAndFile({ walker, key }: SignedIn, draft: string): Promise<string> {
  await walker.post(`${draft}/check-answers`);
  await walker.post(`${draft}/signature`);
  const filed = await tapCard(walker, key, 'signature');
  const receipt = /\/moving\/applications\/(\d+)\/receipt$/.exec(filed.url)?.[1];
  if (!receipt) throw new Error(`not filed: ${filed.url} ${filed.status} ${textOf(filed)}`);
  return receipt;
}

/** 転出届と転入予約: from the first question to the receipt number. */
export async function file(resident: SignedIn, sheet: AnswerSheet): Promise<string> {
  const draft = await startDraft(resident);
  await answerUntil(resident, draft, sheet);
  return signAndFile(resident, draft);
}

/** Waits until the status page says something. */
export async function awaitStatus({ walker }: SignedIn, receipt: string, words: string): Promise<void> {
  await until(`${receipt}: ${words}`, async () => {
    const page = await walker.open(`/moving/applications/${receipt}`);
    return textOf(page).includes(words) ? true : undefined;
  });
}

/** The words of a page without its markup. */
export function textOf(page: { body: string }): string {
  return page.body
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
