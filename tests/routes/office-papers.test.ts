import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as list from '#app/routes/office.$town.papers._index.tsx';
import * as paper from '#app/routes/office.$town.papers.$paper._index.tsx';
import * as file from '#app/routes/office.$town.papers.$paper.file.ts';
import * as papers from '#app/routes/office.$town.residents.$number_.papers.tsx';
import { formerNumberOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import { officeBrowser } from '#tests/support/office-story.ts';
import { hasNamesFont } from '#tests/support/papers.ts';
import { CHOFU, FUJISAWA, familyOf, fileMovingOut, today, townOf, travelDays } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

// A whole story each, and the machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const as = (slug: string, town = CHOFU) => officeBrowser(world, world.officer(town, slug));
const office = () => townOf(world, CHOFU).office;

async function formOf(slug: string, key: string) {
  const number = formerNumberOf(key);
  const officer = world.officer(CHOFU, slug);
  const lookup = await office().people.openLookup(officer, {
    reason: '交付の請求',
    query: { addresseeNumber: number },
  });
  const path = `/office/${CHOFU}/residents/${number}/papers?lookup=${lookup}`;
  const params = { town: CHOFU, number };
  const { status, data } = await as(slug).load(papers, path, params);
  const press = (form: Record<string, string | string[]>) =>
    as(slug).press(papers, path, params, {
      lookup,
      requestId: data.form.requestId,
      requester: 'self',
      requesterName: '佐藤　健司',
      document: '個人番号カード',
      delivery: 'counter',
      reason: '賃貸契約のため',
      members: [number],
      ...form,
    });
  return { number, lookup, path, params, status, form: data?.form, press };
}

/** The text of the file, as any reader of PDF finds it. */
async function printed(slug: string, location: string | undefined) {
  const id = location?.split('/').at(-1) ?? '';
  const made = await office().papers.output(world.officer(CHOFU, slug), id);
  if (!made.accepted) throw new Error(made.refusal.sentence);
  const document = await getDocumentProxy(new Uint8Array(made.value), { verbosity: 0 });
  const { text } = await extractText(document, { mergePages: true });
  return { id, pdf: made.value, text: text.replace(/\s/g, '') };
}

describe('住民票の写し（住民基本台帳法第12条）', () => {
  it('選ばなかった事項は省略と記載し、番号も本籍も続柄も出ない', async () => {
    const { press } = await formOf('desk', 'sato-kenji');
    const { location } = await press({ kind: 'residentRecordCopy' });
    const { text } = await printed('desk', location);
    expect(text).toContain('氏名佐藤健司生年月日');
    expect(text).toMatch(/続柄省略.*本籍省略筆頭者省略住民票コード省略個人番号省略/);
    expect(text).not.toContain(residentRecordCodeOf('sato-kenji'));
    expect(text).toContain(
      'この写しは、世帯の一部の住民票の原本と相違ないことを証明する。令和8年11月24日調布市長深山恒一',
    );
    expect(text).toMatch(/20261124調布市\d{6}1\/1/);
  });

  it('世帯全員なら全員と証明し、請求のあった事項と番号を載せる', async () => {
    const { press, form } = await formOf('desk', 'sato-kenji');
    const members = form.members.map(({ addresseeNumber }: { addresseeNumber: string }) => addresseeNumber);
    const { location } = await press({
      kind: 'residentRecordCopy',
      members,
      items: ['relationship', 'domicile', 'residentRecordCode', 'individualNumber'],
    });
    const { text } = await printed('desk', location);
    expect(text).toContain('世帯全員の住民票');
    expect(text).toContain(residentRecordCodeOf('sato-kenji'));
    expect(text).toMatch(/個人番号\d{12}/);
    expect(text).not.toContain('本籍省略');
    const entries = await office().audit(world.officer(CHOFU, 'auditor'), { limit: 60 });
    const acts = entries.map(({ act }: { act: string }) => act);
    expect(acts).toEqual(expect.arrayContaining(['issuePaper', 'outputPaper', 'revealIndividualNumber']));
  });

  it('二度押しても一枚で、発行番号は一つずつ進む', async () => {
    const first = await formOf('desk', 'takahashi-hideki');
    const one = await first.press({ kind: 'residentRecordItems' });
    const again = await first.press({ kind: 'residentRecordItems' });
    expect(again.location).toBe(one.location);
    const second = await (await formOf('desk', 'takahashi-hideki')).press({ kind: 'residentRecordItems' });
    const numbers = (await office().papers.today(world.officer(CHOFU))).map(({ number }) => Number(number.slice(-6)));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(second.location).not.toBe(one.location);
  });

  it.skipIf(!hasNamesFont)('外字と異体字の人の氏名も、そのまま印刷する', async () => {
    const yoshida = await (await formOf('desk', 'yoshida-kiyoshi')).press({ kind: 'residentRecordCopy' });
    expect((await printed('desk', yoshida.location)).text).toContain('氏名𠮷田清');
    const tsuji = await (await formOf('desk', 'tsuji-masato')).press({ kind: 'residentRecordCopy' });
    expect((await printed('desk', tsuji.location)).text).toContain('辻\u{E0100}雅人');
  });

  it('選挙人名簿に登録された旨は、請求があったときだけ載せる（住民基本台帳法第12条第5項）', async () => {
    const clerk = (slug: string) => world.officer(CHOFU, slug);
    const days = { asOf: today(world), announcedOn: '2026-11-26', pollingOn: '2026-12-06' };
    const started = await office().electoralRoll.startElection(clerk('election'), { name: '市長選挙', ...days });
    const { juki } = townOf(world, CHOFU);
    await juki.advance();
    await office().electoralRoll.confirm(clerk('election2'), started.accepted ? started.value.runId : '');
    await juki.advance();
    const { press } = await formOf('desk', 'takahashi-hideki');
    const plain = await press({ kind: 'residentRecordCopy' });
    expect((await printed('desk', plain.location)).text).not.toContain('選挙人名簿');
    const asked = await (await formOf('desk', 'takahashi-hideki')).press({
      kind: 'residentRecordCopy',
      items: ['electoralRoll'],
    });
    expect((await printed('desk', asked.location)).text).toContain('選挙人名簿登録（令和8年11月');
  });

  it('第三者に番号を載せず、代理人には番号入りを手渡さない。入力の漏れは欄の横に言う', async () => {
    const { press } = await formOf('desk', 'sato-kenji');
    const third = await press({ kind: 'residentRecordCopy', requester: 'thirdParty', items: ['individualNumber'] });
    expect(third).toMatchObject({ status: 409, data: { refusal: { code: 'numbersToThirdParty' } } });
    const proxy = { kind: 'residentRecordCopy', requester: 'proxy', items: ['individualNumber'] };
    expect(await press(proxy)).toMatchObject({ status: 409, data: { refusal: { code: 'numbersToProxy' } } });
    expect((await press({ ...proxy, delivery: 'post' })).status).toBe(302);
    const empty = await press({ kind: 'residentRecordCopy', reason: '', requesterName: '', members: [] });
    expect(empty).toMatchObject({
      status: 400,
      data: { errors: { reason: [expect.any(String)] } },
    });
    const nobody = await press({ kind: 'residentRecordCopy', members: [formerNumberOf('takahashi-hideki')] });
    expect(nobody).toMatchObject({ status: 409, data: { refusal: { code: 'otherHousehold' } } });
  });
});

describe('帳票を開ける人', () => {
  it('役割にない職員は、画面を通さなくても交付できない', async () => {
    for (const slug of ['auditor', 'administrator', 'approver']) {
      expect((await as(slug).load(list, `/office/${CHOFU}/papers`, { town: CHOFU })).status).toBe(403);
      await expect(office().papers.today(world.officer(CHOFU, slug))).rejects.toThrow('may not issuePapers');
    }
    await expect(office().papers.output(world.officer(FUJISAWA), 'x')).rejects.toThrow('may not issuePapers');
  });

  it('支援措置の世帯の帳票は、担当職員だけが、本人にだけ交付できる', async () => {
    const { form, press } = await formOf('desk', 'nishimura-rika');
    expect(form).toMatchObject({ locked: true, isProtected: true });
    expect(await press({ kind: 'residentRecordCopy' })).toMatchObject({
      status: 409,
      data: { refusal: { code: 'E08' } },
    });
    const officer = await formOf('protection', 'nishimura-rika');
    expect(officer.form.locked).toBe(false);
    const third = await officer.press({ kind: 'residentRecordCopy', requester: 'thirdParty' });
    expect(third).toMatchObject({ status: 409, data: { refusal: { code: 'E08' } } });
    const own = await officer.press({ kind: 'residentRecordCopy' });
    expect((await printed('protection', own.location)).text).toContain('氏名西村');
  });
});

describe('異動に伴う帳票', () => {
  it('転出の届出のあとで転出証明書を作れ、届出の前は作れない', async () => {
    const before = await formOf('desk', 'takahashi-hideki');
    expect(await before.press({ kind: 'movingOutCertificate' })).toMatchObject({
      data: { refusal: { code: 'noMovingOut' } },
    });
    await fileMovingOut(world, familyOf('takahashi'), { plannedOn: '2026-12-01', special: false, cardHolders: [] });
    const after = await formOf('desk', 'takahashi-hideki');
    const { text } = await printed('desk', (await after.press({ kind: 'movingOutCertificate' })).location);
    expect(text).toContain('転出予定日令和8年12月1日届出日令和8年11月24日');
    expect(text).toContain(residentRecordCodeOf('takahashi-hideki'));
    expect(text).toContain('転出先神奈川県藤沢市辻堂西海岸二丁目5番6号');
    expect(text).not.toContain('特例による転出処理済');
    // 標準仕様書 5.1: what the 転出届 says is not part of a copy before the day.
    const copy = await after.press({
      kind: 'residentRecordCopy',
      requestId: (await formOf('desk', 'takahashi-hideki')).form.requestId,
    });
    expect((await printed('desk', copy.location)).text).not.toContain('藤沢市');
  });

  it('受理通知は、新しい住所も届け出た人も言わない。住民票コード通知票は番号を言う', async () => {
    const received = await formOf('desk', 'takahashi-hideki');
    const { text } = await printed('desk', (await received.press({ kind: 'filingReceivedNotice' })).location);
    expect(text).toContain('住民異動届受理通知');
    expect(text).not.toContain('藤沢市');
    const notice = await formOf('desk', 'sato-kenji');
    const code = await printed('desk', (await notice.press({ kind: 'residentRecordCodeNotice' })).location);
    expect(code.text).toContain(`住民票コード${residentRecordCodeOf('sato-kenji')}`);
    expect((await notice.press({ kind: 'headChangeRequest' })).status).toBe(409);
  });
});

describe('電子公印（/verify-paper）', () => {
  it('発行したままのファイルと符号は本物。1バイト変えたファイルは変わったと分かる', async () => {
    const { press } = await formOf('desk', 'sato-kenji');
    const { pdf } = await printed('desk', (await press({ kind: 'residentRecordCopy' })).location);
    const { paperProofs } = world.services;
    expect(await paperProofs.ofFile(pdf)).toMatchObject({ kind: 'genuineFile', issuer: '調布市' });
    const code = /%moss-paper (\S+)/.exec(pdf.toString('latin1'))?.[1] ?? '';
    expect(await paperProofs.ofCode(`${world.services.config.publicOrigin}/verify-paper#${code}`)).toMatchObject({
      kind: 'genuineCode',
      statement: { town: CHOFU, main: [['氏名', '佐藤　健司'], expect.anything()] },
    });
    const changed = Buffer.from(pdf);
    changed[2_000] = (changed[2_000] ?? 0) ^ 1;
    expect(await paperProofs.ofFile(changed)).toMatchObject({ kind: 'changed' });
    expect(await paperProofs.ofCode(code.replace(/.\./, 'A.'))).toEqual({ kind: 'notGenuine' });
  });
});

describe('帳票の保管', () => {
  // The last one: the clock goes on.
  it('交付した職員だけが、その日のうちに開ける。翌日には内容を消し、交付した事実は残る', async () => {
    const { press } = await formOf('desk', 'sato-kenji');
    const { location = '' } = await press({ kind: 'residentRecordCopy' });
    const id = location.split('/').at(-1) ?? '';
    const params = { town: CHOFU, paper: id };
    const opened = await as('desk').load(file, `${location}/file`, params);
    expect(opened.data).toMatch(/^%PDF-/);
    expect(opened.data).not.toContain('佐藤');
    const page = (await as('desk').load(paper, location, params)).data.paper;
    expect(page).toMatchObject({ names: '佐藤　健司', outputs: 1 });
    expect((await as('registry').load(file, `${location}/file`, params)).status).toBe(404);
    expect((await as('desk', FUJISAWA).load(file, `${location}/file`, params)).status).toBe(403);
    await travelDays(world, 1, '09:00');
    expect((await as('desk').load(file, `${location}/file`, params)).status).toBe(404);
    expect((await as('desk').load(list, `/office/${CHOFU}/papers`, { town: CHOFU })).data.papers).toEqual([]);
    const later = await formOf('desk', 'sato-kenji');
    expect(later.form.issued).toContainEqual(expect.objectContaining({ id, open: false, outputs: 1 }));
  });
});
