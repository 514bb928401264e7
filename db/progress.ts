/** Between two pictures of a progress bar. */
const EVERY_MS = 200;
const WIDTH = 30;

/** 進み具合 on stderr: a bar on a terminal, a line every ten per cent elsewhere. */
export interface ProgressBar {
  show(done: number): void;
  end(): void;
}

/** A bar with the share, the count and the rate; `total` 0 = not known. */
export function progressBar(label: string, total: number, unit: string): ProgressBar {
  const { stderr } = process;
  const startedAt = Date.now();
  let shownAt = 0;
  let tenth = -1;
  let last = 0;

  function picture(done: number): string {
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const filled = Math.round(share * WIDTH);
    const bar = total > 0 ? `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${Math.floor(share * 100)}% ` : '';
    const rate = Math.round((done * 1000) / Math.max(1, Date.now() - startedAt));
    return `${label} ${bar}${done.toLocaleString('en')} ${unit} (${rate.toLocaleString('en')}/s)`;
  }

  return {
    show: (done) => {
      last = done;
      if (stderr.isTTY) {
        if (Date.now() - shownAt < EVERY_MS) return;
        shownAt = Date.now();
        stderr.write(`\r${picture(done)}`);
        return;
      }
      const now = total > 0 ? Math.floor((done * 10) / total) : -1;
      if (now <= tenth) return;
      tenth = now;
      stderr.write(`${picture(done)}\n`);
    },
    end: () => {
      stderr.write(`${stderr.isTTY ? '\r' : ''}${picture(last)}\n`);
    },
  };
}
