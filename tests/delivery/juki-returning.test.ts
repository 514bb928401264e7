import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RegisterMovingIn } from '#app/juki/door.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import {
  codeOf,
  familyOfFour,
  NEW_ADDRESS,
  numberOf,
  OLD_ADDRESS,
  protectedFamily,
  TODAY,
} from '#tests/engine/juki/family.ts';
import { carryThrough, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
beforeEach(async () => {
  world = await createJukiWorld();
});
afterEach(() => world.close());

describe('支援措置のある方の再転入（標準仕様書1.1.16、4.1.1.2）', () => {
  test('番号を変えて戻っても、担当職員だけが登録でき、措置も副本の不開示も続く', async () => {
    const { chofu } = world;
    const family = await settle(world, protectedFamily());
    const leaving = {
      kind: 'RegisterMovingOut' as const,
      householdNumber: family.householdNumber,
      movers: [family.wife],
      notifiedOn: TODAY,
      plannedOn: TODAY,
      destination: NEW_ADDRESS,
      channel: 'counter' as const,
      special: false,
      cardHolders: [],
    };
    await carryThrough(chofu, leaving, 'protectionOfficer');
    world.clock.today = '2026-12-10';
    const [, wife] = familyOfFour().members;
    const back = (residentRecordCode: string, individualNumber: string): RegisterMovingIn => ({
      kind: 'RegisterMovingIn',
      from: 'paperCertificate',
      persons: [
        {
          name: wife?.name ?? { full: '', kanaConfirmed: true },
          bornOn: exactDate('1985-04-12'),
          sex: '2',
          kind: 'japanese',
          relationship: '世帯主',
          householder: true,
          residentRecordCode,
          individualNumber,
        },
      ],
      household: { kind: 'new' },
      movedInOn: '2026-12-09',
      notifiedOn: '2026-12-10',
      newAddress: { ...OLD_ADDRESS, lot: '77番地' },
      previousAddress: NEW_ADDRESS,
      identification: { visitor: 'filer', document: '旅券', authority: '本人' },
    });
    for (const command of [
      back(codeOf(2), numberOf(2)),
      back(codeOf(60), numberOf(2)),
      back(codeOf(60), numberOf(60)),
    ]) {
      const draft = await chofu.juki.draft(command, chofu.as('reception'));
      expect(draft).toMatchObject({ refusal: { code: 'E08' } });
    }
    await carryThrough(chofu, back(codeOf(60), numberOf(2)), 'protectionOfficer');
    const again = await chofu.juki.findResident(family.wife, chofu.as('reception'));
    expect(again).toMatchObject({ status: 'resident', protectedPerson: true, historyNumber: 3 });
    await world.carry();
    const copies = chofu.heardByAddressee.filter((one) => one.call === 'registerHousehold');
    expect(copies.at(-1)?.with).toMatchObject({
      addresseeNumber: family.wife,
      undisclosed: true,
      selfInformationDenied: true,
    });
  });
});
