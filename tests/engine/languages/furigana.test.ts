import { describe, expect, it, test } from 'vitest';
import { readings, withFurigana } from '#app/furigana.server.ts';
import { CATALOGUES } from '#app/portal/texts/text.ts';
import { UI_TEXTS } from '#app/ui/texts.tsx';
import { furigana } from '#app/vocabulary/furigana.ts';

function sentencesOf(texts: object): string[] {
  return Object.values(texts).flatMap((value): string[] => {
    if (typeof value === 'function') return sentencesOf([value('1', '1', '1')]);
    return typeof value === 'string' ? [value] : sentencesOf(value);
  });
}

/** 転出届 as a page would say it: word(reading). */
function said(text: string): string {
  return furigana(text, readings())
    .map(([base, reading]) => (reading ? `${base}(${reading})` : base))
    .join('');
}

function unread(texts: object): string[] {
  return sentencesOf(texts)
    .map((sentence) => sentence.replace(/\{(?:count|minutes|length|free|total|done|number|n)\}/g, '5'))
    .map((sentence) => sentence.replace(/\{\w+\}/g, '　').replaceAll('**', ''))
    .filter((sentence) =>
      furigana(sentence, readings()).some(([base, reading]) => !reading && /[\u3400-\u9fff々]/.test(base)),
    );
}

describe('ページの振り仮名', () => {
  test.each([
    ['日本語の文言', CATALOGUES.ja],
    ['やさしい日本語の文言', CATALOGUES.easy],
    ['部品の文言', UI_TEXTS.ja],
    ['やさしい部品の文言', UI_TEXTS.easy],
  ])('%sの漢字には、どれにも読みがある', (_name, texts) => {
    expect(unread(texts)).toEqual([]);
  });

  test.each([
    ['転出届と転入届', '転出届(てんしゅつとどけ)と転入届(てんにゅうとどけ)'],
    ['住民票の続柄', '住民票(じゅうみんひょう)の続柄(つづきがら)'],
    ['世帯主', '世帯主(せたいぬし)'],
    ['藤沢市の職員', '藤沢市(ふじさわし)の職員(しょくいん)'],
  ])('%s', (text, reading) => {
    expect(said(text)).toBe(reading);
  });

  test.each(['佐藤　健司', '中村　一子', '東京都調布市小島町二丁目', '中町'])(
    '確かでない名前や住所には付けない: %s',
    (text) => {
      expect(furigana(text, readings()).filter(([, reading]) => reading)).toEqual([]);
    },
  );

  it('画面に出る文字にだけ付け、題名・選択肢・スクリプト・属性には付けない', async () => {
    const page =
      '<!DOCTYPE html><html lang="ja"><head><title>届出</title><script>"届出"</script></head><body><p title="届出">届出&amp;<!-- -->確認</p><select><option>届出</option></select><textarea>届出</textarea><a href="/">戻る</a></body></html>';
    expect(await withFurigana(page)).toBe(
      page
        .replace('>届出&amp;', '><span><ruby>届出<rp>(</rp><rt>とどけで</rt><rp>)</rp></ruby>&amp;</span>')
        .replace('>確認<', '><span><ruby>確認<rp>(</rp><rt>かくにん</rt><rp>)</rp></ruby></span><')
        .replace('戻る', '<span><ruby>戻<rp>(</rp><rt>もど</rt><rp>)</rp></ruby>る</span>'),
    );
  });
});
