import type { HouseholdView, Registered, RegisterMovingInByCard, RegisterMovingOut } from '#app/juki/door.ts';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { TownOrganisation } from '#app/organisations.server.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoDate, tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { DEMO_FAMILIES } from '#db/fixtures/families.ts';
import { addressOf, formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import type { FamilyFixture } from '#db/fixtures/types.ts';
import type { World } from './world.ts';

export const CHOFU = '132080';
export const FUJISAWA = '142051';
export const NAKA = '141046';

/** Where a family of the stories goes, by town. */
export const DESTINATIONS = {
  [FUJISAWA]: {
    municipalityCode: FUJISAWA,
    prefecture: '神奈川県',
    municipality: '藤沢市',
    town: '辻堂西海岸二丁目',
    lot: '5番6号',
  },
  [NAKA]: { municipalityCode: NAKA, prefecture: '神奈川県', municipality: '横浜市中区', town: '本町', lot: '6番地50' },
} as const;

/** Families of 調布市 about whom there is nothing special, so that every story may have its own. */
export const PLAIN_FAMILIES: readonly FamilyFixture[] = DEMO_FAMILIES.filter(
  ({ townCode, movedHere, persons }) =>
    townCode === CHOFU &&
    !movedHere &&
    persons.every(({ protectiveMeasure, name, foreignStatus }) => !protectiveMeasure && name.full && !foreignStatus),
);

export function familyOf(key: string): FamilyFixture {
  const family = DEMO_FAMILIES.find((one) => one.key === key);
  if (!family) throw new Error(`no family ${key}`);
  return family;
}

/** 住民票コード of everybody of a family. */
export function codesOf(family: FamilyFixture): string[] {
  return family.persons.map(({ key }) => residentRecordCodeOf(key));
}

/** 宛名番号 of everybody of a family in the town that handed them over. */
export function numbersOf(family: FamilyFixture): string[] {
  return family.persons.map(({ key }) => formerNumberOf(key));
}

export function townOf(world: World, code: string): TownOrganisation {
  const town = world.towns.find((one) => one.town.code === code);
  if (!town) throw new Error(`no town ${code}`);
  return town;
}

export function today(world: World): CalendarDate {
  return tokyoDate(world.clock.now());
}

/** Goes to half past midnight, or another time, of the day after so many days. */
export async function travelDays(world: World, days: number, time = '00:30'): Promise<void> {
  await world.travelTo(tokyoInstant(addDays(today(world), days), time));
}

/** 仮登録 → 審査 → 決裁 → 本登録; throws what the register refuses. */
export async function perform(
  world: World,
  code: string,
  command: Parameters<TownOrganisation['juki']['draft']>[0],
): Promise<Registered> {
  const access = world.access(code, '届出の処理');
  const { juki } = townOf(world, code);
  const draft = await juki.draft(command, access);
  if (!draft.accepted) throw new Error(`${draft.refusal.code} ${draft.refusal.sentence}`);
  await juki.review(draft.value.draftId, access);
  await juki.approve(draft.value.draftId, access);
  const registered = await juki.register(draft.value.draftId, access);
  if (!registered.accepted) throw new Error(`${registered.refusal.code} ${registered.refusal.sentence}`);
  return registered.value;
}

/** 転出届 of the whole family, as the portal would send it. */
export async function fileMovingOut(
  world: World,
  family: FamilyFixture,
  changes: Partial<RegisterMovingOut> & { plannedOn: CalendarDate },
): Promise<Registered> {
  const movers = numbersOf(family);
  return perform(world, family.townCode, {
    kind: 'RegisterMovingOut',
    householdNumber: formerNumberOf(family.key),
    movers,
    notifiedOn: today(world),
    destination: DESTINATIONS[FUJISAWA],
    channel: 'online',
    special: true,
    cardHolders: movers,
    ...changes,
  });
}

/** Something that waits for other organisations, which answer by themselves, in their own time. */
export async function whileOthersAnswer<T>(world: World, ask: () => Promise<T>): Promise<T> {
  let asking = true;
  const others = async () => {
    while (asking) {
      await world.settle();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const [answer] = await Promise.all([
    ask().finally(() => {
      asking = false;
    }),
    others(),
  ]);
  return answer;
}

/** 転出証明書情報 as the counter gets it: asked of the old town, or the 事前通知 when that one is silent. */
export async function certificateAtCounter(
  world: World,
  town: string,
  code: string,
  from: string,
): Promise<{ certificate: MovingOutCertificate; confirmed: boolean }> {
  const counter = world.access(town, '転入届の受付');
  for (let asked = 1; ; asked += 1) {
    const fetched = await whileOthersAnswer(world, () =>
      townOf(world, town).juki.requestCertificate(code, from, counter),
    );
    if (fetched.result === 'unavailable') throw new Error(fetched.reason);
    if (fetched.certificate) return { certificate: fetched.certificate, confirmed: fetched.result === 'answered' };
    // A busy machine: the other town was not silent, only slow.
    if (asked === 20) throw new Error('neither an answer nor a 事前通知');
  }
}

/** 特例転入 of everybody in the certificate, as a household of their own. */
export async function moveIn(
  world: World,
  town: string,
  certificate: MovingOutCertificate,
  changes: Partial<RegisterMovingInByCard> & { movedInOn: CalendarDate },
): Promise<Registered> {
  return perform(world, town, {
    kind: 'RegisterMovingInByCard',
    certificate,
    freshnessConfirmed: true,
    movers: certificate.movers.map((mover) => ({
      residentRecordCode: mover.residentRecordCode,
      relationship: mover.relationship,
      householder: mover.relationship === '世帯主',
    })),
    household: { kind: 'new' },
    notifiedOn: today(world),
    newAddress: certificate.plannedAddress,
    cardPresented: true,
    identification: { visitor: 'filer', document: '個人番号カード', authority: '本人' },
    ...changes,
  });
}

/** Settles until nothing waits for a second attempt any more; back-off follows the machine's clock. */
export async function settleFully(world: World): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    await world.settle();
    const rooms = [world.portal.mailroom, ...world.towns.flatMap((town) => [town.mailroom, town.addresseeMailroom])];
    const logs = await Promise.all(rooms.map((room) => room.log(2_000)));
    const waiting = await Promise.all(rooms.map((room) => room.waiting()));
    const open = logs.flat().filter(({ direction, state }) => direction === 'out' && state === 'pending');
    if (open.length + waiting.flat().length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the world does not come to rest');
}

/** Moments of the story at which a test may disturb it. */
export type Moment = 'before' | 'filed' | 'night' | 'counter' | 'registered' | 'after';

export interface StoryEnd {
  family: FamilyFixture;
  movingOutId: string;
  movedInOn: CalendarDate;
  confirmed: boolean;
  household: HouseholdView;
}

/** 転出から転入通知の受理まで: a family of 調布市 moves to 藤沢市 on the planned day, in four days' time. */
export async function moveBetweenTowns(
  world: World,
  family: FamilyFixture,
  at: (moment: Moment) => void | Promise<void> = () => {},
): Promise<StoryEnd> {
  const plannedOn = addDays(today(world), 4);
  await at('before');
  const { movingOutId = '' } = await fileMovingOut(world, family, { plannedOn });
  await at('filed');
  await world.settle();
  await travelDays(world, 5);
  await at('night');
  const [code = ''] = codesOf(family);
  await at('counter');
  const { certificate, confirmed } = await certificateAtCounter(world, FUJISAWA, code, CHOFU);
  const registered = await moveIn(world, FUJISAWA, certificate, {
    movedInOn: plannedOn,
    freshnessConfirmed: confirmed,
  });
  await at('registered');
  await world.settle();
  await at('after');
  await settleFully(world);
  const household = await townOf(world, FUJISAWA).juki.findHousehold(
    registered.householdNumber ?? '',
    world.access(FUJISAWA, '転入の確認'),
  );
  if (!household) throw new Error('no household');
  return { family, movingOutId, movedInOn: plannedOn, confirmed, household };
}

/** Old address of a family. */
export function oldAddressOf(family: FamilyFixture) {
  return addressOf(family.townCode, family.address);
}
