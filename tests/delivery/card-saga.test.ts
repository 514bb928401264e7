import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CardTaskState } from '#app/office/cards/card-task.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { createCipher } from '#db/cipher.ts';
import { DEMO_FAMILIES } from '#db/fixtures/families.ts';
import { cardIdOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { openStore } from '#db/open.server.ts';
import { type NationalTables, nationalTables, type TownTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { REMARK_LINES } from '#mocks/jpki/index.ts';
import { PIN, plain, registeredAtCounter } from '#tests/support/counter-story.ts';
import { newId, pinPad } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, today, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let world: World;
let national: Store<NationalTables>;
let caseId: string;
beforeAll(async () => {
  world = await openWorld();
  const sqlite = `${world.services.config.dataDir}/national.db`;
  national = await openStore(nationalTables, { sqlite }, 'national', { durable: false });
  const desk = await registeredAtCounter(world, plain(8));
  const [task] = (await desk.page()).cards;
  caseId = task.caseId;
});
afterAll(async () => {
  await national.close();
  await world[Symbol.asyncDispose]();
});

const town = () => townOf(world, FUJISAWA);
const store = () => town().stores[0] as unknown as Store<TownTables>;
const officer = () => world.officer(FUJISAWA);
const RETURN = 'http://localhost:3000/office/142051/arrivals/1/cards-return';

/** Grown-up people with cards about which there is nothing special; each test takes the next one. */
const HOLDERS = DEMO_FAMILIES.flatMap(({ townCode, persons }) =>
  townCode === CHOFU
    ? persons.filter(({ card, bornOn, key }) => card && !card.note && !card.pins && bornOn < '2005' && key !== plain(8))
    : [],
).map(({ key }) => key);
let taken = 0;
let places = 100;

/** The card of one more mover of the case: as 本登録 plans it. */
async function cardOf(key = HOLDERS[taken++] ?? '', more: { dueOn?: string } = {}) {
  const id = newId();
  places += 1;
  const cipher = createCipher(world.services.config.dataKey);
  await store().write(({ db, t }) =>
    db.insert(t.cardTasks).values({
      id,
      caseId,
      position: places,
      addresseeNumber: `saga-${id}`,
      state: 'waiting',
      version: 1,
      rewriteId: newId(),
      continueId: newId(),
      sealed: cipher.encrypt(JSON.stringify({ holder: key, residentRecordCode: residentRecordCodeOf(key) })),
      dueOn: more.dueOn ?? addDays(today(world), 90),
      signing: 'wished',
      signingId: newId(),
      updatedAt: world.clock.now(),
    }),
  );
  return { key, place: { caseId, taskId: id, officer: officer() } };
}

type Subject = Awaited<ReturnType<typeof cardOf>>;
const counter = () => town().office.counter;

async function atPad({ key, place }: Subject, ...pins: string[]): Promise<void> {
  const opened = await counter().presentCard({ ...place, returnUrl: RETURN });
  if (!opened.accepted || !opened.value.url) throw new Error('no pad');
  await pinPad().read(opened.value.url, cardIdOf(key), ...(pins.length > 0 ? pins : [PIN]));
}

const press = ({ place }: Subject) => counter().rewriteCard(place);

async function taskOf({ place }: Subject) {
  const [row] = await store().read(({ db, t }) =>
    db.select().from(t.cardTasks).where(eq(t.cardTasks.id, place.taskId)),
  );
  if (!row) throw new Error('no task');
  return row;
}

/** What chip, face, certificates and mail say of a card. */
async function factsOf(subject: Subject) {
  const { addresseeNumber } = await taskOf(subject);
  const id = cardIdOf(subject.key);
  const { card, remarks, signing } = await national.read(async ({ db, t }) => ({
    card: (await db.select().from(t.cards).where(eq(t.cards.id, id)))[0],
    remarks: await db.select().from(t.cardRemarks).where(eq(t.cardRemarks.cardId, id)),
    signing: await db
      .select()
      .from(t.certificates)
      .where(and(eq(t.certificates.cardId, id), eq(t.certificates.purpose, 'signature'))),
  }));
  const reports = await store().read(({ db, t }) =>
    db.select().from(t.outbox).where(eq(t.outbox.subject, addresseeNumber)),
  );
  return {
    chip: card?.municipalityCode,
    address: card?.address,
    lines: remarks.filter(({ municipalityCode }) => municipalityCode === FUJISAWA).length,
    used: REMARK_LINES - (card?.remarkLinesLeft ?? 0),
    continuedIn: card?.continuedIn,
    certificates: signing.length,
    told: reports.map(({ type }) => type),
  };
}

/** Cuts the line at the n-th question to the terminal: before it arrives, or after it was done and before the answer. */
async function cutAt(place: number, when: 'before' | 'after', work: () => Promise<unknown>): Promise<number> {
  const { fetch: reach } = globalThis;
  let asked = 0;
  globalThis.fetch = async (input, init) => {
    if (!String(input).includes('/card-terminal/')) return reach(input, init);
    asked += 1;
    if (asked !== place) return reach(input, init);
    if (when === 'after') await reach(input, init);
    throw new Error('the line is cut');
  };
  try {
    await work();
  } finally {
    globalThis.fetch = reach;
  }
  return asked;
}

/** Questions of one card to the terminal, in their order, and where the card stands when that one fails. */
const QUESTIONS: [string, CardTaskState][] = [
  ['カードの読取り', 'queued'],
  ['券面とチップの書換え', 'inRepair'],
  ['書換えの確認', 'written'],
  ['継続利用', 'written'],
  ['署名用電子証明書の照会', 'confirmed'],
  ['発行の前の読取り', 'confirmed'],
  ['署名用電子証明書の発行', 'confirmed'],
];

describe('カードの継続利用：どの問合せで回線が切れても（施行令第30条の20）', () => {
  const cases = QUESTIONS.flatMap(([name, state], index) =>
    (['before', 'after'] as const).map((when) => ({ name, state, place: index + 1, when })),
  );

  it.each(cases)('$name（$when）で切れたら修復中になり、戻れば自動で一度だけ終わる', async ({ place, when, state }) => {
    const subject = await cardOf();
    const before = await factsOf(subject);
    await atPad(subject);
    expect(await cutAt(place, when, () => press(subject))).toBe(place);
    const cut = await taskOf(subject);
    expect(cut.state).toBe(state);
    // Either everything agrees, or the card is told as open.
    const meanwhile = await factsOf(subject);
    if (state === 'confirmed') {
      expect(meanwhile).toMatchObject({ chip: FUJISAWA, continuedIn: FUJISAWA, told: ['CardContinuationReported'] });
      expect(cut.signing).toBe('wished');
    } else {
      expect(meanwhile.told).toEqual([]);
    }
    await town().office.advance();
    expect(await taskOf(subject)).toMatchObject({ state: 'confirmed', signing: 'issued', note: null });
    const after = await factsOf(subject);
    expect(after).toMatchObject({
      chip: FUJISAWA,
      lines: 1,
      used: before.used + 1,
      continuedIn: FUJISAWA,
      certificates: before.certificates + 1,
      told: ['CardContinuationReported'],
    });
    expect(after.address).toContain('藤沢市');
    const done = await taskOf(subject);
    await press(subject);
    await town().office.advance();
    expect(await taskOf(subject)).toEqual(done);
    expect(await factsOf(subject)).toEqual(after);
  });

  it('一枚の手続の問合せは、この表で全部である', async () => {
    const subject = await cardOf();
    await atPad(subject);
    expect(await cutAt(0, 'before', () => press(subject))).toBe(QUESTIONS.length);
  });
});

describe('縮退運転：端末が止まっている間', () => {
  it('申出を時刻とともに受け付け、何度回っても記録は変わらず、戻ればカードを待つ', async () => {
    const subject = await cardOf();
    world.nation?.faults.set('card-terminal', { down: true });
    try {
      const answer = await counter().presentCard({ ...subject.place, returnUrl: RETURN });
      expect(answer).toEqual({ accepted: true, value: {} });
      const queued = await taskOf(subject);
      expect(queued).toMatchObject({ state: 'queued', queuedAt: world.clock.now() });
      for (let round = 0; round < 3; round += 1) await town().office.advance();
      expect(await taskOf(subject)).toEqual(queued);
      const { cards, silent } = await counter().unfinishedCards(officer());
      expect(silent.map(({ code }) => code)).toEqual(['cardTerminal']);
      expect(cards.find(({ taskId }) => taskId === subject.place.taskId)).toMatchObject({ state: 'queued' });
    } finally {
      world.nation?.faults.clear('card-terminal');
    }
    await town().office.advance();
    expect(await taskOf(subject)).toMatchObject({ state: 'waiting', queuedAt: world.clock.now() });
    expect((await counter().unfinishedCards(officer())).silent).toEqual([]);
    await atPad(subject);
    await press(subject);
    expect((await taskOf(subject)).state).toBe('confirmed');
  });

  it('待つカードがなくても、戻ったことに自分で気づく', async () => {
    const subject = await cardOf();
    world.nation?.faults.set('card-terminal', { down: true });
    await counter().presentCard({ ...subject.place, returnUrl: RETURN });
    await counter().leaveCardOut({ ...subject.place, reason: '後日を希望' });
    await town().office.advance();
    expect((await counter().unfinishedCards(officer())).silent).toHaveLength(1);
    world.nation?.faults.clear('card-terminal');
    await town().office.advance();
    expect((await counter().unfinishedCards(officer())).silent).toEqual([]);
  });

  it('読取りの途中で止まったカードは、戻れば手を触れずに完了する', async () => {
    const subject = await cardOf();
    await atPad(subject);
    world.nation?.faults.set('card-terminal', { down: true });
    await press(subject);
    expect((await taskOf(subject)).state).toBe('queued');
    world.nation?.faults.clear('card-terminal');
    await town().office.advance();
    expect(await taskOf(subject)).toMatchObject({ state: 'confirmed', signing: 'issued' });
  });
});

describe('カードごとの暗証番号と限り', () => {
  it('家族の別のカードを置いても書かず、正しいカードを待つ', async () => {
    const [subject, other] = [await cardOf(), await cardOf()];
    await atPad({ ...subject, key: other.key });
    await press(subject);
    expect(await taskOf(subject)).toMatchObject({
      state: 'waiting',
      sessionId: null,
      note: expect.stringContaining('別の方のカード'),
    });
    expect((await factsOf(other)).lines).toBe(0);
  });

  it('追記欄に空きのないカードは、理由を付けて終え、通知しない', async () => {
    const subject = await cardOf('mori-yuto');
    await atPad(subject);
    expect(await press(subject)).toMatchObject({ accepted: false, refusal: { code: 'remarkLinesFull' } });
    expect(await taskOf(subject)).toMatchObject({
      state: 'leftOut',
      note: expect.stringContaining('追記欄に空きがない'),
    });
    expect((await factsOf(subject)).told).toEqual([]);
  });

  it('届出から90日を過ぎたカードは、端末に進めない。90日目は進める', async () => {
    const late = await cardOf(undefined, { dueOn: addDays(today(world), -1) });
    expect(await counter().presentCard({ ...late.place, returnUrl: RETURN })).toMatchObject({
      accepted: false,
      refusal: { code: 'continuationOverdue' },
    });
    const lastDay = await cardOf(undefined, { dueOn: today(world) });
    expect(await counter().presentCard({ ...lastDay.place, returnUrl: RETURN })).toMatchObject({ accepted: true });
  });

  it('端末が忘れた読取りは、期限切れとして、もう一度読み取る', async () => {
    const subject = await cardOf();
    await atPad(subject);
    const { sessionId } = await taskOf(subject);
    await national.write(({ db, t }) =>
      db.delete(t.terminalSessions).where(eq(t.terminalSessions.id, sessionId ?? '')),
    );
    await press(subject);
    expect(await taskOf(subject)).toMatchObject({ state: 'waiting', sessionId: null });
  });
});
