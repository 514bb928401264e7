// Runs every level of tests one after the other, even if one fails, and sums up what the runners said.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

const OUTPUT = 'tests/.output';
rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });

let passed = 0;
let failed = 0;
/** What failed, said again at the very end: a reader of a long log begins there. */
const failures = [];

function check(name, command, args) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`);
  return status === 0;
}

function single(name, command, args) {
  if (check(name, command, args)) {
    passed += 1;
  } else {
    failed += 1;
    failures.push(name);
  }
}

function failuresIn(name, { testResults }) {
  for (const { name: file, message, assertionResults } of testResults) {
    const tests = assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName, failureMessages } of tests) {
      failures.push(`${name}: ${file}\n  ${fullName}\n  ${failureMessages.join('\n').slice(0, 2_000)}`);
    }
    if (message && tests.length === 0) failures.push(`${name}: ${file}\n  ${message.slice(0, 2_000)}`);
  }
}

function suite(name, args) {
  const report = `${OUTPUT}/${name}.json`;
  const ok = check(name, 'npx', [
    'vitest',
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  passed += counts?.numPassedTests ?? 0;
  failed += counts?.numFailedTests ?? 0;
  if (counts) failuresIn(name, counts);
  // A suite that could not even be loaded has no failed test, yet it failed.
  if (!ok && !counts?.numFailedTests) failed += 1;
  if (ok && !counts?.numPassedTests) failed += 1;
  if (!counts || !ok) failures.push(`${name}: FAILED`);
}

single('format and lint', 'npx', ['biome', 'check', '.']);
single('types', 'npx', ['tsc', '-p', '.']);
suite('engine', ['--project', 'engine']);
suite('delivery', ['--project', 'delivery']);
suite('routes', ['--project', 'routes']);
suite('journeys', ['--config', 'vitest.journeys.config.ts']);

for (const failure of failures) console.log(`\n${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
