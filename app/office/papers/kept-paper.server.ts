import { z } from 'zod';
import type { PaperContent } from '#app/papers/content.ts';
import { sealFile, sealPaper } from '#app/papers/seal.server.ts';
import type { OfficeRoom } from '../room.server.ts';

/** What is kept of a paper until the night: what it says, and the entries that the QRコード repeats. */
export const KeptPaper = z.object({
  content: z.custom<PaperContent>((value) => typeof value === 'object' && value !== null && 'blocks' in value),
  main: z.array(z.tuple([z.string(), z.string()])),
});
export type KeptPaper = z.infer<typeof KeptPaper>;

/** 出力: makes the file from what was entered, compares it with it, and seals it. */
export async function printPaper(room: OfficeRoom, paper: KeptPaper & { issuedOn: string }): Promise<Buffer> {
  const { content, main, issuedOn } = paper;
  const number = content.number ?? '';
  const { town, keys } = room;
  return room.papers.output({
    content,
    seal: (sum) => ({
      code: sealPaper(keys, { town: town.code, title: content.title, number, on: issuedOn, sum, main }),
      address: room.verifyAddress,
    }),
    finish: (pdf, code) => sealFile(keys, pdf, code),
  });
}
