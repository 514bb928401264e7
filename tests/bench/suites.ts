import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { type Figure, table } from './figures.ts';

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Runs the suites whose name fits `--only`, prints what they found and writes it to `--json`. */
export async function runSuites(suites: Record<string, () => Promise<Figure[]>>): Promise<void> {
  const only = new RegExp(option('only') ?? '');
  const chosen = Object.entries(suites).filter(([name]) => only.test(name));
  if (chosen.length === 0) {
    console.error(`--only ${only.source} fits no suite; there are: ${Object.keys(suites).join(', ')}`);
    process.exit(2);
  }
  const figures: Figure[] = [];
  for (const [name, suite] of chosen) {
    const start = Date.now();
    const found = await suite();
    figures.push(...found);
    console.log(`\n${table(found)}`);
    console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(0)} s`);
  }
  const missed = figures.filter(({ ok }) => !ok);
  console.log(`\nNode ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(missed.length === 0 ? 'Every goal was met.' : `Missed: ${missed.map(({ id }) => id).join(', ')}`);
  const file = option('json');
  if (file) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}
