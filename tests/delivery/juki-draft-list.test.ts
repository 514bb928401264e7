import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';
import { findAudit } from '#db/audit.server.ts';
import { NEW_ADDRESS, TODAY } from '#tests/engine/juki/family.ts';
import { carryThrough, codeOf, createJukiWorld, type JukiWorld, settle } from './juki-world.ts';

let world: JukiWorld;
let family: Awaited<ReturnType<typeof settle>>;

beforeEach(async () => {
  world = await createJukiWorld();
  family = await settle(world);
});
afterEach(() => world.close());

const movingOut = () => ({
  kind: 'RegisterMovingOut' as const,
  householdNumber: family.householdNumber,
  movers: family.all,
  notifiedOn: TODAY,
  plannedOn: '2026-12-01',
  destination: NEW_ADDRESS,
  channel: 'counter' as const,
  special: true,
  cardHolders: [family.head],
});

const arrival = () => ({
  kind: 'RegisterMovingIn' as const,
  from: 'paperCertificate' as const,
  persons: [
    {
      name: { full: '来田　望', kana: 'キタ　ノゾミ', kanaConfirmed: true },
      bornOn: exactDate('1990-01-02'),
      sex: '2' as const,
      kind: 'japanese' as const,
      relationship: '世帯主',
      householder: true,
      residentRecordCode: codeOf(77),
    },
  ],
  household: { kind: 'new' as const },
  movedInOn: TODAY,
  notifiedOn: TODAY,
  newAddress: { ...NEW_ADDRESS, municipalityCode: '132080', municipality: '調布市', prefecture: '東京都' },
  previousAddress: NEW_ADDRESS,
  identification: { visitor: 'filer' as const, document: '運転免許証', authority: '本人' },
});

const OPEN = { states: ['provisional', 'reviewed', 'approved'] as const };

describe('仮登録の一覧と内容（標準仕様書 4.0.8）', () => {
  test('一覧は、状態と対象の方で絞れ、転入する方の氏名も出る', async () => {
    const { juki, as } = world.chofu;
    await juki.draft(movingOut(), as('reception'));
    await juki.draft(arrival(), as('reception'));
    const all = await juki.listDrafts(OPEN, as('reviewer'));
    expect(all.map(({ kind, createdBy }) => [kind, createdBy])).toEqual(
      expect.arrayContaining([
        ['RegisterMovingIn', 'reception'],
        ['RegisterMovingOut', 'reception'],
      ]),
    );
    expect(all.find(({ kind }) => kind === 'RegisterMovingIn')?.names).toEqual(['来田　望']);
    const ofPerson = await juki.listDrafts({ ...OPEN, addresseeNumber: family.child }, as('reviewer'));
    expect(ofPerson.map(({ kind }) => kind)).toEqual(['RegisterMovingOut']);
    expect(await juki.listDrafts({ states: ['registered'] }, as('reviewer'))).toEqual([]);
    expect(await juki.listDrafts({ ...OPEN, addresseeNumber: '999999999999999' }, as('reviewer'))).toEqual([]);
  });

  test('内容は番号を伏せて見せ、見た方が操作ログに残る', async () => {
    const { juki, as, store } = world.chofu;
    const draft = await juki.draft(arrival(), as('reception'));
    if (!draft.accepted) throw new Error(draft.refusal.sentence);
    const content = await juki.readDraft(draft.value.draftId, as('reviewer'));
    expect(content?.command).toMatchObject({ persons: [{ residentRecordCode: `***-****-${codeOf(77).slice(-4)}` }] });
    expect(JSON.stringify(content)).not.toContain(codeOf(77));

    const leaving = await juki.draft(movingOut(), as('reception'));
    if (!leaving.accepted) throw new Error(leaving.refusal.sentence);
    const other = await juki.readDraft(leaving.value.draftId, as('reviewer'));
    expect(other?.persons.map((one) => one.addresseeNumber).toSorted()).toEqual([...family.all].toSorted());
    const entries = await store.read((session) => findAudit(session, { subject: family.head, limit: 20 }));
    expect(entries.map(({ act }) => act)).toContain('readDraft');
    expect(await juki.readDraft('01990000-0000-7000-8000-00000000dead', as('reviewer'))).toBeUndefined();
  });

  test('本登録の後は、送った電文の種類と宛先が分かり、転出の全員を後からたどれる', async () => {
    const { juki, as } = world.chofu;
    const { draft, registered } = await carryThrough(world.chofu, movingOut());
    const content = await juki.readDraft(draft.draftId, as('auditor'));
    expect(content?.registered?.sent).toContainEqual({ type: 'MovingOutCertificate', to: '142051' });
    const movers = await juki.findMovers(registered.movingOutId ?? '', as('reviewer'));
    expect(movers.map((one) => one.addresseeNumber).toSorted()).toEqual([...family.all].toSorted());
  });
});
