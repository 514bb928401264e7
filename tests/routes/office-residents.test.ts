import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as residents from '#app/routes/office.$town.residents._index.tsx';
import * as person from '#app/routes/office.$town.residents.$number.tsx';
import * as looks from '#app/routes/office.$town.residents.$number_.looks.tsx';
import { officeBrowser } from '#tests/support/office-story.ts';
import { CHOFU, townOf } from '#tests/support/story.ts';
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

/** 照会 and the page of 健司 opened by an officer. */
async function opened(slug: string) {
  const kenji = await someone();
  const browser = officeBrowser(world, world.officer(CHOFU, slug));
  const { location = '' } = await browser.press(
    residents,
    `${PATH}?index`,
    { town: CHOFU },
    { reason: REASON, words: kenji.addresseeNumber },
  );
  const lookup = new URL(`http://office${location}`).searchParams.get('lookup') ?? '';
  const params = { town: CHOFU, number: kenji.addresseeNumber };
  return { browser, params, path: `${PATH}/${kenji.addresseeNumber}`, lookup };
}

describe('本人に係る電文と、記録を見た人', () => {
  it('いま見たことが、すぐに一覧に出る。見てよい役割だけが開ける', async () => {
    const { browser, params, path, lookup } = await opened('registry');
    await browser.load(person, `${path}?lookup=${lookup}`, params);
    const answer = await browser.load(looks, `${path}/looks?lookup=${lookup}`, params);
    expect(JSON.stringify(answer)).toContain('"act":"findResident"');
    expect(JSON.stringify(answer)).toContain(REASON);
    const again = await browser.load(looks, `${path}/looks?lookup=${lookup}`, params);
    expect(JSON.stringify(again)).toContain('"act":"readLooks"');
    const reception = await opened('reception');
    const refused = await reception.browser.load(looks, `${path}/looks?lookup=${reception.lookup}`, params);
    expect(refused.status).toBe(403);
  });

  it('終わった照会の理由では開かない', async () => {
    const { browser, params, path } = await opened('registry');
    const answer = await browser.load(looks, `${path}/looks?lookup=gone`, params);
    expect(answer).toMatchObject({ status: 302, location: path });
  });
});

const desk = () => officeBrowser(world, world.officer(CHOFU, 'desk'));
const PATH = `/office/${CHOFU}/residents`;
const REASON = '電話での問合せのため';

/** Presses 探す and opens the result. */
async function search(query: Record<string, string>) {
  const { location = '' } = await desk().press(
    residents,
    `${PATH}?index`,
    { town: CHOFU },
    { reason: REASON, ...query },
  );
  return { location, answer: await desk().load(residents, location, { town: CHOFU }) };
}

async function someone() {
  const access = { officer: world.officer(CHOFU), reason: '試験' };
  const { residents: found } = await townOf(world, CHOFU).juki.findResidents({ kana: 'サトウ　ケンジ' }, access);
  const [kenji] = found;
  if (!kenji) throw new Error('nobody of that name');
  return kenji;
}

describe('住民の照会（標準仕様書 2.1.1、2.1.2）', () => {
  it('氏の後ろの空白、世帯番号で探せる', async () => {
    const kenji = await someone();
    const { answer } = await search({ householdNumber: kenji.householdNumber });
    expect(JSON.stringify(answer)).toContain(kenji.addresseeNumber);
    expect(JSON.stringify((await search({ kana: 'さとう　' })).answer)).toContain(kenji.addresseeNumber);
    expect(JSON.stringify((await search({ kana: 'さと　' })).answer)).not.toContain(kenji.addresseeNumber);
  });

  it('番号で探しても、番号は頁にも住所にも現れない。桁が違えば欄の横に理由が出る', async () => {
    const number = '123456789018';
    const { location, answer } = await search({ secretNumber: number });
    expect(location).toContain('?lookup=');
    expect(answer.status).toBe(200);
    expect(location + JSON.stringify(answer)).not.toContain(number);
    const refused = await desk().press(
      residents,
      `${PATH}?index`,
      { town: CHOFU },
      { reason: REASON, secretNumber: '1234-5678-9' },
    );
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused)).toContain('住民票コードは11桁、個人番号は12桁の数字です。');
    expect(JSON.stringify(refused)).not.toContain('1234-5678-9');
  });

  it('手掛かりのない照会は受け付けない', async () => {
    const refused = await desk().press(residents, `${PATH}?index`, { town: CHOFU }, { reason: REASON, name: '　' });
    expect(refused.status).toBe(400);
  });
});

describe('一つの欄の検索', () => {
  it('氏名、生年月日、住所、世帯番号のどれでも同じ人に着き、何と読み取ったかが出る', async () => {
    const kenji = await someone();
    for (const words of ['サトウ　ケンジ', `${kenji.name.full} ${kenji.bornOn.text}`, kenji.householdNumber]) {
      const { answer } = await search({ words });
      expect(JSON.stringify(answer)).toContain(kenji.addresseeNumber);
    }
    const { answer } = await search({ words: `佐藤 ${kenji.bornOn.text}` });
    expect(JSON.stringify(answer)).toContain(JSON.stringify({ label: '生年月日', text: kenji.bornOn.text }));
    expect(JSON.stringify(answer)).toContain('「佐藤」を住所として探す');
  });

  it('個人番号は、検査数字が合わなくても送り返さない', async () => {
    const { location, answer } = await search({ words: '123456789018' });
    expect(answer.status).toBe(200);
    expect(location + JSON.stringify(answer)).not.toContain('123456789018');
    expect(JSON.stringify(answer)).toContain('12桁（表示しません）');
    const words = '佐藤 1234-5678-9012';
    const refused = await desk().press(residents, `${PATH}?index`, { town: CHOFU }, { reason: REASON, words });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused)).toContain('個人番号の検査数字が合いません');
    expect(JSON.stringify(refused)).not.toMatch(/5678|9012/);
  });

  it('読めない言葉は、入れたまま理由とともに返す', async () => {
    const refused = await desk().press(
      residents,
      `${PATH}?index`,
      { town: CHOFU },
      { reason: REASON, words: '佐藤 昭和60年' },
    );
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused)).toContain('日まで入れてください');
    expect(JSON.stringify(refused)).toContain('佐藤 昭和60年');
  });
});

describe('住基ネット統一文字（標準仕様書 7.1.1.1）', () => {
  it('氏名の字形と、住基ネットでの形が並んで出る', async () => {
    const access = { officer: world.officer(CHOFU), reason: '試験' };
    const { residents: found } = await townOf(world, CHOFU).juki.findResidents({ kana: 'ヨシダ　キヨシ' }, access);
    const someone = found.find(({ name }) => name.full.startsWith('𠮷'));
    if (!someone) throw new Error('no 𠮷 in the fixtures');
    const { location } = await search({ addresseeNumber: someone.addresseeNumber });
    const lookup = new URL(`http://office${location}`).searchParams.get('lookup') ?? '';
    const params = { town: CHOFU, number: someone.addresseeNumber };
    const answer = await desk().load(person, `${PATH}/${someone.addresseeNumber}?lookup=${lookup}`, params);
    expect(JSON.stringify(answer)).toContain('{"original":"𠮷","code":"AEAC"}');
  });
});

describe('過去の時点の住民票（標準仕様書 1.2.1）', () => {
  async function past(query: string) {
    const kenji = await someone();
    const { location } = await search({ addresseeNumber: kenji.addresseeNumber });
    const lookup = new URL(`http://office${location}`).searchParams.get('lookup') ?? '';
    const params = { town: CHOFU, number: kenji.addresseeNumber };
    return desk().load(person, `${PATH}/${kenji.addresseeNumber}?lookup=${lookup}&${query}`, params);
  }

  it('和暦で入れた日の住民票と世帯が出る', async () => {
    const answer = await past(`on=${encodeURIComponent('令和8年11月1日')}&knownOn=`);
    expect(answer).toMatchObject({ status: 200 });
    expect(JSON.stringify(answer)).toContain('"asOf":{"moment":{"on":"2026-11-01"},"person"');
  });

  it('住民となる前の日には、住民票がない', async () => {
    const answer = await past('on=1950-01-01');
    expect(JSON.stringify(answer)).toContain('"asOf":{"moment":{"on":"1950-01-01"}}');
  });

  it('ふたつの時点を選んで比べられる。登録時点を言わなければ、いま知られている内容', async () => {
    const answer = await past('on=2026-11-01&knownOn=2026-11-10&againstOn=2026-11-20&againstKnownOn=');
    expect(JSON.stringify(answer)).toContain(
      '"asOf":{"moment":{"on":"2026-11-01","knownAt":"2026-11-10T14:59:59.999Z"}',
    );
    expect(JSON.stringify(answer)).toContain('"against":{"moment":{"on":"2026-11-20"}');
  });

  it('履歴番号から、その異動の前と後が出る', async () => {
    const answer = await past('change=1');
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer)).toMatch(/"change":\{"historyNumber":1/);
    expect(JSON.stringify(answer)).toMatch(/"asOf":\{"moment":\{"on":"[\d-]+","knownAt":"[^"]+"\},?"?/);
  });

  it('読めない日と先の日は、欄の横の理由とともに返す', async () => {
    const misread = await past(`on=${encodeURIComponent('きのう')}`);
    expect(misread.status).toBe(400);
    expect(JSON.stringify(misread)).toContain('日付は、令和8年4月1日のように入れてください。');
    const later = await past('on=2026-11-24&knownOn=2099-01-01');
    expect(later.status).toBe(400);
    expect(JSON.stringify(later)).toContain('今日までの日を入れてください。');
  });
});
