import pdfmake from 'pdfmake';
import type { PaperContent } from './content.ts';
import type { PaperFonts } from './fonts.server.ts';
import { FACES, layOut } from './layout.ts';
import type { Run } from './runs.ts';

/** 印刷: makes the PDF of a paper. `code` = what its QRコード says. */
export interface PaperPrinter {
  /** Throws UnprintableCharacterError. */
  print(content: PaperContent, code?: string): Promise<Buffer>;
  runs(text: string): Run[];
  missing(texts: readonly string[]): string[];
}

interface FontShelf {
  writeFileSync(name: string, content: Buffer): void;
}

/** Nothing is ever fetched or read from the disk while a paper is made. */
function closeDoors(): void {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
}

/** The printer keeps the bytes of its fonts and nothing of any paper. */
export function createPaperPrinter(fonts: PaperFonts): PaperPrinter {
  // Not in the published types: where pdfmake looks for files first.
  const { virtualfs } = pdfmake as unknown as { virtualfs: FontShelf };
  virtualfs.writeFileSync('papers/base.ttf', fonts.base);
  virtualfs.writeFileSync('papers/bold.ttf', fonts.bold);
  if (fonts.names) virtualfs.writeFileSync('papers/names.ttf', fonts.names);
  closeDoors();
  pdfmake.setFonts({
    [FACES.base]: { normal: 'papers/base.ttf', bold: 'papers/bold.ttf' },
    [FACES.names]: { normal: 'papers/names.ttf', bold: 'papers/names.ttf' },
  });
  return {
    print: async (content, code) => pdfmake.createPdf(layOut(content, fonts.runs, code)).getBuffer(),
    runs: fonts.runs,
    missing: fonts.missing,
  };
}
