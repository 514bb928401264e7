/**
 * Makes a town of invented people as 基本データリスト: `npm run data:generate -- --town CODE --residents N --seed S [--file FILE]`.
 * The same seed makes the same people. Without a file the list goes to the standard output.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { HEADER, madeUpTown } from '#app/juki/index.server.ts';
import { destinations } from '#app/vocabulary/municipalities.server.ts';
import { everyPostcodeTown, type PostcodeTown } from '#app/vocabulary/postcodes.server.ts';
import { readOptions, runCommand, UsageError } from './command-line.ts';
import { progressBar } from './progress.ts';

const USAGE =
  'npm run data:generate -- --town CODE --residents N --seed S [--file FILE] [--on YYYY-MM-DD]\n' +
  '  --on: the day on which the people have their ages (2026-11-01)';

const Options = z.object({
  town: z.string().regex(/^\d{6}$/, 'a code of six digits'),
  residents: z.coerce.number().int().min(1).max(4_000_000),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).default(1),
  file: z.string().min(1).optional(),
  on: z.iso.date().default('2026-11-01'),
});

/** One 町域 out of so many elsewhere is enough to come from and to go to. */
const ELSEWHERE = 97;

/** 住民票コード of one town; there is room for all 1,892 registers. */
const CODES_PER_TOWN = 5_000_000;

/** Lines of one write. */
const TOGETHER = 1000;

function placesOf(code: string): { own: PostcodeTown[]; elsewhere: PostcodeTown[] } {
  const all = [...everyPostcodeTown()];
  return {
    own: all.filter((place) => place.municipalityCode === code),
    elsewhere: all.filter((place) => place.municipalityCode !== code).filter((_, index) => index % ELSEWHERE === 0),
  };
}

await runCommand(async () => {
  const { town, residents, seed, file, on } = readOptions(Options, USAGE);
  const index = destinations().findIndex((one) => one.code === town);
  const { own, elsewhere } = placesOf(town);
  const [first, ...others] = own;
  const [away, ...furtherAway] = elsewhere;
  if (index < 0 || !first || !away) throw new UsageError(`${town} keeps no register.\n${USAGE}`);
  const people = madeUpTown({
    code: town,
    places: [first, ...others],
    elsewhere: [away, ...furtherAway],
    residents,
    seed,
    on,
    firstCode: index * CODES_PER_TOWN,
  });
  const bar = progressBar('作成', 0, '行');
  function* blocks(): Generator<string> {
    let block = `${HEADER}\n`;
    let count = 0;
    for (const line of people) {
      block += `${line}\n`;
      count += 1;
      if (count % TOGETHER !== 0) continue;
      yield block;
      block = '';
      bar.show(count);
    }
    bar.show(count);
    yield block;
  }
  await pipeline(Readable.from(blocks()), file ? createWriteStream(file) : process.stdout);
  bar.end();
});
