import { type PaperContent, textsOf } from './content.ts';
import type { PaperJob, PaperJobs } from './jobs.server.ts';
import type { PaperPrinter } from './printer.server.ts';

/** 帳票の印刷 as an organisation uses it. */
export interface Papers {
  /** Throws UnprintableCharacterError, CrossedPaperError, PaperTimeoutError. */
  output(job: PaperJob): Promise<Buffer>;
  /** Characters of this paper that no font has: with one of them it is not made. */
  missing(content: PaperContent): Promise<string[]>;
}

interface Press {
  jobs: PaperJobs;
  printer: PaperPrinter;
}

/** Printer and fonts are brought in when the first paper is asked for: half of all processes never print one. */
export function createPapers({ namesFile }: { namesFile?: string | undefined } = {}): Papers {
  let press: Promise<Press> | undefined;
  const open = (): Promise<Press> => {
    press ??= openPress(namesFile);
    return press;
  };
  return {
    output: async (job) => (await open()).jobs.output(job),
    missing: async (content) => (await open()).printer.missing(textsOf(content)),
  };
}

async function openPress(namesFile: string | undefined): Promise<Press> {
  const [{ loadPaperFonts }, { createPaperPrinter }, { createPaperJobs }] = await Promise.all([
    import('./fonts.server.ts'),
    import('./printer.server.ts'),
    import('./jobs.server.ts'),
  ]);
  const printer = createPaperPrinter(loadPaperFonts(namesFile));
  return { printer, jobs: createPaperJobs({ printer }) };
}
