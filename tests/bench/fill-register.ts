/**
 * A process of its own, so that its peak memory is that of the import alone: `fill-register.ts DATABASE LIST.csv`. Prints one
 * line of JSON.
 */
import { createReadStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { openTown } from './bench-town.ts';

const [database = '', list = ''] = process.argv.slice(2);
const town = await openTown(database, 'disk');
const start = performance.now();
const counts = await town.juki.dataList.import({ bytes: () => createReadStream(list, { highWaterMark: 1024 * 1024 }) });
const seconds = (performance.now() - start) / 1000;
await town.close();
// Kilobytes on Linux.
const peakMiB = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({ seconds, peakMiB, rows: counts.rows, residents: counts.residents, refused: counts.refused }),
);
process.exit(0);
