import type { Address } from '#app/vocabulary/addresses.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { getPerson } from '#db/fixtures/families.ts';
import { formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { CHOFU, certificateAtCounter, FUJISAWA, settleFully, today, townOf } from '../story.ts';
import { openWorld, type World } from '../world.ts';

/** Words that occur nowhere else: if one of them is found, it has come from here. */
export const CANARIES = {
  /** Where she said she would live. */
  planned: 'カナリヤ甲館7701',
  /** Where she really lives. */
  moved: 'カナリヤ乙館7702',
  /** Where somebody else goes who lives with the person she is hidden from. */
  fromHome: 'カナリヤ丙館7703',
  /** What she filed online before anybody knew of her danger. */
  written: 'カナリヤ丁館7704',
  /** A person who is not protected. */
  open: 'ヒバリ館7705',
} as const;

/** Everything that must not be found in the old town. */
export const HIDDEN = [CANARIES.planned, CANARIES.moved, CANARIES.fromHome, CANARIES.written] as const;

export function addressAt(building: string): Address {
  return {
    municipalityCode: FUJISAWA,
    prefecture: '神奈川県',
    municipality: '藤沢市',
    town: '辻堂東海岸',
    lot: '2丁目8番',
    building,
  };
}

async function moveOut(
  world: World,
  personKeys: readonly string[],
  move: { building: string; plannedOn: string; by: string },
): Promise<void> {
  const [first = ''] = personKeys;
  const { juki } = townOf(world, CHOFU);
  const access = { officer: world.officer(CHOFU, move.by), reason: '窓口での転出届' };
  const draft = await juki.draft(
    {
      kind: 'RegisterMovingOut',
      householdNumber: formerNumberOf(getPerson(first).family.key),
      movers: personKeys.map(formerNumberOf),
      notifiedOn: today(world),
      plannedOn: move.plannedOn,
      destination: addressAt(move.building),
      channel: 'counter',
      special: true,
      cardHolders: [formerNumberOf(first)],
    },
    access,
  );
  if (!draft.accepted) throw new Error(draft.refusal.sentence);
  const { draftId } = draft.value;
  await juki.review(draftId, access);
  await juki.approve(draftId, access);
  const registered = await juki.register(draftId, access);
  if (!registered.accepted) throw new Error(registered.refusal.sentence);
}

async function moveIn(world: World, personKeys: readonly string[], building: string): Promise<void> {
  const { juki } = townOf(world, FUJISAWA);
  const access = { officer: world.officer(FUJISAWA, 'protection'), reason: '転入届の受付' };
  const [code = ''] = personKeys.map(residentRecordCodeOf);
  const { certificate, confirmed } = await certificateAtCounter(world, FUJISAWA, code, CHOFU);
  const draft = await juki.draft(
    {
      kind: 'RegisterMovingInByCard',
      certificate,
      freshnessConfirmed: confirmed,
      movers: certificate.movers.map((mover) => ({
        residentRecordCode: mover.residentRecordCode,
        relationship: mover.relationship,
        householder: mover.relationship === '世帯主',
      })),
      household: { kind: 'new' },
      movedInOn: today(world),
      notifiedOn: today(world),
      newAddress: addressAt(building),
      cardPresented: true,
      identification: { visitor: 'filer', document: '個人番号カード', authority: '本人' },
    },
    access,
  );
  if (!draft.accepted) throw new Error(draft.refusal.sentence);
  const { draftId } = draft.value;
  await juki.review(draftId, access);
  await juki.approve(draftId, access);
  const registered = await juki.register(draftId, access);
  if (!registered.accepted) throw new Error(registered.refusal.sentence);
}

/**
 * 支援措置を受けている人の転出: one family has gone and lives elsewhere than announced; one wife is about to leave the
 * household of the person she is hidden from; and a family whom nobody has to be hidden from moves as well.
 */
export async function moveInSecret(dataDir: string): Promise<void> {
  await using world = await openWorld({ dataDir });
  const soon = addDays(today(world), 5);
  await moveOut(world, ['nishimura-rika', 'nishimura-ren'], {
    building: CANARIES.planned,
    plannedOn: today(world),
    by: 'protection',
  });
  await moveOut(world, ['kuroki-tomoko'], { building: CANARIES.fromHome, plannedOn: soon, by: 'protection' });
  await moveOut(world, ['yoshida-kiyoshi'], { building: CANARIES.open, plannedOn: soon, by: 'desk' });
  await world.settle();
  await moveIn(world, ['nishimura-rika', 'nishimura-ren'], CANARIES.moved);
  await settleFully(world);
}
