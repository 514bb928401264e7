/**
 * Takes over a register from a 基本データリスト: `npm run data:import -- --town CODE --file FILE.csv [--report FILE]`.
 * What was not understood is written line by line into the report; values are not repeated there.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { z } from 'zod';
import { loadConfig } from '#app/config.server.ts';
import type { LineNote } from '#app/juki/index.server.ts';
import { composeServices } from '#app/services.server.ts';
import { readOptions, runCommand, UsageError } from './command-line.ts';
import { type ProgressBar, progressBar } from './progress.ts';

const USAGE = 'npm run data:import -- --town CODE --file FILE.csv [--report FILE]';

const Options = z.object({
  town: z.string().regex(/^\d{6}$/, 'a code of six digits'),
  file: z.string().min(1),
  report: z.string().min(1).optional(),
});

const CHUNK = 1024 * 1024;

const LEVELS = { note: '注意', error: '取込不可' } as const;

async function write(report: FileHandle, notes: readonly LineNote[]): Promise<void> {
  const lines = notes.map(({ line, level, column, sentence }) => `${line},${LEVELS[level]},${column},${sentence}\n`);
  await report.appendFile(lines.join(''));
}

await runCommand(async () => {
  const { town: code, file, report: reportFile = `${file}.report.csv` } = readOptions(Options, USAGE);
  const { size } = await stat(file).catch(() => {
    throw new UsageError(`${file} cannot be read.\n${USAGE}`);
  });
  const composition = await composeServices(loadConfig(), { listen: false, bulk: true });
  const report = await open(reportFile, 'a');
  try {
    const town = composition.towns.find((one) => one.town.code === code);
    if (!town) throw new UsageError(`${code} is not a town of this process.\n${USAGE}`);
    const startedAt = performance.now();
    const counts = { note: 0, error: 0 };
    const bars: Partial<Record<'staging' | 'committing', ProgressBar>> = {};
    const totals = { staging: size, committing: 0 };
    const imported = await town.juki.dataList.import(
      { bytes: () => createReadStream(file, { highWaterMark: CHUNK }) },
      {
        begun: async (resumed) => {
          if (resumed) return;
          await report.truncate();
          await report.appendFile('行,区分,列,内容\n');
        },
        report: async (notes) => {
          for (const note of notes) counts[note.level] += 1;
          await write(report, notes);
        },
        rows: (rows) => {
          totals.committing = rows;
        },
        progress: (phase, done) => {
          if (phase === 'committing' && !bars.committing) bars.staging?.end();
          bars[phase] ??= progressBar(
            phase === 'staging' ? '読取' : '登録',
            totals[phase],
            phase === 'staging' ? 'バイト' : '行',
          );
          bars[phase]?.show(done);
        },
      },
    );
    (bars.committing ?? bars.staging)?.end();
    const seconds = (performance.now() - startedAt) / 1000;
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const { rows, households, residents, unchanged, refused, resumed } = imported;
    console.log(
      [
        `${town.town.name} ${resumed ? '(中断した取込の続き)' : ''}`.trim(),
        `行数 ${rows}、登録 ${residents}人 ${households}世帯、変更なし ${unchanged}人、取込不可 ${refused}行`,
        `${seconds.toFixed(1)}秒、毎秒${Math.round(rows / seconds)}行、メモリは最大${peak} MiB`,
        `注意 ${counts.note}件、取込不可の理由 ${counts.error}件: ${reportFile}`,
      ].join('\n'),
    );
  } finally {
    await report.close();
    await composition.stop();
  }
});
