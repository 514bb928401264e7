import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisterCommand } from '#app/juki/door.ts';
import { residentRecordCodeOf } from '#db/fixtures/records.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const CHOFU = '132080';
const FUJISAWA = '142051';

describe('二つの市のあいだの転出と特例転入（住民基本台帳法第24条の2）', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  function juki(code: string) {
    const town = world.towns.find(({ town }) => town.code === code);
    if (!town) throw new Error(code);
    return town.juki;
  }

  async function perform(code: string, command: RegisterCommand) {
    const access = world.access(code, '届出の処理');
    const engine = juki(code);
    const draft = await engine.draft(command, access);
    if (!draft.accepted) throw new Error(`${draft.refusal.code} ${draft.refusal.sentence}`);
    await engine.review(draft.value.draftId, access);
    await engine.approve(draft.value.draftId, access);
    const registered = await engine.register(draft.value.draftId, access);
    if (!registered.accepted) throw new Error(registered.refusal.sentence);
    return registered.value;
  }

  it('世帯全員の転出から転入通知の受理まで、住民票コードを引き継いで一度だけ進む', async () => {
    const access = world.access(CHOFU, '転出届の審査');
    const [kenji] = await juki(CHOFU).findResidents({ name: '佐藤', kana: undefined }, access);
    if (!kenji) throw new Error('no 佐藤');
    const household = await juki(CHOFU).findHousehold(kenji.householdNumber, access);
    const movers = household?.members.map((member) => member.addresseeNumber) ?? [];
    expect(movers).toHaveLength(4);
    const registered = await perform(CHOFU, {
      kind: 'RegisterMovingOut',
      householdNumber: kenji.householdNumber,
      movers,
      notifiedOn: '2026-11-24',
      plannedOn: '2026-11-28',
      destination: {
        municipalityCode: FUJISAWA,
        prefecture: '神奈川県',
        municipality: '藤沢市',
        town: '辻堂西海岸二丁目',
        lot: '5番6号',
      },
      channel: 'online',
      special: true,
      cardHolders: movers,
    });
    await world.settle();
    const arrivals = await juki(FUJISAWA).expectedArrivals(world.access(FUJISAWA, '来庁の準備'));
    expect(arrivals.filter(({ movingOutId }) => movingOutId === registered.movingOutId)).toHaveLength(1);

    // 転出予定日までは住民のまま（標準仕様書 1.1.5）
    expect((await juki(CHOFU).findResident(kenji.addresseeNumber, access))?.status).toBe('resident');
    await world.travelTo('2026-11-29T15:30:00.000Z');
    expect((await juki(CHOFU).findResident(kenji.addresseeNumber, access))?.status).toBe('movedOut');

    const counter = world.access(FUJISAWA, '転入届の受付');
    const code = residentRecordCodeOf('sato-kenji');
    const advance = await juki(FUJISAWA).openAdvanceNotice(code, counter);
    expect(advance?.movers).toHaveLength(4);
    const asking = juki(FUJISAWA).requestCertificate(code, CHOFU, counter);
    const other = setInterval(() => void world.settle(), 50);
    const fetched = await asking;
    clearInterval(other);
    await world.settle();
    expect(fetched.result).toBe('answered');
    if (fetched.result !== 'answered') return;
    await perform(FUJISAWA, {
      kind: 'RegisterMovingInByCard',
      certificate: fetched.certificate,
      freshnessConfirmed: true,
      movers: fetched.certificate.movers.map((mover) => ({
        residentRecordCode: mover.residentRecordCode,
        relationship: mover.relationship,
        householder: mover.relationship === '世帯主',
      })),
      household: { kind: 'new' },
      movedInOn: '2026-11-28',
      notifiedOn: '2026-11-30',
      newAddress: fetched.certificate.plannedAddress,
      cardPresented: true,
      identification: { visitor: 'filer', document: '個人番号カード', authority: '本人' },
    });
    await world.settle();
    const left = await juki(CHOFU).findResident(kenji.addresseeNumber, access);
    expect(left?.movingOut?.confirmed?.movedInOn).toBe('2026-11-28');
    const [arrived] = await juki(FUJISAWA).findResidents({ name: '佐藤　健司' }, counter);
    const numbering = arrived && (await juki(FUJISAWA).numberingOf(arrived.addresseeNumber, counter));
    expect(numbering?.steps.every(({ state }) => state === 'done')).toBe(true);
    expect((await world.nation?.jlis.personOf(code))?.municipalityCode).toBe(FUJISAWA);
    for (const { mailroom } of world.towns) {
      expect(await mailroom.unreadable()).toEqual([]);
      expect(await mailroom.waiting()).toEqual([]);
      expect(await mailroom.deadLetters()).toEqual([]);
    }
  });
});
