// Plain Node: runs before any package is there. `node tests/install.mjs test|demo|bench:web` brings a fresh machine to the point
// where the given command can run, then runs it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const MARK = `${root}node_modules/.installed-from`;
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

function must(command, args, options) {
  const status = run(command, args, options);
  if (status !== 0) process.exit(status);
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

function installSystemPackages(packages) {
  if (!has('apt-get')) {
    console.error(`Please install these by your system's own means and start again: ${packages.join(', ')}`);
    process.exit(1);
  }
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  const [command, ...rest] = [...sudo, 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  must(command, [...rest, 'update', '-qq'], { env });
  must(command, [...rest, 'install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

/** IPAmj明朝: forms of names that no other font has. Without it papers with such a name are refused, everything else works. */
const NAMES_FONT = '/usr/share/fonts/truetype/ipamj/ipamjm.ttf';

function ensureNamesFont() {
  if (existsSync(process.env.NAMES_FONT_FILE || NAMES_FONT)) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command, ...rest] = [...sudo, 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'fonts-ipamj-mincho'],
  ];
  if (has('apt-get')) for (const step of steps) spawnSync(command, [...rest, ...step], { stdio: 'inherit', env });
  if (existsSync(NAMES_FONT)) return;
  console.warn(
    'IPAmj Mincho is not installed (Debian: fonts-ipamj-mincho, or NAMES_FONT_FILE). Papers with rare characters of names will be refused.',
  );
}

function installNodeModules() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  const wanted = `${lock} ${process.version}`;
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted) return;
  const compilers = ['python3', 'make', 'g++'].filter((tool) => !has(tool));
  if (compilers.length > 0) installSystemPackages(compilers);
  // Not `npm ci`: it insists on packages for every platform, which not every registry offers. Locked versions are kept.
  must('npm', ['install', '--no-save', '--no-audit', '--no-fund']);
  writeFileSync(MARK, wanted);
}

function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given && existsSync(given)) return given;
  const found = BROWSERS.find(has);
  return found && spawnSync('sh', ['-c', `command -v ${found}`], { encoding: 'utf8' }).stdout.trim();
}

function ensureBrowser() {
  if (!findBrowser()) installSystemPackages(['chromium', 'fonts-ipafont-gothic']);
  const browser = findBrowser();
  if (!browser) {
    console.error('No Chromium was found. Set CHROMIUM_PATH to its executable.');
    process.exit(1);
  }
  process.env.CHROMIUM_PATH = browser;
}

/** Newest change below the folders that the build reads. */
function newestSource() {
  const result = spawnSync(
    'find',
    ['app', 'public', 'vite.config.ts', 'remix.config.js', 'package-lock.json', '-type', 'f', '-printf', '%T@\n'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return Math.max(...result.stdout.trim().split('\n').map(Number)) * 1000;
}

function buildIfNeeded() {
  const built = `${root}build/server/index.js`;
  if (existsSync(built) && statSync(built).mtimeMs > newestSource()) return;
  must('npx', ['remix', 'vite:build']);
}

const command = process.argv[2];
installNodeModules();
if (command === 'demo') {
  ensureNamesFont();
  buildIfNeeded();
  process.env.NODE_ENV = 'production';
  process.env.DEMO = '1';
  process.exit(run('npx', ['tsx', 'app/server.ts']));
} else if (command === 'test') {
  ensureBrowser();
  ensureNamesFont();
  buildIfNeeded();
  process.exit(run('node', ['tests/run-all.mjs']));
} else if (command === 'bench:web') {
  ensureBrowser();
  buildIfNeeded();
  process.env.NODE_ENV = 'production';
  process.exit(run('node', ['--import', 'tsx', 'tests/bench/web/run.ts', ...process.argv.slice(3)]));
} else {
  console.error('Usage: node tests/install.mjs demo|test|bench:web');
  process.exit(2);
}
