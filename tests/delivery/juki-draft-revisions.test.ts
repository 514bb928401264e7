import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DraftView, RegisterRelocation } from '#app/juki/door.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { OLD_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

type Family = Awaited<ReturnType<typeof settle>>;

function relocationOf(family: Family, lot: string, movers = family.all): RegisterRelocation {
  return {
    kind: 'RegisterRelocation',
    householdNumber: family.householdNumber,
    movers,
    movedOn: TODAY,
    notifiedOn: TODAY,
    newAddress: { ...OLD_ADDRESS, lot },
    household: { kind: 'same' },
    standings: [],
  };
}

function done(outcome: Outcome<DraftView>): DraftView {
  if (!outcome.accepted) throw new Error(outcome.refusal.sentence);
  return outcome.value;
}

async function drafted(family: Family): Promise<DraftView> {
  const { chofu } = world;
  return done(await chofu.juki.draft(relocationOf(family, '1番地1'), chofu.as('reception', 'a')));
}

describe('仮登録の訂正（標準仕様書4.0.8）', () => {
  test('審査の後に訂正すると、同じ仮登録の次の版になり、審査からやり直して、新しい内容が登録される', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { draftId } = await drafted(family);
    await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
    const revised = await chofu.juki.reviseDraft(
      { draftId, revision: 1 },
      relocationOf(family, '2番地2'),
      chofu.as('reception', 'a'),
    );
    expect(revised).toMatchObject({ accepted: true, value: { draftId, state: 'provisional', revision: 2 } });
    expect(await chofu.juki.approve(draftId, chofu.as('approver', 'c'))).toMatchObject({ accepted: false });
    const content = await chofu.juki.readDraft(draftId, chofu.as('reviewer', 'b'));
    expect(content).toMatchObject({
      command: { newAddress: { lot: '2番地2' } },
      former: { newAddress: { lot: '1番地1' } },
      revisions: [
        { revision: 1, madeBy: 'a' },
        { revision: 2, madeBy: 'a' },
      ],
    });
    expect(content?.reviewedBy).toBeUndefined();
    await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
    await chofu.juki.approve(draftId, chofu.as('approver', 'c'));
    expect(await chofu.juki.register(draftId, chofu.as('reception', 'a'))).toMatchObject({ accepted: true });
    const head = await chofu.juki.findResident(family.head, chofu.as('reception', 'a'));
    expect(head?.address.lot).toBe('2番地2');
  });

  test('どの版を作った職員も、審査と決裁はできない', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { draftId } = await drafted(family);
    const revise = (revision: number, lot: string, who: string) =>
      chofu.juki.reviseDraft({ draftId, revision }, relocationOf(family, lot), chofu.as('reviewer', who));
    await chofu.juki.unlockAll(chofu.as('reception', 'a'));
    done(await revise(1, '2番地2', 'b'));
    done(await revise(2, '3番地3', 'd'));
    for (const who of ['a', 'b', 'd']) {
      expect(await chofu.juki.review(draftId, chofu.as('reviewer', who))).toMatchObject({
        refusal: { code: 'sameOfficer' },
      });
    }
    expect(await chofu.juki.review(draftId, chofu.as('reviewer', 'e'))).toMatchObject({ accepted: true });
  });

  test('同じ内容をもう一度送っても何も変わらず、古い版からの訂正と、別の異動への訂正は断る', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { draftId } = await drafted(family);
    const a = chofu.as('reception', 'a');
    await chofu.juki.review(draftId, chofu.as('reviewer', 'b'));
    const same = await chofu.juki.reviseDraft({ draftId, revision: 1 }, relocationOf(family, '1番地1'), a);
    expect(same).toMatchObject({ accepted: true, value: { state: 'reviewed', revision: 1 } });
    done(await chofu.juki.reviseDraft({ draftId, revision: 1 }, relocationOf(family, '2番地2'), a));
    const again = await chofu.juki.reviseDraft({ draftId, revision: 1 }, relocationOf(family, '2番地2'), a);
    expect(again).toMatchObject({ accepted: true, value: { revision: 2 } });
    const stale = await chofu.juki.reviseDraft({ draftId, revision: 1 }, relocationOf(family, '3番地3'), a);
    expect(stale).toMatchObject({ accepted: false, refusal: { code: 'E41' } });
    const other = await chofu.juki.reviseDraft(
      { draftId, revision: 2 },
      {
        kind: 'RegisterRewriting',
        manner: 'renewal',
        householdNumber: family.householdNumber,
        persons: family.all,
        rewrittenOn: TODAY,
        ground: '改製',
      },
      a,
    );
    expect(other).toMatchObject({ refusal: { code: 'otherAct' } });
  });

  test('断られる内容には直せず、元の版が残る。閉じた仮登録は訂正できない', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const { draftId } = await drafted(family);
    const a = chofu.as('reception', 'a');
    const outside = { ...relocationOf(family, '2番地2'), movedOn: '2099-01-01' };
    expect(await chofu.juki.reviseDraft({ draftId, revision: 1 }, outside, a)).toMatchObject({
      refusal: { code: 'E02' },
    });
    expect(await chofu.juki.findDraft(draftId, a)).toMatchObject({ state: 'provisional', revision: 1 });
    await chofu.juki.discard(draftId, a);
    const closed = await chofu.juki.reviseDraft({ draftId, revision: 1 }, relocationOf(family, '2番地2'), a);
    expect(closed).toMatchObject({ refusal: { code: 'draftState' } });
  });

  test('対象でなくなった方は放され、新しく対象になった方が押さえられる', async () => {
    const { chofu } = world;
    const family = await settle(world);
    const a = chofu.as('reception', 'a');
    const [head = '', wife = '', ...children] = family.all;
    const some = (movers: string[]): RegisterRelocation => ({
      ...relocationOf(family, '2番地2', movers),
      household: { kind: 'new' },
      standings: movers.map((addresseeNumber, index) => ({
        addresseeNumber,
        relationship: index === 0 ? '世帯主' : '子',
        householder: index === 0,
      })),
    });
    const { draftId } = done(await chofu.juki.draft(some([wife]), a));
    done(await chofu.juki.reviseDraft({ draftId, revision: 1 }, some([wife, ...children]), a));
    const drafts = async (number: string) =>
      (await chofu.juki.listDrafts({ states: ['provisional'], addresseeNumber: number }, a)).length;
    expect([await drafts(children[0] ?? ''), await drafts(head)]).toEqual([1, 0]);
    done(await chofu.juki.reviseDraft({ draftId, revision: 2 }, some([wife]), a));
    expect([await drafts(children[0] ?? ''), await drafts(wife)]).toEqual([0, 1]);
  });
});
