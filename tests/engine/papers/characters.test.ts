import { describe, expect, it, test } from 'vitest';
import { drawnText } from '#app/papers/drawn-text.server.ts';
import { type Face, runsOf, UnprintableCharacterError } from '#app/papers/runs.ts';
import { fonts, hasNamesFont, paperOf, printer } from '#tests/support/papers.ts';

/** A face with these characters and these 異体字. */
function face(name: Face, having: string, variants: string[] = []) {
  return {
    face: name,
    characters: {
      has: (codePoint: number) => having.includes(String.fromCodePoint(codePoint)),
      hasVariant: (codePoint: number, selector: number) => variants.includes(String.fromCodePoint(codePoint, selector)),
    },
  };
}

describe('書体の割当て', () => {
  const faces = [face('base', '辻田', ['辻\u{E0100}']), face('names', '辻田𠮷葛', ['葛\u{E0101}'])];

  it('はじめの書体にない文字だけを、次の書体に割り当てる', () => {
    expect(runsOf('辻𠮷田', faces)).toEqual([
      { text: '辻', face: 'base' },
      { text: '𠮷', face: 'names' },
      { text: '田', face: 'base' },
    ]);
  });

  it('異体字セレクタは、その字から離れない', () => {
    expect(runsOf('辻\u{E0100}葛\u{E0101}', faces)).toEqual([
      { text: '辻\u{E0100}', face: 'base' },
      { text: '葛\u{E0101}', face: 'names' },
    ]);
  });

  it('字形の違う漢字を、Unicodeの正規化でもう一方の字に変えない。濁点の離れたかなは一字にする', () => {
    const all = { has: () => true, hasVariant: () => true };
    expect(runsOf('\uFA19\uFA10か\u3099', [{ face: 'base', characters: all }])).toEqual([
      { text: '\uFA19\uFA10が', face: 'base' },
    ]);
  });

  it('空白は書体を選ばない', () => {
    expect(runsOf('𠮷　田', faces).map(({ text }) => text)).toEqual(['𠮷　', '田']);
  });

  it('どの書体にもない字形は、黙って別の字形にしない', () => {
    const attempt = () => runsOf('葛\u{E0107}辻👍👍', faces);
    expect(attempt).toThrow(UnprintableCharacterError);
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({ characters: ['葛\u{E0107}', '👍'] });
    }
  });
});

describe('本物の書体', () => {
  it('常用の文字と、記号と、一点しんにょうの辻がある', () => {
    expect(fonts.missing(['調布市長　深山　恒一', '（ツジ　マサト）〒123・令和8年', '辻\u{E0100}髙﨑'])).toEqual([]);
  });

  it('神と神、塚と塚は、別の字形で描かれる', async () => {
    const [page = ''] = drawnText(await printer.print(paperOf(1, { title: '神\uFA19塚\uFA10' })));
    expect(page.startsWith('神\uFA19塚\uFA10')).toBe(true);
  });

  it.skipIf(!hasNamesFont)('明朝にない字は、IPAmj明朝が持つ', () => {
    expect(fonts.runs('𠮷田')).toEqual([
      { text: '𠮷', face: 'names' },
      { text: '田', face: 'base' },
    ]);
    expect(fonts.missing(['邉\u{E0100}', '邉\u{E010F}', '葛\u{E0100}'])).toEqual([]);
  });

  test.each(['👍', '邉\u{E01EF}', '\u{E000}'])('どちらにもない字 %s は、印刷しない', async (character) => {
    expect(fonts.missing([character])).toEqual([character]);
    await expect(printer.print(paperOf(1, { title: `山${character}` }))).rejects.toThrow(UnprintableCharacterError);
  });
});
