import type { Request, Response } from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { inSpeech, languageCookie, speakLanguageOfRequest } from '#app/language.server.ts';
import { bothDates, momentInWords, plainDate } from '#app/portal/texts/dates.ts';
import { relationshipChoices, relationshipWords } from '#app/portal/texts/relationships.ts';
import { text } from '#app/portal/texts/text.ts';
import { sharedItems } from '#app/portal/to-do/shared-list.ts';
import { action } from '#app/routes/language.ts';
import { errorTexts } from '#app/ui/error-page.tsx';
import {
  choiceOfBrowser,
  htmlLanguageNow,
  LANGUAGE_CHOICES,
  type LanguageChoice,
  speechNow,
} from '#app/ui/languages.ts';
import { pageTitle } from '#app/ui/page-title.ts';

const speaking = <T>(choice: LanguageChoice, run: () => T) => inSpeech({ choice, path: '/moving', offered: true }, run);

describe('最初の訪問', () => {
  test.each([
    ['en-US,en;q=0.9', 'en'],
    ['vi', 'vi'],
    ['zh-CN,zh;q=0.9,ja;q=0.8', 'zh'],
    ['fr-FR,fr;q=0.9,vi;q=0.5,en;q=0.7', 'en'],
    ['en;q=0.2,ja', 'ja'],
    ['en;q=0, fr', 'ja'],
    ['pt-BR', 'ja'],
    ['*', 'ja'],
    [undefined, 'ja'],
    ['easy', 'ja'],
    ['x'.repeat(100_000), 'ja'],
  ])('Accept-Language %s なら %s', (header, choice) => {
    expect(choiceOfBrowser(header)).toBe(choice);
  });
});

/** What the handler behind it would speak. */
function spoken(path: string, headers: Record<string, string> = {}) {
  const request = { originalUrl: path, path: path.replace(/\?.*/, ''), headers } as unknown as Request;
  let speech = speechNow();
  speakLanguageOfRequest()(request, { vary: () => undefined } as unknown as Response, () => {
    speech = speechNow();
  });
  return speech;
}

describe('要求の言語', () => {
  test('選んだ言語は、ブラウザーの言語より先', () => {
    expect(spoken('/moving/check?x=1', { cookie: 'a=b; lang=vi', 'accept-language': 'en' })).toEqual({
      choice: 'vi',
      path: '/moving/check?x=1',
      offered: true,
    });
    expect(spoken('/', { cookie: 'lang=klingon', 'accept-language': 'en' }).choice).toBe('en');
  });

  test.each([
    '/office',
    '/office/132080',
    '/demo',
    '/demo/messages',
    '/verify-paper',
    '/inspection-reports/132080',
    '/portal-api/mailbox',
    '/healthz',
  ])('%s はいつも日本語で、選ぶ所も出ない', (path) => {
    expect(spoken(path, { cookie: 'lang=en' })).toMatchObject({ choice: 'ja', offered: false });
  });

  test('待っている間も、ほかの要求の言語にならない', async () => {
    const later = (choice: LanguageChoice) =>
      speaking(choice, async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return text('home.title');
      });
    expect(await Promise.all([later('en'), later('vi'), later('ja')])).toEqual([
      'My page',
      'Trang của tôi',
      'マイページ',
    ]);
    expect(text('home.title')).toBe('マイページ');
  });
});

describe('言語を選ぶ', () => {
  const context = { services: { config: { publicOrigin: 'https://moving.test' } } };
  async function choose(fields: Record<string, string>) {
    const request = new globalThis.Request('https://moving.test/language', {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    return action({ request, params: {}, context } as unknown as Parameters<typeof action>[0]);
  }

  test.each(LANGUAGE_CHOICES.map(({ choice }) => choice))('%s はクッキーに残り、同じページに戻る', async (choice) => {
    const response = await choose({ choice, return: '/moving/check?to=abroad' });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/moving/check?to=abroad');
    expect(response.headers.get('Set-Cookie')).toBe(languageCookie(choice, true));
    expect(languageCookie(choice, true)).toMatch(
      /^lang=\w+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test.each(['https://evil.test/', '//evil.test/', '/\\evil.test', 'javascript:alert(1)', ''])(
    'よそのサイト %s には行かない',
    async (path) => {
      expect((await choose({ choice: 'en', return: path })).headers.get('Location')).toBe('/');
    },
  );

  test('知らない言語は残らない', async () => {
    expect((await choose({ choice: 'xx', return: '/' })).headers.get('Set-Cookie')).toBeNull();
  });
});

describe('言葉のほかも、その言語になる', () => {
  test.each([
    ['ja', 'ja', '2026年11月24日（令和8年）火曜日', '2026年11月24日（火）9時05分', '妻'],
    ['easy', 'ja', '2026年11月24日（令和8年）火曜日', '2026年11月24日（火）9時05分', '妻'],
    ['en', 'en', 'Tuesday 24 November 2026', '24 November 2026, 09:05', '妻 (wife)'],
    ['zh', 'zh-Hans', '2026年11月24日星期二', '2026年11月24日, 09:05', '妻（妻子）'],
    ['vi', 'vi', 'Thứ Ba, 24 tháng 11, 2026', '24 tháng 11, 2026, 09:05', '妻 (vợ)'],
  ] as const)('%s', (choice, html, day, moment, wife) => {
    speaking(choice, () => {
      expect(htmlLanguageNow()).toBe(html);
      expect(bothDates('2026-11-24').replaceAll(',', '')).toBe(day.replaceAll(',', ''));
      expect(momentInWords('2026-11-24T00:05:00.000Z')).toBe(moment);
      expect(plainDate('2026-11-24')).toContain('2026');
      expect(relationshipWords('妻')).toBe(wife);
      expect(relationshipChoices({ withHead: false }).map(({ value }) => value)).toContain('妻');
      for (const status of [404, 500]) expect(pageTitle(errorTexts(status).title)).toContain(text('site.name'));
    });
  });

  test('役所に送る一覧は、住民が何語で読んでいても日本語', () => {
    const item = {
      key: 'movingIn.new',
      place: 'newTown',
      phase: 'planned',
      perhaps: false,
      timing: 'afterMove',
      persons: [],
      bring: [{ what: 'licence', persons: [] }],
      article: '住民基本台帳法第22条',
    } as unknown as Parameters<typeof sharedItems>[0][number];
    const [shown] = speaking('en', () => sharedItems([item], [], {}));
    expect(shown).toMatchObject({ title: '転入届を出す', bring: [{ what: '運転免許証' }] });
  });
});

afterEach(() => {
  expect(speechNow().choice).toBe('ja');
});
