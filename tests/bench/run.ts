import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { benchActs } from './acts.bench.ts';
import { benchParts } from './engine-parts.bench.ts';
import { type Figure, table } from './figures.ts';
import { benchNation } from './nation.bench.ts';
import { benchImport, benchRegister } from './register.bench.ts';
import { removeRegisters } from './register.ts';
import { benchRenaming } from './renaming.bench.ts';

/** Everything that is measured; the name stands before the dot of the ids. */
const SUITES: Record<string, () => Promise<Figure[]>> = {
  act: benchActs,
  import: benchImport,
  register: benchRegister,
  parts: benchParts,
  renaming: benchRenaming,
  nation: benchNation,
};

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

const only = new RegExp(option('only') ?? '');
const figures: Figure[] = [];
for (const [name, suite] of Object.entries(SUITES)) {
  if (!only.test(name)) continue;
  const start = Date.now();
  const found = await suite();
  figures.push(...found);
  console.log(`\n${table(found)}`);
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
}
removeRegisters();
const missed = figures.filter(({ ok }) => !ok);
console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`);
console.log(missed.length === 0 ? 'Every goal was met.' : `Missed: ${missed.map(({ id }) => id).join(', ')}`);
const file = option('json');
if (file) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
// A measurement is not a test: who wants to fail on it reads the JSON.
process.exit(0);
