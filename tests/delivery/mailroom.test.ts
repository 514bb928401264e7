import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailWorld, type MailWorld, postWithdrawal } from './mail-world.ts';
import { CHOFU, FUJISAWA, withdrawal } from './organisations.ts';

let world: MailWorld;

beforeEach(async () => {
  world = await createMailWorld();
});
afterEach(() => world.close());

const post = (subject: string, codes?: string[]) =>
  postWithdrawal(world.chofu, world.store.chofu, FUJISAWA, subject, codes);
const appliedIds = () => world.applied.map(({ id }) => id);
const statesAt = async (name: 'chofu' | 'fujisawa') => (await world[name].log(50)).map(({ id, state }) => [id, state]);

describe('電文の発着', () => {
  it('処理とともに書かれた電文が届き、一度だけ効き、双方の一覧に内容なしで残る', async () => {
    const id = await post('a');
    expect(world.carrier.handedIn).toEqual([]);
    expect(await world.chofu.deliver()).toBe(1);
    expect(await world.fujisawa.pull()).toBe(1);
    expect(appliedIds()).toEqual([id]);
    expect(world.carrier.boxes.get(FUJISAWA)).toEqual([]);
    expect(await world.chofu.log(10)).toMatchObject([
      { id, direction: 'out', title: '転出証明書情報の取消し', from: CHOFU, to: FUJISAWA, state: 'sent', attempts: 1 },
    ]);
    expect(await world.fujisawa.log(10)).toMatchObject([
      { id, direction: 'in', from: CHOFU, to: FUJISAWA, state: 'applied' },
    ]);
    expect(JSON.stringify([await world.chofu.log(10), await world.fujisawa.log(10)])).not.toContain('cancelled');
  });

  it('記録は、相手の機関と状態で絞り込める', async () => {
    const first = await post('a');
    await world.chofu.deliver();
    await world.fujisawa.pull();
    const second = await post('b');
    const ids = async (filter: Parameters<typeof world.chofu.log>[1], at: 'chofu' | 'fujisawa' = 'chofu') =>
      (await world[at].log(10, filter)).map(({ id }) => id);
    expect((await ids({ peer: FUJISAWA })).toSorted()).toEqual([first, second].toSorted());
    expect(await ids({ peer: FUJISAWA, state: 'sent' })).toEqual([first]);
    expect(await ids({ state: 'pending' })).toEqual([second]);
    expect(await ids({ state: 'applied' })).toEqual([]);
    expect(await ids({ peer: 'jlis' })).toEqual([]);
    expect(await ids({ peer: CHOFU, state: 'applied' }, 'fujisawa')).toEqual([first]);
    expect(await ids({ peer: CHOFU, state: 'sent' }, 'fujisawa')).toEqual([]);
  });

  it('処理が取り消されれば電文も残らず、番号も進まない', async () => {
    const failing = world.store.chofu.write(async (session) => {
      await world.chofu.post(session, {
        type: 'MovingOutCertificateWithdrawn',
        to: FUJISAWA,
        subject: 'a',
        content: withdrawal().content,
      });
      throw new Error('取消し');
    });
    await expect(failing).rejects.toThrow('取消し');
    expect(await world.chofu.deliver()).toBe(0);
    await post('a');
    expect((await world.chofu.log(1))[0]?.sequence).toBe(1);
  });

  it('約束の項目に合わない内容は、送る側で止まる', async () => {
    const posting = world.store.chofu.write((session) =>
      world.chofu.post(session, { type: 'MovingInNotice', to: FUJISAWA, subject: 'a', content: { nonsense: 1 } }),
    );
    await expect(posting).rejects.toThrow();
  });

  it('確定した後、送る前に倒れても、次の起動で送られる', async () => {
    const id = await post('a');
    expect(await world.restart('chofu').deliver()).toBe(1);
    await world.fujisawa.pull();
    expect(appliedIds()).toEqual([id]);
  });

  it('送った後、記録する前に倒れれば同じ電文がもう一度送られるが、効くのは一度', async () => {
    const id = await post('a');
    world.carrier.answers = [0];
    expect(await world.chofu.deliver()).toBe(0);
    expect(await world.restart('chofu').deliver()).toBe(1);
    expect(world.carrier.handedIn.map((envelope) => envelope.id)).toEqual([id, id]);
    await world.fujisawa.pull();
    expect(appliedIds()).toEqual([id]);
  });

  it('受領の知らせが失われれば同じ電文がまた来るが、効くのは一度', async () => {
    const id = await post('a');
    await world.chofu.deliver();
    world.carrier.forgetsAcks = true;
    expect(await world.fujisawa.pull()).toBe(1);
    expect(await world.fujisawa.pull()).toBe(0);
    expect(await world.restart('fujisawa').pull()).toBe(0);
    expect(appliedIds()).toEqual([id]);
  });

  it('同じ電文が二通まとめて来ても、効くのは一度', async () => {
    const id = await post('a');
    await world.chofu.deliver();
    world.carrier.tamper = (mail) => [...mail, ...mail];
    expect(await world.fujisawa.pull()).toBe(1);
    expect(appliedIds()).toEqual([id]);
  });

  it('順序が入れ替わって届いても、同じ件の電文は送られた順に効く', async () => {
    const ids = [await post('a'), await post('a'), await post('a'), await post('b')];
    await world.chofu.deliver();
    world.carrier.tamper = (mail) => mail.toReversed();
    expect(await world.fujisawa.pull()).toBe(4);
    expect(appliedIds().filter((id) => id !== ids[3])).toEqual(ids.slice(0, 3));
  });

  it('途中の一通が失われれば後の電文は効かずに待ち、届けば続く', async () => {
    const ids = [await post('a'), await post('a'), await post('a')];
    await world.chofu.deliver();
    let lost: { id: string; sealed: string }[] = [];
    world.carrier.tamper = (mail) => {
      lost = mail.filter(({ id }) => id === ids[1]);
      return mail.filter(({ id }) => id !== ids[1]);
    };
    await world.fujisawa.pull();
    expect(appliedIds()).toEqual([ids[0]]);
    expect((await world.fujisawa.waiting()).map(({ id, state }) => [id, state])).toEqual([[ids[2], 'waiting']]);
    world.carrier.tamper = () => lost;
    expect(await world.restart('fujisawa').pull()).toBe(2);
    expect(appliedIds()).toEqual(ids);
    expect(await world.fujisawa.waiting()).toEqual([]);
  });

  it('運ぶ者が止まっていれば溜まり、動けば順に届く', async () => {
    world.carrier.down = true;
    const ids = [await post('a'), await post('a')];
    expect(await world.chofu.deliver()).toBe(0);
    expect(await world.fujisawa.pull()).toBe(0);
    expect(world.chofu.silent()).toMatchObject([{ system: FUJISAWA }]);
    expect(world.fujisawa.silent()).toMatchObject([{ system: 'jlis' }]);
    expect((await world.chofu.log(10)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['pending', 0],
      ['pending', 1],
    ]);
    world.carrier.down = false;
    expect(await world.chofu.deliver()).toBe(2);
    expect(await world.fujisawa.pull()).toBe(2);
    expect(appliedIds()).toEqual(ids);
    expect([...world.chofu.silent(), ...world.fujisawa.silent()]).toEqual([]);
  });

  it('送り直しは待ち時間を置き、その間は急がない', async () => {
    const chofu = world.restart('chofu', { backOff: () => 60_000 });
    world.carrier.down = true;
    const id = await post('a');
    await chofu.deliver();
    world.carrier.down = false;
    expect(await chofu.deliver()).toBe(0);
    expect(await chofu.retry(id)).toBe(true);
    expect(await chofu.deliver()).toBe(1);
  });

  it('はっきり拒まれた電文は理由とともに残り、同じ件の後の電文を追い越させず、やり直せる', async () => {
    world.carrier.answers = [422];
    const first = await post('a');
    await world.chofu.deliver();
    const second = await post('a');
    const other = await post('b');
    await world.chofu.deliver();
    expect(await world.chofu.deadLetters()).toMatchObject([
      { id: first, state: 'dead', error: 'refused: 受け付けません。' },
    ]);
    expect(Object.fromEntries(await statesAt('chofu'))).toEqual({
      [first]: 'dead',
      [second]: 'pending',
      [other]: 'sent',
    });
    expect(await world.chofu.deliver()).toBe(0);
    expect(await world.chofu.retry(first)).toBe(true);
    expect(await world.chofu.deliver()).toBe(2);
    expect(await world.chofu.deadLetters()).toEqual([]);
    await world.fujisawa.pull();
    expect(appliedIds().filter((id) => id !== other)).toEqual([first, second]);
    expect(await world.chofu.retry('01890000-0000-7000-8000-999999999999')).toBe(false);
  });

  it('名簿にない宛先の電文は、名簿に載るまで待つ', async () => {
    await postWithdrawal(world.chofu, world.store.chofu, '122033', 'a');
    expect(await world.chofu.deliver()).toBe(0);
    expect(await world.chofu.log(1)).toMatchObject([{ state: 'pending', attempts: 1 }]);
    expect((await world.chofu.log(1))[0]?.error).toContain('not in the directory');
  });

  it('多くの件は並んで、同じ件は順に送られる', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 60; i += 1) ids.push(await post(`subject ${i % 20}`));
    expect(await world.chofu.deliver()).toBe(60);
    expect(await world.fujisawa.pull()).toBe(60);
    for (let subject = 0; subject < 20; subject += 1) {
      const own = ids.filter((_, index) => index % 20 === subject);
      expect(appliedIds().filter((id) => own.includes(id))).toEqual(own);
    }
  });
});

describe('受けた電文の効果', () => {
  it('効果が失敗すれば何も変わらず、見えるところに残り、やり直されて一度だけ効く', async () => {
    let broken = true;
    const subjects: string[] = [];
    const fujisawa = world.restart('fujisawa', {
      handlers: {
        MovingOutCertificateWithdrawn: async ({ envelope }, { db, t }) => {
          const counter = { direction: 'out' as const, peer: 'effect', subject: envelope.id, last: 1 };
          await db.insert(t.sequences).values(counter);
          if (broken) throw new Error('値 12345678901 が壊れています');
          subjects.push(envelope.subject);
        },
      },
    });
    const [first] = [await post('a'), await post('a')];
    await world.chofu.deliver();
    expect(await fujisawa.pull()).toBe(0);
    const rows = await fujisawa.waiting();
    expect(rows.map(({ state }) => state).sort()).toEqual(['failed', 'waiting']);
    expect(rows.find(({ id }) => id === first)?.error).toBe('Error: 値 … が壊れています');
    const effects = () =>
      world.store.fujisawa.read(({ db, t }) => db.select().from(t.sequences).where(eq(t.sequences.peer, 'effect')));
    expect(await effects()).toEqual([]);
    broken = false;
    expect(await fujisawa.pull()).toBe(2);
    expect(await effects()).toHaveLength(2);
    expect(subjects).toEqual(['a', 'a']);
    expect(await fujisawa.waiting()).toEqual([]);
  });

  it('失敗した効果は、職員がやり直せる', async () => {
    const fujisawa = world.restart('fujisawa', { handlers: {}, backOff: () => 60_000 });
    const id = await post('a');
    await world.chofu.deliver();
    await fujisawa.pull();
    expect(await fujisawa.waiting()).toMatchObject([{ id, state: 'failed', attempts: 1 }]);
    const applied: string[] = [];
    fujisawa.handlers.MovingOutCertificateWithdrawn = async ({ envelope }) => void applied.push(envelope.id);
    expect(await fujisawa.pull()).toBe(0);
    expect(await fujisawa.retry(id)).toBe(true);
    expect(applied).toEqual([id]);
  });

  it('効いた電文は、確定の後に知らされる', async () => {
    const seen: string[] = [];
    world.fujisawa.onApplied = ({ id }) => void seen.push(id);
    const id = await post('a');
    await world.chofu.deliver();
    await world.fujisawa.pull();
    expect(seen).toEqual([id]);
  });

  it('受けた電文に答える電文は、同じ書き込みで送信箱に入る', async () => {
    const { organisations } = world;
    const fujisawa = world.restart('fujisawa', {
      handlers: {
        MovingOutCertificateWithdrawn: async ({ envelope }, session) => {
          await fujisawa.post(session, {
            type: 'MovingOutCertificateWithdrawn',
            to: envelope.from,
            subject: envelope.subject,
            content: withdrawal().content,
            causationId: envelope.id,
          });
        },
      },
    });
    await post('a');
    await world.chofu.deliver();
    await fujisawa.pull();
    await fujisawa.deliver();
    const got: (string | undefined)[] = [];
    world.chofu.handlers.MovingOutCertificateWithdrawn = async ({ envelope }) => void got.push(envelope.from);
    await world.chofu.pull();
    expect(got).toEqual([organisations.fujisawa.code]);
  });
});
