import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { CrossedPaperError, checkBinding, contentSum, drawnSum } from '#app/papers/binding.server.ts';
import { drawnText, UnreadablePaperError } from '#app/papers/drawn-text.server.ts';
import { hasNamesFont, paperOf, printer } from '#tests/support/papers.ts';

const code = `https://example.jp/verify-paper#${'k'.repeat(600)}`;

describe('描かれた文字', () => {
  it('読み返した文字は、内容をその順に言う', async () => {
    const [page] = drawnText(await printer.print(paperOf(7)));
    expect(page).toContain('氏名見本　000007生年月日昭和48年10月10日');
    expect(page).toContain('20261124 調布市 000007');
  });

  it('何ページにもわたる帳票も、ページごとに読み返せる', async () => {
    const rows = Array.from({ length: 70 }, (_, index) => [`見本　${index}`, '昭和48年10月10日', `佐須町${index}番地`]);
    const content = paperOf(8, {
      blocks: [{ block: 'list', shares: [120, 120, 0], head: ['氏名', '生年月日', '住所'], rows }],
    });
    const pdf = await printer.print(content, code);
    expect(drawnText(pdf).length).toBeGreaterThan(2);
    expect(() => checkBinding(pdf, content, true)).not.toThrow();
  });

  it('PDFでないものと、切れたものは読まない', async () => {
    const pdf = await printer.print(paperOf(9));
    expect(() => drawnText(Buffer.from('%PDF-1.3 nothing'))).toThrow(UnreadablePaperError);
    expect(() => drawnText(pdf.subarray(0, pdf.length - 40))).toThrow(UnreadablePaperError);
    const bomb = Buffer.from(pdf);
    bomb.write('99999999', pdf.lastIndexOf('startxref') + 10, 'latin1');
    expect(() => drawnText(bomb)).toThrow(UnreadablePaperError);
  });
});

describe('出力時の照合', () => {
  it('頼まれた内容のままなら通し、同じ内容の要約値はいつも同じ', async () => {
    const pdf = await printer.print(paperOf(1), code);
    expect(() => checkBinding(pdf, paperOf(1), true)).not.toThrow();
    expect(drawnSum(pdf, paperOf(1).number, true)).toBe(contentSum(paperOf(1), true));
  });

  it('ほかの人の内容、ほかの番号、一字の違いを見つける', async () => {
    const pdf = await printer.print(paperOf(1), code);
    const [first] = paperOf(1).blocks;
    if (first?.block !== 'form') throw new Error('the paper begins with a form');
    const others = [
      paperOf(2),
      paperOf(1, { number: '20261124 調布市 000003' }),
      paperOf(1, { attestation: { words: '証明する。', on: '2026-11-24', mayor: '調布市長　深山　恒一' } }),
      paperOf(1, { blocks: [{ ...first, rows: [...first.rows].reverse() }] }),
      paperOf(1, { specimen: false }),
    ];
    for (const other of others) expect(() => checkBinding(pdf, other, true)).toThrow(CrossedPaperError);
    expect(() => checkBinding(pdf, paperOf(1), false)).toThrow(CrossedPaperError);
  });

  it.skipIf(!hasNamesFont)('外字と異体字が混ざり、似た記号が並んでも、取り違えとは言わない', async () => {
    const content = paperOf(1, { title: '𠮷辻\u{E0100}辻邉\u{E010F}邉‐−－ー―〜～髙（A-1）ｱア' });
    const pdf = await printer.print(content, code);
    expect(() => checkBinding(pdf, content, true)).not.toThrow();
  });
});

describe('ファイルの属性', () => {
  it('題名と言語だけがあり、人のことは何も言わない', async () => {
    const pdf = await printer.print(paperOf(1), code);
    const info = (await (await getDocumentProxy(new Uint8Array(pdf))).getMetadata()).info as Record<string, unknown>;
    expect(info).toMatchObject({ Title: '住民票の写し', Language: 'ja', Producer: 'moving-oss' });
    expect(Object.keys(info).sort()).not.toContain('Author');
    expect(JSON.stringify(info)).not.toContain('見本');
    expect(pdf.toString('latin1')).not.toContain('000001 ');
  });
});
