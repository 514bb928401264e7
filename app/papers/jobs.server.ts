import { checkBinding, contentSum } from './binding.server.ts';
import type { PaperContent } from './content.ts';
import type { PaperPrinter } from './printer.server.ts';

/** 印刷の依頼: everything that one output needs; nothing else is looked at while it is made. */
export interface PaperJob {
  content: PaperContent;
  /** Makes the code of the 電子公印 from the sum of the content; forms of residents have none. */
  seal?: (sum: string) => { code: string; address: string };
  /** 電子公印 of the file as a whole. */
  finish?: (pdf: Buffer, code: string) => Buffer;
}

/** 印刷の時間切れ: it is given up, and nothing of it comes out later. */
export class PaperTimeoutError extends Error {
  override readonly name = 'PaperTimeoutError';
}

/** 印刷の窓口: papers wait in a row, so that many of them do not stop everybody else's pages. */
export interface PaperJobs {
  output(job: PaperJob): Promise<Buffer>;
}

export interface PaperJobsDeps {
  printer: Pick<PaperPrinter, 'print'>;
  /** How many are made at the same time. */
  atOnce?: number;
  timeoutMs?: number;
  /** Tests look at every file in their own way. */
  check?: (pdf: Buffer, content: PaperContent, sealed: boolean) => void;
}

/** Jobs share the row in which they wait and nothing else: no variable, no file and no name is common to two of them. */
export function createPaperJobs({
  printer,
  atOnce = 2,
  timeoutMs = 20_000,
  check = checkBinding,
}: PaperJobsDeps): PaperJobs {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  }

  /** The place goes to the next in the row, or is free. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  async function make({ content, seal, finish }: PaperJob): Promise<Buffer> {
    const sealed = seal?.(contentSum(content, true));
    const pdf = await printer.print(content, sealed ? `${sealed.address}#${sealed.code}` : undefined);
    check(pdf, content, sealed !== undefined);
    return sealed && finish ? finish(pdf, sealed.code) : pdf;
  }

  return {
    async output(job) {
      await enter();
      const made = make(job).finally(leave);
      return within(made, timeoutMs);
    },
  };
}

/** Who asks is told in time; what is made too late is dropped. */
async function within(made: Promise<Buffer>, timeoutMs: number): Promise<Buffer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PaperTimeoutError('the paper took too long')), timeoutMs);
  });
  made.catch(() => undefined);
  return Promise.race([made, late]).finally(() => clearTimeout(timer));
}
