import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MovingInNotice } from '#app/messages/contracts/moving.ts';
import type { Message } from '#app/messages/envelope.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { codeOf, OLD_ADDRESS, TODAY, YOKOHAMA_NAKA } from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

describe('転入通知未着者一覧（標準仕様書4.1.3.1.4）', () => {
  let world: JukiWorld;
  let family: Awaited<ReturnType<typeof settle>>;

  beforeEach(async () => {
    world = await createJukiWorld();
    family = await settle(world);
    await carryThrough(world.chofu, {
      kind: 'RegisterMovingOut',
      householdNumber: family.householdNumber,
      movers: family.all,
      notifiedOn: TODAY,
      plannedOn: '2026-12-01',
      destination: YOKOHAMA_NAKA,
      channel: 'online',
      special: true,
      cardHolders: [family.head],
    });
  });
  afterEach(() => world.close());

  async function nightOf(day: string): Promise<void> {
    world.clock.today = day;
    await world.chofu.juki.runDaily();
  }

  async function missing(): Promise<(string | undefined)[]> {
    const items = await world.chofu.juki.workItems(world.chofu.as('registryManager'));
    return items.filter(({ kind }) => kind === 'missingNotice').map(({ addresseeNumber }) => addresseeNumber);
  }

  /** 転入通知 of 横浜市中区 for some of the family. */
  async function notice(serials: number[], id: number): Promise<void> {
    const sexes = { 1: '1', 2: '2', 3: '1', 4: '2' } as const;
    const born: Record<number, string> = { 1: '1985-04-12', 2: '1985-04-12', 3: '2015-06-01', 4: '1955-02-03' };
    const content: MovingInNotice = {
      revision: id,
      toMunicipality: YOKOHAMA_NAKA.municipalityCode ?? '',
      movedInOn: '2026-12-01',
      notifiedOn: '2026-12-02',
      newAddress: YOKOHAMA_NAKA,
      oldAddress: OLD_ADDRESS,
      householder: '試験　太郎',
      movers: serials.map((serial) => ({
        residentRecordCode: codeOf(serial),
        name: '試験',
        bornOn: exactDate(born[serial] ?? ''),
        sex: sexes[serial as 1],
      })),
    };
    const message: Message = {
      envelope: {
        id: `01990000-0000-7000-8000-00000000aa0${id}`,
        type: 'MovingInNotice',
        version: 1,
        from: content.toMunicipality,
        to: '132080',
        subject: 's',
        sequence: id,
        sentAt: world.clock.now(),
      },
      content,
    };
    await world.chofu.store.write((session) => world.chofu.juki.receive(message, session));
  }

  it('期限の日までは載らず、翌日の夜に除票の方が一度だけ載る', async () => {
    await nightOf('2026-12-01');
    await notice([3], 1);
    // 31 December is closed: the limit is the next open day.
    await nightOf('2027-01-04');
    expect(await missing()).toEqual([]);
    await nightOf('2027-01-05');
    await nightOf('2027-01-06');
    expect((await missing()).sort()).toEqual([family.head, family.wife, family.mother].sort());
  });

  it('対応済みにした方は、次の夜も載らない', async () => {
    await nightOf('2027-01-05');
    const access = world.chofu.as('registryManager');
    for (const { workId } of await world.chofu.juki.workItems(access)) {
      await world.chofu.juki.finishWork(workId, access);
    }
    await nightOf('2027-01-06');
    expect(await missing()).toEqual([]);
  });

  it('遅れて通知が届いた方は一覧から消え、確定の値が入る', async () => {
    await nightOf('2027-01-05');
    expect(await missing()).toHaveLength(4);
    await notice([1, 2], 1);
    expect((await missing()).sort()).toEqual([family.child, family.mother].sort());
    const head = await world.chofu.juki.findResident(family.head, world.chofu.as('reviewer'));
    expect(head?.movingOut?.confirmed).toMatchObject({ movedInOn: '2026-12-01', address: YOKOHAMA_NAKA });
  });

  it('転出取消で戻った方は載らない', async () => {
    await nightOf('2026-12-01');
    const head = await world.chofu.juki.findResident(family.head, world.chofu.as('reviewer'));
    await carryThrough(world.chofu, {
      kind: 'CancelMovingOut',
      movingOutId: head?.movingOut?.movingOutId ?? '',
      movers: family.all,
      reason: '申出による',
    });
    await nightOf('2027-01-05');
    expect(await missing()).toEqual([]);
  });
});
