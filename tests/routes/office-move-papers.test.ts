import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as application from '#app/routes/office.$town.applications.$receipt.tsx';
import * as done from '#app/routes/office.$town.arrivals.$case_.done.tsx';
import * as draft from '#app/routes/office.$town.drafts.$draft.tsx';
import * as list from '#app/routes/office.$town.papers._index.tsx';
import * as papers from '#app/routes/office.$town.residents.$number_.papers.tsx';
import { formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import type { FamilyFixture } from '#db/fixtures/types.ts';
import { movedOut, plain, registeredAtCounter } from '#tests/support/counter-story.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, fileMovingOut, numbersOf, PLAIN_FAMILIES, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

// A whole story each, and the machine may have other things to do.
vi.setConfig({ testTimeout: 90_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const as = (slug: string, town = CHOFU) => officeBrowser(world, world.officer(town, slug));

/** A family of so many that no other test of this file takes. */
const taken = new Set<string>();
function familyOfSize(size: number): FamilyFixture {
  const family = PLAIN_FAMILIES.find(
    ({ key, persons }) => persons.length >= size && !taken.has(key) && persons[0]?.relationship === '世帯主',
  );
  if (!family) throw new Error('no family is left');
  taken.add(family.key);
  return family;
}

const headOf = ({ persons: [head] }: FamilyFixture) => {
  if (!head) throw new Error('a family of nobody');
  return { key: head.key, name: head.name.full.replace(/\s/g, '') };
};

/** From the link of a case, or from the person, to the made paper and the text that any reader of PDF finds in it. */
async function paperOf(number: string, kind: string, fields: Record<string, string | string[]> = {}, slug = 'desk') {
  const desk = as(slug);
  const begun = await desk.press(
    list,
    `/office/${CHOFU}/papers?index`,
    { town: CHOFU },
    { number, kind, origin: 'act' },
  );
  const path = begun.location ?? '';
  const lookup = new URL(path, 'http://office.test').searchParams.get('lookup') ?? '';
  const params = { town: CHOFU, number };
  const { data } = await desk.load(papers, path, params);
  const made = await desk.press(papers, path, params, {
    kind,
    lookup,
    requestId: data.form.requestId,
    requester: 'self',
    requesterName: '請求した人',
    document: '個人番号カード',
    delivery: 'counter',
    reason: '転入届のため',
    members: [number],
    ...fields,
  });
  return { title: data.title, refusal: data.refusal, made };
}

async function textOf(location: string | undefined): Promise<string> {
  const id = location?.split('/').at(-1) ?? '';
  const made = await townOf(world, CHOFU).office.papers.output(world.officer(CHOFU), id);
  if (!made.accepted) throw new Error(made.refusal.sentence);
  const document = await getDocumentProxy(new Uint8Array(made.value), { verbosity: 0 });
  return (await extractText(document, { mergePages: true })).text.replace(/\s/g, '');
}

describe('転出証明書に準ずる証明書（標準仕様書 4.1.3.0.3）', () => {
  it('転出から14日を過ぎた届出では、準ずる証明書になり、全員の番号と転出先を載せる', async () => {
    const family = familyOfSize(2);
    await fileMovingOut(world, family, {
      plannedOn: '2026-11-04',
      special: false,
      cardHolders: [],
      channel: 'counter',
    });
    const head = headOf(family);
    const { title, made } = await paperOf(formerNumberOf(head.key), 'movingOutCertificate');
    expect(title).toBe('転出証明書に準ずる証明書');
    const text = await textOf(made.location);
    expect(text).toContain('転出証明書に準ずる証明書');
    for (const { key } of family.persons) expect(text).toContain(residentRecordCodeOf(key));
    expect(text).toContain('転出先神奈川県藤沢市辻堂西海岸二丁目5番6号');
    expect(text).toContain('転出の日令和8年11月4日届出日令和8年11月24日');
    expect(text).toContain('住民票の記載があり、転出したことを証明する');
    expect(text).toContain('できるだけ早く、新しい住所の市区町村に転入届をしてください');
    expect(text).not.toContain('転出の届出があったことを証明する');
  });

  it('14日目までの届出では、転出証明書である', async () => {
    const family = familyOfSize(1);
    await fileMovingOut(world, family, {
      plannedOn: '2026-11-10',
      special: false,
      cardHolders: [],
      channel: 'counter',
    });
    const { title, made } = await paperOf(formerNumberOf(headOf(family).key), 'movingOutCertificate');
    expect(title).toBe('転出証明書');
    expect(await textOf(made.location)).toContain('転出の届出があったことを証明する');
  });
});

describe('世帯主変更依頼通知書（住民基本台帳法第25条）', () => {
  it('世帯主だけが転出して決まっていなければ、残る世帯に期限とともに頼み、転出先を言わない', async () => {
    const family = familyOfSize(3);
    const [head = '', ...staying] = numbersOf(family);
    await fileMovingOut(world, family, { plannedOn: '2026-11-24', movers: [head], cardHolders: [head] });
    await travelDays(world, 1);
    const receiver = staying[0] ?? '';
    const { title, made } = await paperOf(receiver, 'headChangeRequest');
    expect(title).toBe('世帯主変更依頼通知書');
    const text = await textOf(made.location);
    expect(text).toContain('世帯の皆様');
    expect(text).toMatch(/届出の期限令和8年12月\d+日/);
    for (const { name } of family.persons.slice(1)) expect(text).toContain(name.full.replace(/\s/g, ''));
    expect(text).not.toContain(headOf(family).name);
    expect(text).not.toContain('藤沢市');
    expect(text).toContain('お問い合わせ');
    const wrong = await paperOf(receiver, 'headChangeNotice');
    expect(wrong.refusal).toMatchObject({ code: 'noHead' });
    expect(wrong.made.status).toBe(409);
  });
});

describe('除票の写し（住民基本台帳法第15条の4）', () => {
  it('消除した日と事由と転出先を載せ、番号と本籍は請求がなければ省略する', async () => {
    const family = familyOfSize(1);
    const { key, name } = headOf(family);
    await fileMovingOut(world, family, { plannedOn: '2026-11-25', special: false, cardHolders: [] });
    await travelDays(world, 1);
    const number = formerNumberOf(key);
    const { title, made } = await paperOf(number, 'removedRecordCopy');
    expect(title).toBe('除票の写し');
    const text = await textOf(made.location);
    expect(text).toContain(`氏名${name}`);
    expect(text).toMatch(/消除年月日令和8年11月25日事由国内転出/);
    expect(text).toContain('転出先（予定）神奈川県藤沢市辻堂西海岸二丁目5番6号');
    expect(text).toContain('除票の原本と相違ないことを証明する');
    expect(text).toMatch(/本籍省略筆頭者省略住民票コード省略個人番号省略/);
    expect(text).not.toContain(residentRecordCodeOf(key));
    const living = await paperOf(number, 'residentRecordCopy');
    expect(living.refusal).toMatchObject({ code: 'notResident' });
  });
});

describe('届出に伴う帳票への道', () => {
  const kindsOf = (links: { kind: string }[]) => links.map(({ kind }) => kind);

  it('受理した転出届の画面から、交付できる職員だけが、転出証明書と、届出人でない人への受理通知に進める', async () => {
    const family = familyOfSize(3);
    const { key } = headOf(family);
    const { receiptNumber } = await movedOut(world, key);
    const path = `/office/${CHOFU}/applications/${receiptNumber}`;
    const params = { town: CHOFU, receipt: receiptNumber };
    const links = (await as('desk').load(application, path, params)).data.papers;
    expect(kindsOf(links)).toContain('movingOutCertificate');
    const notices = links.filter(({ kind }: { kind: string }) => kind === 'filingReceivedNotice');
    expect(notices).toHaveLength(family.persons.length - 1);
    expect(notices.map(({ addresseeNumber }: { addresseeNumber: string }) => addresseeNumber)).not.toContain(
      formerNumberOf(key),
    );
    const approver = await as('approver').load(application, path, params);
    expect(approver.data.papers).toEqual([]);
    const forbidden = await as('approver').press(
      list,
      `/office/${CHOFU}/papers?index`,
      { town: CHOFU },
      { number: formerNumberOf(key), kind: 'movingOutCertificate', origin: 'application' },
    );
    expect(forbidden.status).toBe(403);
    const entries = await townOf(world, CHOFU).office.audit(world.officer(CHOFU, 'auditor'), { limit: 30 });
    expect(entries.map(({ reason }) => reason)).toContain('届出に伴う帳票の確認');
  });

  it('本登録した異動の画面から、その異動の帳票に進める', async () => {
    const family = familyOfSize(3);
    const [head = ''] = numbersOf(family);
    const { draftId } = await fileMovingOut(world, family, {
      plannedOn: '2026-11-24',
      movers: [head],
      cardHolders: [head],
      channel: 'counter',
    });
    const desk = as('desk');
    const params = { town: CHOFU, draft: draftId };
    const { data } = await desk.load(draft, `/office/${CHOFU}/drafts/${draftId}`, params);
    const links = data.page.registered.papers;
    expect(kindsOf(links)).toEqual(['movingOutCertificate', 'filingReceivedNotice', 'headChangeRequest']);
    expect(links[0]).toMatchObject({ addresseeNumber: head });
  });

  it('窓口の終わりの画面から、転入した人の住民票の写しに進める', async () => {
    const desk = await registeredAtCounter(world, plain(6));
    const { data } = await desk.load(done, 'done');
    expect(kindsOf(data.papers)).toEqual(['residentRecordCopy']);
    const [{ addresseeNumber: number, kind }] = data.papers;
    const begun = await as('desk', FUJISAWA).press(
      list,
      `/office/${FUJISAWA}/papers?index`,
      { town: FUJISAWA },
      { number, kind, origin: 'arrival' },
    );
    expect(begun.location).toMatch(new RegExp(`/residents/${number}/papers\\?lookup=.+&kind=residentRecordCopy$`));
  });

  it('だれの何かが欠けていれば、どこにも進まない', async () => {
    const wrong = await as('desk').press(list, `/office/${CHOFU}/papers?index`, { town: CHOFU }, { kind: 'unknown' });
    expect(wrong.status).toBe(400);
  });
});
