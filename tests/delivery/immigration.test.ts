import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DraftView, RegisterCommand } from '#app/juki/door.ts';
import type { ForeignResidentNotice } from '#app/messages/contracts/immigration.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import { OLD_ADDRESS } from '#tests/engine/juki/family.ts';
import { CHOFU, FUJISAWA, familyOf, numbersOf, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { createNationWorld, type NationWorld } from './nation-world.ts';

const AN = { name: { full: 'NGUYEN VAN AN' }, bornOn: exactDate('1996-03-08'), sex: '1' as const };
const CARD = 'UH27480931EA';

describe('市町村通知の受理（入管法第61条の8の2）', () => {
  let world: NationWorld;
  beforeEach(async () => {
    world = await createNationWorld();
  });
  afterEach(() => world.close());

  function notice(changes: Partial<ForeignResidentNotice> = {}): ForeignResidentNotice {
    return {
      ...AN,
      event: 'entered',
      reason: '国外転入等',
      effectiveOn: '2026-11-20',
      municipalityCode: CHOFU,
      cardNumber: CARD,
      nationality: 'ベトナム',
      address: OLD_ADDRESS,
      residenceNotification: 'made',
      ...changes,
    };
  }

  async function send(from: string, content: ForeignResidentNotice): Promise<string[]> {
    const town = await world.organisation(from);
    await town.send({ type: 'ForeignResidentNotice', to: 'immigration', subject: 'person-1', content });
    await town.settle();
    return (await town.mailroom.deadLetters()).map((letter) => JSON.stringify(letter));
  }

  const known = (cardNumber = CARD) =>
    world.nation.immigration.personOf({ ...AN, cardNumber, nationality: '', address: OLD_ADDRESS });

  test('記載と消除が在留者の記録になる', async () => {
    expect(await send(CHOFU, notice())).toEqual([]);
    expect(await known()).toMatchObject({ municipalityCode: CHOFU, residenceNotified: true });
    expect(await send(CHOFU, notice({ event: 'removed', reason: '国内転出' }))).toEqual([]);
    expect((await known())?.municipalityCode).toBeUndefined();
  });

  test('次の市の記載の後に届いた前の市の消除は、記録を変えない', async () => {
    await send(CHOFU, notice());
    await send(FUJISAWA, notice({ municipalityCode: FUJISAWA, reason: '国内転入', residenceNotification: 'notMade' }));
    expect(await send(CHOFU, notice({ event: 'removed', reason: '国内転出' }))).toEqual([]);
    expect(await known()).toMatchObject({ municipalityCode: FUJISAWA, residenceNotified: false });
  });

  test.each([
    ['ほかの市の名で', 'otherTown', { municipalityCode: FUJISAWA }],
    ['形の違う番号', 'malformedCard', { cardNumber: '123' }],
    ['記載のない方の消除', 'neverListed', { event: 'removed' as const, cardNumber: 'UH99999999EA' }],
    ['番号と合わない性別', 'itemsMismatch', { sex: '2' as const }],
  ])('受け付けない通知：%s → %s', async (_, code, changes) => {
    await send(CHOFU, notice());
    const [letter = ''] = await send(CHOFU, notice(changes));
    expect(letter).toContain(code);
  });
});

describe('外国人住民の異動（住民基本台帳法第30条の46、第30条の50）', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  const access = () => world.access(CHOFU, '外国人住民の届出');
  const agency = () => {
    if (!world.nation) throw new Error('no nation');
    return world.nation.immigration;
  };
  const record = (cardNumber = CARD) => ({ ...AN, cardNumber, nationality: 'ベトナム', address: OLD_ADDRESS });

  async function carryThrough(drafted: Promise<Outcome<DraftView>>): Promise<void> {
    const { juki } = townOf(world, CHOFU);
    const draft = await drafted;
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    await juki.review(draft.value.draftId, access());
    await juki.approve(draft.value.draftId, access());
    const done = await juki.register(draft.value.draftId, access());
    if (!done.accepted) throw new Error(done.refusal.sentence);
    await world.settle();
  }

  function noDeadLetters() {
    return Promise.all(world.towns.map(async ({ mailroom }) => expect(await mailroom.deadLetters()).toEqual([])));
  }

  test('転居を当日に知らせ、カードを示さなかった方の住居地届出は、後の裏書で済む', async () => {
    const { juki } = townOf(world, CHOFU);
    const movers = numbersOf(familyOf('nguyen'));
    const [head = '', wife = ''] = movers;
    const person = await juki.findResident(head, access());
    if (!person) throw new Error('no NGUYEN');
    const newAddress = { ...person.address, town: '布田一丁目', lot: '2番地3' };
    const command: RegisterCommand = {
      kind: 'RegisterRelocation',
      householdNumber: person.householdNumber,
      movers,
      movedOn: '2026-11-20',
      notifiedOn: '2026-11-24',
      newAddress,
      household: { kind: 'same' },
      standings: [],
      residenceCards: [{ addresseeNumber: head, residenceCard: 'endorsed' }],
    };
    await carryThrough(juki.draft(command, access()));
    expect(await agency().personOf(record())).toMatchObject({
      municipalityCode: CHOFU,
      residenceNotified: true,
      record: { address: { town: '布田一丁目' } },
    });
    const work = (await juki.workItems(access())).filter((one) => one.kind === 'residenceNotificationDue');
    expect(work.map((one) => one.addresseeNumber)).toEqual([wife]);
    await carryThrough(juki.draftFromWork(work[0]?.workId ?? '', {}, access()));
    expect((await juki.workItems(access())).filter((one) => one.kind === 'residenceNotificationDue')).toEqual([]);
    await noDeadLetters();
  });

  test('長官通知は職員が確かめて職権修正になり、新しいカードの番号で続けて通じる', async () => {
    const { juki } = townOf(world, CHOFU);
    const [head = ''] = numbersOf(familyOf('nguyen'));
    await agency().decide(record(), {
      kind: 'correction',
      reason: 'renewal',
      effectiveOn: '2026-11-24',
      items: { foreignStatus: { expiresOn: '2029-05-31', periodOfStay: '3年', cardNumber: 'UH55555555EA' } },
    });
    await world.settle();
    const work = (await juki.workItems(access())).filter((one) => one.kind === 'immigrationNotice');
    expect(work).toMatchObject([{ addresseeNumber: head, fromMunicipality: 'immigration' }]);
    expect((await juki.findResident(head, access()))?.foreignStatus?.expiresOn).toBe('2027-05-31');
    await carryThrough(juki.draftFromWork(work[0]?.workId ?? '', {}, access()));
    expect((await juki.findResident(head, access()))?.foreignStatus).toMatchObject({
      expiresOn: '2029-05-31',
      residenceStatus: '特定技能1号',
    });
    expect((await juki.workItems(access())).filter((one) => one.kind === 'immigrationNotice')).toEqual([]);
    expect(await agency().personOf(record('UH55555555EA'))).toMatchObject({ municipalityCode: CHOFU });
    await noDeadLetters();
  });

  test('在留資格を失った方の長官通知は職権消除になり、消除も知らせる', async () => {
    const { juki } = townOf(world, CHOFU);
    const [head = ''] = numbersOf(familyOf('nguyen'));
    await agency().decide(record('UH55555555EA'), {
      kind: 'removal',
      reason: 'departed',
      effectiveOn: '2026-11-24',
    });
    await world.settle();
    const [work] = (await juki.workItems(access())).filter((one) => one.kind === 'immigrationNotice');
    await carryThrough(juki.draftFromWork(work?.workId ?? '', {}, access()));
    expect(await juki.findResident(head, access())).toMatchObject({
      status: 'removed',
      removed: { reason: '職権消除', on: '2026-11-24' },
    });
    expect((await agency().personOf(record('UH55555555EA')))?.municipalityCode).toBeUndefined();
    await noDeadLetters();
  });
});
