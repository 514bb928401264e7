import { describe, expect, test } from 'vitest';
import { withExplanations } from '#app/explanations.server.ts';
import { readings } from '#app/furigana.server.ts';
import { inSpeech } from '#app/language.server.ts';
import type { LanguageChoice } from '#app/ui/languages.ts';
import { EXPLANATIONS } from '#app/vocabulary/explanations.ts';
import { furigana } from '#app/vocabulary/furigana.ts';

const all = Array.from(EXPLANATIONS);
const sentences = (text: string) => text.split(/(?<=。)/).filter(Boolean);

describe('用語の説明', () => {
  test('日本語の説明は、どの文も40文字以内で、漢字にはどれにも読みがある', () => {
    for (const [word, { ja }] of all) {
      expect(sentences(ja).filter((sentence) => Array.from(sentence).length > 40)).toEqual([]);
      const unread = furigana(word + ja, readings()).filter(
        ([base, reading]) => !reading && /[\u3400-\u9fff々]/.test(base),
      );
      expect(unread, word).toEqual([]);
    }
  });

  test.each(['en', 'zh', 'vi'] as const)('%s の説明はどれもあり、ほかの用語には日本語の原語が付く', (language) => {
    for (const [word, meaning] of all) {
      expect(meaning[language], word).not.toBe('');
      expect(meaning[language], word).not.toBe(meaning.ja);
      expect(meaning[language], word).not.toMatch(/[ぁ-ん]{3,}/u);
    }
  });
});

const page = (main: string) => `<!DOCTYPE html><html><body><header>転出届</header><main>${main}</main></body></html>`;

async function shown(main: string, choice: LanguageChoice = 'ja'): Promise<string> {
  const html = await inSpeech({ choice, path: '/', offered: true }, () => withExplanations(page(main)));
  expect(html).toContain('<header>転出届</header>');
  return html.slice(html.indexOf('<main>') + '<main>'.length, html.indexOf('</main>'));
}

describe('用語の説明を付けたページ', () => {
  test('初めて出てくる所から、ページの終わりの説明へつながり、戻れる', async () => {
    const main = await shown('<p>転出届を出します。転出届は一度だけです。</p>');
    expect(main).toContain('<p><a id="said-1" href="#word-1" class="decoration-dotted">転出届</a>を出します。転出届は');
    expect(main).toContain('<div id="word-1"');
    expect(main).toContain('今のまちを出ることを、今のまちの役所に知らせる届です。');
    expect(main).toContain('href="#said-1"');
  });

  test.each(['<h1>転入届</h1>', '<label>転入届</label>', '<a href="/x">転入届</a>', '<button>転入届</button>'])(
    '%s の中には入れず、次の文からつなぐ',
    async (closed) => {
      const main = await shown(`${closed}<p>転入届です。</p>`);
      expect(main.startsWith(`${closed}<p><a id="said-1"`)).toBe(true);
    },
  );

  test('つなげる文がなくても、説明はある', async () => {
    const main = await shown('<h1>転入届</h1>');
    expect(main).toContain('<dt class="font-700">転入届</dt>');
    expect(main).not.toContain('said-');
  });

  test('長い用語は、中に含む短い用語より先', async () => {
    const main = await shown('<p>署名用電子証明書</p>');
    expect(main.match(/<dt /g)).toHaveLength(1);
    expect(main).toContain('>署名用電子証明書</dt>');
  });

  test('用語のないページは、そのまま', async () => {
    expect(await shown('<p>こんにちは。<br/>&amp;</p>')).toBe('<p>こんにちは。<br/>&amp;</p>');
  });

  test.each([
    ['en', 'Words on this page', 'Notice to your present town'],
    ['vi', 'Từ ngữ trên trang này', 'Thông báo cho thành phố hiện tại'],
    ['zh', '本页用语', '通知现住地政府'],
    ['easy', 'このページのことば', '今のまちを出ることを'],
  ] as const)('%s のページでは、その言語で説明する', async (choice, title, meaning) => {
    const main = await shown('<p>(転出届)</p>', choice);
    expect(main).toContain(title);
    expect(main).toContain(meaning);
  });
});
