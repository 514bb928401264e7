import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { CrossedPaperError } from '#app/papers/binding.server.ts';
import type { PaperContent } from '#app/papers/content.ts';
import { createPaperJobs, PaperTimeoutError } from '#app/papers/jobs.server.ts';
import { paperOf, printer } from '#tests/support/papers.ts';

/** A wait of the length that this paper's number gives: neighbours overtake each other all the time. */
async function wander(person: number): Promise<void> {
  for (let step = (person * 7919) % 5; step >= 0; step -= 1) await Promise.resolve();
  if (person % 97 === 0) await new Promise((resolve) => setImmediate(resolve));
}

const numberOf = (content: PaperContent) => Number(content.number?.slice(-6));

/** A printer that writes what it was given, slowly and out of order. */
const slowPrinter = {
  async print(content: PaperContent): Promise<Buffer> {
    await wander(numberOf(content));
    return Buffer.from(JSON.stringify(content));
  },
};

function checkText(pdf: Buffer, content: PaperContent): void {
  if (pdf.toString() !== JSON.stringify(content)) throw new CrossedPaperError('another paper');
}

describe('帳票の取り違え（川崎市・横浜市の2023年の事例）', () => {
  it('100,000件を入り乱れて出力しても、だれもほかの人の帳票を受け取らない', async () => {
    const jobs = createPaperJobs({ printer: slowPrinter, atOnce: 64, check: checkText });
    let crossed = 0;
    for (let start = 0; start < 100_000; start += 5_000) {
      await Promise.all(
        Array.from({ length: 5_000 }, async (_, index) => {
          const content = paperOf(start + index);
          const pdf = await jobs.output({ content });
          if (!pdf.toString().includes(`見本　${String(start + index).padStart(6, '0')}`)) crossed += 1;
        }),
      );
    }
    expect(crossed).toBe(0);
  }, 120_000);

  it('依頼を取り違える印刷があれば、照合がその1件ごとに止める', async () => {
    let shared: PaperContent | undefined;
    const faulty = {
      async print(content: PaperContent): Promise<Buffer> {
        shared = content;
        await wander(numberOf(content));
        return Buffer.from(JSON.stringify(shared));
      },
    };
    const jobs = createPaperJobs({ printer: faulty, atOnce: 64, check: checkText });
    const outputs = await Promise.allSettled(
      Array.from({ length: 1_000 }, (_, person) => jobs.output({ content: paperOf(person) })),
    );
    const out = outputs.flatMap((output, person) =>
      output.status === 'fulfilled' ? [[person, output.value.toString()] as const] : [],
    );
    expect(out.length).toBeLessThan(1_000);
    for (const [person, pdf] of out) expect(pdf).toBe(JSON.stringify(paperOf(person)));
    const reasons = outputs.flatMap((output) => (output.status === 'rejected' ? [output.reason] : []));
    expect(reasons.every((reason) => reason instanceof CrossedPaperError)).toBe(true);
  });

  it('時間切れの依頼からは、あとから何も出ず、次の人の帳票は正しい', async () => {
    const stuck = {
      async print(content: PaperContent): Promise<Buffer> {
        if (numberOf(content) === 0) await new Promise((resolve) => setTimeout(resolve, 80));
        return Buffer.from(JSON.stringify(content));
      },
    };
    const jobs = createPaperJobs({ printer: stuck, atOnce: 1, timeoutMs: 20, check: checkText });
    const late = jobs.output({ content: paperOf(0) });
    const next = jobs.output({ content: paperOf(1) });
    await expect(late).rejects.toThrow(PaperTimeoutError);
    expect((await next).toString()).toBe(JSON.stringify(paperOf(1)));
  });

  it('失敗した依頼は、列の場所を空ける', async () => {
    const broken = { print: () => Promise.reject(new Error('no paper')) };
    const jobs = createPaperJobs({ printer: broken, atOnce: 1 });
    for (let turn = 0; turn < 3; turn += 1)
      await expect(jobs.output({ content: paperOf(turn) })).rejects.toThrow('no paper');
  });

  // A hundred times as long with npm run test:long.
  const papers = Number(process.env.PAPERS ?? 40);
  it(`本物のPDF ${papers}件を同時に頼んでも、文字を取り出すとそれぞれ頼んだ人のもの`, async () => {
    const jobs = createPaperJobs({ printer, atOnce: 8, timeoutMs: 600_000 });
    const seal = () => ({ code: 'k'.repeat(500), address: 'https://example.jp/verify-paper' });
    const texts: string[] = [];
    await Promise.all(
      Array.from({ length: papers }, async (_, person) => {
        const pdf = await jobs.output({ content: paperOf(person), seal });
        const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 });
        texts[person] = (await extractText(document, { mergePages: true })).text;
      }),
    );
    for (const [person, text] of texts.entries()) {
      // Its number stands in the name, in the address and below the page.
      const named = new Set(
        Array.from(text.matchAll(/(?:見本|番地|調布市)[ \u3000]*(\d{6})(?!\d)/g), ([, number]) => number),
      );
      expect([...named]).toEqual([String(person).padStart(6, '0')]);
    }
  }, 900_000);
});
