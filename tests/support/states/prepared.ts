import { formerNumberOf } from '#db/fixtures/records.ts';
import { KOHOKU } from '#db/fixtures/towns.ts';
import type { DemoServer } from '../demo-server.ts';
import { electionActs } from './electoral-run.ts';
import { fileActs } from './filed-acts.ts';
import { readTheRegister } from './inspected.ts';
import { type Newcomer, registerNewcomers } from './newcomer.ts';
import {
  answerWith,
  checkIn,
  chooseNewHousehold,
  type Desk,
  fetchAndRecord,
  findArrival,
  newOfficer,
  presentCard,
  press,
  signFiling,
  startAndAccept,
} from './officers.ts';
import {
  type AnswerSheet,
  answersFor,
  answerUntil,
  awaitStatus,
  file,
  newResident,
  type SignedIn,
  signAndFile,
  startDraft,
  textOf,
  valuesOf,
} from './residents.ts';
import { unfiledNotice } from './unfiled-notice.ts';
import { type Changes, until, Walker } from './walker.ts';

export const CHOFU = '132080';
export const FUJISAWA = '142051';

/** The demo's first day and the first open day on which somebody can come. */
const FILED_ON = '2026-11-24';
const COMES_ON = '2026-11-25';

/** A demo in which every page has something to show: who is signed in, and what there is to be opened. */
export interface Prepared {
  server: DemoServer;
  walkers: Map<string, Walker>;
  /** Receipt numbers by what became of the filing. */
  receipts: Record<
    'moved' | 'expected' | 'underReview' | 'toCorrect' | 'refused' | 'cancelAsked' | 'registered' | 'aged',
    string
  >;
  /** Addresses of drafts by what they are good for. */
  drafts: Record<
    'fresh' | 'complete' | 'typed' | 'headStays' | 'partial' | 'second' | 'protected' | 'child' | 'nobody',
    string
  >;
  /** Addresses of arrivals in 藤沢市 by the screen they stand at. */
  arrivals: Record<'expected' | 'card' | 'filing' | 'cards' | 'done' | 'withoutNotice' | 'silent', string>;
  /** 照会 of the desk of 調布市. */
  lookups: Record<'found' | 'none' | 'aged' | 'protected', string>;
  /** 支援措置 of 調布市: a record, and the form for 佐藤 健司. */
  protection: Record<'measure' | 'entry', string>;
  /** 仮登録 of 調布市 that came from forms. */
  filed: Awaited<ReturnType<typeof fileActs>>;
  /** 台帳の閲覧 of 調布市: two 申出, and the list of the one that is read. */
  inspected: Awaited<ReturnType<typeof readTheRegister>>;
  /** 転入通知 that 調布市 could not apply. */
  notice: string;
  /** 定時登録 and 選挙権の停止 of 調布市 that wait for the second officer. */
  electoral: Awaited<ReturnType<typeof electionActs>>;
  /** 仮のパスワード that nobody has used yet. */
  newcomer: Newcomer;
}

async function typePerson({ walker }: SignedIn, draft: string, person: Changes): Promise<void> {
  const open = await walker.open(`${draft}/people`);
  const own = /href="([^"]*\/person\?key=[^"]*)"/.exec(open.body)?.[1];
  await walker.open(own ?? `${draft}/person`);
  const done = await walker.submit('name="relationship"', person);
  if (done.status !== 200) throw new Error(`person: ${textOf(done)}`);
}

/** A draft without 自己情報: everybody typed, the filer with that 続柄. */
export async function typedDraft(resident: SignedIn, relationship: string, sheet: AnswerSheet): Promise<string> {
  const draft = await startDraft(resident);
  await answerUntil(resident, draft, { ...sheet, household: { consent: 'no' } }, 'people');
  await typePerson(resident, draft, { relationship });
  await answerUntil(resident, draft, {
    ...sheet,
    people: {},
    scope: { scope: 'partOfHousehold' },
    'old-householder': { oldHouseholder: '伊藤　剛' },
    'remaining-householder': { remainingChoice: 'named', remainingHead: '辻\u{E0100}　奈緒' },
  });
  return draft;
}

async function openLookup({ walker, town }: Desk, query: Changes): Promise<string> {
  const found = await walker.post(`/office/${town}/residents?index`, { reason: '窓口での申出', ...query });
  if (!found.url.includes('lookup=')) throw new Error(`no lookup: ${textOf(found)}`);
  return found.url;
}

async function withoutAppointment({ walker, town }: Desk, name: string): Promise<string> {
  await walker.open(`/office/${town}/arrivals/new`);
  const begun = await walker.submit('name="caseId"', { kind: 'filer', name, document: '個人番号カード' });
  return begun.url.replace(/\/card$/, '');
}

const whole = (changes: AnswerSheet = {}) => answersFor({ movingOn: FILED_ON, visitOn: COMES_ON }, changes);
/** A draft is still good on the next day. */
const later = (changes: AnswerSheet = {}) => answersFor({ movingOn: FILED_ON, visitOn: '2026-12-01' }, changes);

/** 届出 and drafts of the residents; each is a person of his own, so they can all be busy at once. */
async function residentsAct(server: DemoServer, walkers: Map<string, Walker>) {
  const resident = async (key: string): Promise<SignedIn> => {
    const signedIn = await newResident(server.origin, key);
    walkers.set(key, signedIn.walker);
    return signedIn;
  };
  const filed = async (key: string, sheet = whole()) => file(await resident(key), sheet);
  const complete = async (key: string, sheet = whole()) => {
    const one = await resident(key);
    const draft = await startDraft(one);
    await answerUntil(one, draft, sheet);
    return draft;
  };
  async function twoDrafts(key: string) {
    const one = await resident(key);
    const second = await startDraft(one);
    await answerUntil(one, second, later());
    const first = await startDraft(one);
    await answerUntil(one, first, whole());
    return { second, receipt: await signAndFile(one, first) };
  }
  async function begun(key: string, stop: string) {
    const one = await resident(key);
    const draft = await startDraft(one);
    await answerUntil(one, draft, whole(), stop);
    return draft;
  }
  await resident('ikeda-yuji');
  // Is told of the filing of 佐藤 健司.
  await resident('sato-misaki');
  const [moved, registered, aged, toCorrect, refused, cancelAsked, underReview, two] = await Promise.all([
    filed('sato-kenji'),
    // Two cards to rewrite, of which one lies in the terminal.
    filed('watanabe-naoki', whole({ cards: (page) => ({ cards: valuesOf(page, 'cards').slice(0, 2) }) })),
    filed('murakami-setsuko'),
    filed('kim-minji'),
    filed('ono-tsubasa'),
    filed('yamazaki-aoi'),
    filed('tanaka-hiroshi', whole({ movers: { movers: 'h0' } })),
    twoDrafts('takahashi-hideki'),
  ]);
  const [frozen, typed, headStays, fresh, guarded, child] = await Promise.all([
    complete('nguyen-van-an', later({ lot: { decided: 'yes', lot: '9丁目13番地の24', building: LONG_BUILDING } })),
    resident('tsuji-masato').then((one) => typedDraft(one, '世帯主', later())),
    resident('ito-mayu').then((one) => typedDraft(one, '妻', later())),
    begun('okada-takuya', 'profile'),
    begun('nishimura-rika', 'household'),
    begun('matsumoto-riku', 'profile'),
  ]);
  const partial = await begun('hashimoto-hideki', 'movers');
  const alone = await resident('kimura-chinatsu');
  const nobody = await startDraft(alone);
  await answerUntil(alone, nobody, { household: { consent: 'no' } }, 'people');
  await alone.walker.post(`${nobody}/people`, { remove: 'p1' });
  await walkers.get('nguyen-van-an')?.post(`${frozen}/check-answers`);
  return {
    receipts: { moved, registered, aged, toCorrect, refused, cancelAsked, underReview, expected: two.receipt },
    drafts: {
      complete: frozen,
      typed,
      headStays,
      fresh,
      protected: guarded,
      child,
      second: two.second,
      partial,
      nobody,
    },
  };
}

const LONG_BUILDING =
  'コンフォートヴィラ・インターナショナル湘南辻堂海岸公園イーストタワーレジデンス別館Ⅱ－Ｂ棟　第1234号室（ムニャムニャ様方）';

/** 調布市: every way a filing can go. */
async function oldTownActs(desk: Desk, receipts: Prepared['receipts'], walkers: Map<string, Walker>): Promise<void> {
  for (const name of ['moved', 'registered', 'aged', 'expected', 'cancelAsked'] as const) {
    await startAndAccept(desk, receipts[name]);
  }
  await press(desk, receipts.underReview, 'start');
  await press(desk, receipts.toCorrect, 'start');
  await answerWith(desk, receipts.toCorrect, 'correction', {
    fields: ['newAddress', 'visit'],
    sentence: '新しい住所の番地が途中で切れています。建物の名前まで書いて、もう一度お届けください。',
  });
  await press(desk, receipts.refused, 'start');
  await answerWith(desk, receipts.refused, 'refusal', { reason: '届出の内容を、住民票で確かめられませんでした。' });
  const asking = walkers.get('yamazaki-aoi');
  if (!asking) throw new Error('nobody asks for a cancellation');
  await awaitStatus({ key: 'yamazaki-aoi', walker: asking }, receipts.cancelAsked, '転出済み');
  await asking.post(`/moving/applications/${receipts.cancelAsked}/withdrawal`, { confirm: 'yes' });
}

/** デモの操作: another day, or a system that fails. */
export async function control(server: DemoServer, path: string, fields: Changes): Promise<void> {
  const done = await new Walker(server.origin).post(path, fields);
  if (done.status !== 200) throw new Error(`${path}: ${textOf(done)}`);
}

async function newTownActs(server: DemoServer, desk: Desk): Promise<Prepared['arrivals']> {
  const [expected, filing, cards, silent] = await Promise.all(
    ['橋　秀樹', '佐藤　健司', '渡辺　直樹', '村上　節子'].map((name) => findArrival(desk, name, COMES_ON)),
  );
  if (!expected || !filing || !cards || !silent) throw new Error('not everybody is expected');
  for (const arrival of [expected, filing, cards, silent]) {
    await until(`${arrival} is prepared`, async () => (await desk.walker.open(arrival)).body.includes('準備完了'));
  }
  for (const [arrival, key] of [
    [filing, 'sato-kenji'],
    [cards, 'watanabe-naoki'],
  ] as const) {
    await checkIn(desk, arrival);
    await presentCard(desk, arrival, key);
    await fetchAndRecord(desk, arrival);
    await chooseNewHousehold(desk, arrival);
  }
  await signFiling(desk, cards);
  const card = await withoutAppointment(desk, '清水　和也');
  const withoutNotice = await withoutAppointment(desk, '木村　亮');
  await presentCard(desk, withoutNotice, 'kimura-1');
  await control(server, '/demo/faults', { system: 'jlis', kind: `silent:${CHOFU}` });
  await checkIn(desk, silent);
  await presentCard(desk, silent, 'murakami-setsuko');
  await control(server, '/demo/faults', { act: 'repair' });
  return { expected, filing, cards, done: cards, card, withoutNotice, silent };
}

/** 支援措置: a record, and the address at which a new application is received. */
async function protectionActs(server: DemoServer, walkers: Map<string, Walker>): Promise<Prepared['protection']> {
  const desk = await newOfficer(server.origin, CHOFU, 'protection');
  walkers.set(`protection:${CHOFU}`, desk.walker);
  const list = await desk.walker.open(`/office/${CHOFU}/protection`);
  const measure = /href="([^"]*\/protection\/[0-9a-f-]{36})"/.exec(list.body)?.[1];
  if (!measure) throw new Error(`no measure: ${textOf(list)}`);
  const { search } = new URL(await openLookup(desk, { name: '佐藤', includeRemoved: 'yes' }));
  const entry = `/office/${CHOFU}/protection/new${search}&number=${formerNumberOf('sato-kenji')}`;
  return { measure, entry };
}

/** 舞台の準備: brings a fresh demo into the states that the pages are looked at in. */
export async function prepare(server: DemoServer): Promise<Prepared> {
  const walkers = new Map<string, Walker>();
  const { receipts, drafts } = await residentsAct(server, walkers);
  const old = await newOfficer(server.origin, CHOFU);
  walkers.set(`office:${CHOFU}`, old.walker);
  await oldTownActs(old, receipts, walkers);
  await control(server, '/demo?index', { to: 'nextOpenDay' });
  const desk = await newOfficer(server.origin, FUJISAWA);
  walkers.set(`office:${FUJISAWA}`, desk.walker);
  const arrivals = await newTownActs(server, desk);
  for (const slug of ['auditor', 'administrator', 'administrator2', 'reception', 'insurance', 'children']) {
    walkers.set(`${slug}:${CHOFU}`, (await newOfficer(server.origin, CHOFU, slug)).walker);
  }
  for (const [town, slug] of [
    [CHOFU, 'election2'],
    [FUJISAWA, 'election'],
    [KOHOKU.code, 'administrator'],
  ] as const) {
    walkers.set(`${slug}:${town}`, (await newOfficer(server.origin, town, slug)).walker);
  }
  const election = await newOfficer(server.origin, CHOFU, 'election');
  walkers.set(`election:${CHOFU}`, election.walker);
  const electoral = await electionActs(election);
  const lookups = {
    found: await openLookup(old, { name: '佐藤', includeRemoved: 'yes' }),
    none: await openLookup(old, { name: '該当する人のいない名前' }),
    aged: await openLookup(old, { name: '村上', includeRemoved: 'yes' }),
    protected: await openLookup(old, { name: '西村' }),
  };
  const filed = await fileActs(old);
  const inspected = await readTheRegister(old);
  const protection = await protectionActs(server, walkers);
  const notice = await unfiledNotice(desk, old, 'matsui-1');
  const administrator = walkers.get(`administrator:${CHOFU}`);
  if (!administrator) throw new Error('no administrator');
  const newcomer = await registerNewcomers(server.origin, CHOFU, administrator);
  const acts = { filed, inspected, protection, electoral };
  return { server, walkers, receipts, drafts, arrivals, lookups, ...acts, notice, newcomer };
}

/** 住民の画面 of a person, reached by a lookup of the desk. */
export function personPath(lookup: string, key: string): string {
  const url = new URL(lookup);
  return `${url.pathname}/${formerNumberOf(key)}${url.search}`;
}
