import { posix } from 'node:path';

/** One broken rule: where, which rule, and what exactly. */
export interface Violation {
  file: string;
  rule:
    | 'arrow'
    | 'room'
    | 'length'
    | 'purity'
    | 'server only'
    | 'folder name'
    | 'time zone'
    | 'unfinished'
    | 'import path';
  detail: string;
}

/** Rooms of the house: the first pattern that fits says where a file lives. */
export const ROOMS = {
  composition: /^app\/(services|organisations|surroundings|demonstration)\.server\.ts$/,
  entrance: /^app\/(?:server\.ts|web\.server\.ts|root\.tsx|entry\.(?:client|server)\.tsx)$/,
  process: /^app\/[^/]+\.(?:ts|tsx|js)$/,
  routes: /^app\/routes\//,
  demo: /^app\/demo\//,
  portal: /^app\/portal\//,
  office: /^app\/office\//,
  papers: /^app\/papers\//,
  ui: /^app\/ui\//,
  'juki index': /^app\/juki\/index\.server\.ts$/,
  'juki door':
    /^app\/juki\/(?:door|advance-notice|(?:[a-z]+-)?acts|drafts|identification|inquiry|inspection|locks|migration|numbers|ports|protection|sections)\.ts$/,
  'juki core': /^app\/juki\/core\//,
  'juki shell': /^app\/juki\//,
  addressee: /^app\/addressee\//,
  messages: /^app\/messages\//,
  outage: /^app\/national\/(outage|answer-limit)\.ts$/,
  'national contracts': /^app\/national\/contracts\//,
  national: /^app\/national\//,
  vocabulary: /^app\/vocabulary\//,
  scripts: /^db\/(?:data-[^/]+|verify-logs|officer)\.ts$/,
  seed: /^db\/(?:seed[^/]*\.ts$|seed\/|fixtures\/)/,
  db: /^db\//,
  mocks: /^mocks\//,
} as const satisfies Record<string, RegExp>;

/** A room of the house. */
export type Room = keyof typeof ROOMS;

/** From each room to the rooms it may import from; everything else is forbidden. */
export const ARROWS: Readonly<Record<Room, readonly Room[]>> = {
  entrance: ['composition', 'process', 'ui', 'vocabulary'],
  scripts: ['composition', 'process', 'juki index', 'messages', 'vocabulary', 'db'],
  routes: ['composition', 'process', 'portal', 'office', 'demo', 'ui', 'messages', 'outage', 'vocabulary'],
  composition: [
    'process',
    'portal',
    'office',
    'demo',
    'juki index',
    'juki door',
    'addressee',
    'papers',
    'messages',
    'national',
    'national contracts',
    'outage',
    'vocabulary',
    'db',
    'seed',
    'mocks',
  ],
  process: ['ui', 'vocabulary', 'db'],
  demo: ['ui', 'messages', 'national', 'national contracts', 'outage', 'vocabulary', 'db'],
  portal: ['papers', 'ui', 'messages', 'national', 'national contracts', 'outage', 'vocabulary', 'db'],
  office: [
    'papers',
    'ui',
    'juki index',
    'juki door',
    'messages',
    'national',
    'national contracts',
    'outage',
    'vocabulary',
    'db',
  ],
  'juki index': ['juki shell', 'juki core', 'juki door', 'messages', 'outage', 'vocabulary', 'db'],
  'juki shell': ['juki core', 'juki door', 'messages', 'outage', 'vocabulary', 'db'],
  'juki core': ['juki door', 'messages', 'vocabulary'],
  'juki door': ['messages', 'vocabulary'],
  addressee: ['messages', 'outage', 'vocabulary', 'db'],
  mocks: ['messages', 'national contracts', 'outage', 'vocabulary', 'db'],
  national: ['national contracts', 'outage', 'messages', 'vocabulary'],
  'national contracts': ['messages', 'vocabulary'],
  seed: ['juki index', 'juki door', 'addressee', 'messages', 'vocabulary', 'db', 'mocks'],
  messages: ['outage', 'vocabulary', 'db'],
  db: ['vocabulary'],
  papers: ['messages', 'vocabulary'],
  ui: ['vocabulary'],
  outage: [],
  vocabulary: [],
};

const LONGEST_FILE = 300;

/** The room of a file, or undefined for one that lives nowhere. */
export function roomOf(file: string): Room | undefined {
  return (Object.keys(ROOMS) as Room[]).find((room) => ROOMS[room].test(file));
}

/** Code without comments; texts stay, so that imports can be read. */
function withoutComments(text: string): string {
  return text.replace(
    /(`(?:\\[\s\S]|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g,
    (_match, literal: string | undefined) => literal ?? ' ',
  );
}

/** What a file imports, exports from elsewhere or loads later; paths of this repository are resolved. */
export function importsOf(file: string, text: string): string[] {
  const found = withoutComments(text).matchAll(
    /(?:^|[;\s}])(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/g,
  );
  return Array.from(found, (match) => {
    const path = (match[1] ?? match[2] ?? '').replace(/\?\w+$/, '');
    if (path.startsWith('#')) return path.slice(1);
    return path.startsWith('.') ? posix.join(posix.dirname(file), path) : path;
  });
}

const isInside = (path: string) => /^(?:app|db|mocks|tests)\//.test(path);
const isServerFile = (path: string) => /(?:^|[./])server\.tsx?$/.test(path) || /\.server\.tsx?$/.test(path);
const isPure = (file: string) =>
  (file.startsWith('app/vocabulary/') || file.startsWith('app/juki/core/')) && !isServerFile(file);

function brokenArrows(file: string, imports: readonly string[]): Violation[] {
  const room = roomOf(file);
  if (room === undefined) return [{ file, rule: 'room', detail: 'no room of the house has this file' }];
  return imports.filter(isInside).flatMap((target): Violation[] => {
    const other = roomOf(target);
    if (other === room || (other !== undefined && ARROWS[room].includes(other))) return [];
    return [{ file, rule: 'arrow', detail: `${room} → ${other ?? 'nowhere'}: ${target}` }];
  });
}

/** Legal time, chance and the environment come in as facts; waiting belongs to the shell. */
const IMPURE: readonly [RegExp, string][] = [
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/, 'chance'],
  [/\bperformance\.now\b/, 'performance.now'],
  [/\b(?:await|async)\b/, 'await'],
  [/\bprocess\.|\bimport\.meta\.env\b/, 'environment'],
  [/\bfetch\(|\bsetTimeout\(|\bsetInterval\(/, 'input or output'],
];

function impurities(file: string, code: string, imports: readonly string[]): Violation[] {
  if (!isPure(file)) return [];
  const words = IMPURE.filter(([pattern]) => pattern.test(code)).map(([, name]) => name);
  const doors = imports.filter((path) => path.startsWith('node:') || isServerFile(path));
  return [...words, ...doors].map((detail) => ({ file, rule: 'purity', detail }));
}

function serverOnly(file: string, imports: readonly string[]): Violation[] {
  if (!file.startsWith('app/') || isServerFile(file)) return [];
  return imports
    .filter((path) => /^(?:db\/|node:|drizzle-orm|better-sqlite3|postgres$|pino|express)/.test(path))
    .map((detail) => ({ file, rule: 'server only', detail }));
}

/** The machine's time zone: these read it, and the service lives in Asia/Tokyo. */
const LOCAL_TIME =
  /\.(?:get(?:FullYear|Month|Date|Day|Hours|Minutes)|getTimezoneOffset|toDateString|toLocale(?:Date|Time)String)\(/;

const UNFINISHED = new RegExp(
  `\\b(?:${['TO', 'FIX'].map((start, index) => start + ['DO', 'ME'][index]).join('|')})\\b`,
);

function badImportPaths(file: string, imports: readonly string[]): Violation[] {
  return imports
    .filter((path) => isInside(path) && !/\.(?:ts|tsx|js|mjs|json|css)$/.test(path))
    .map((path) => ({ file, rule: 'import path', detail: `without extension: ${path}` }));
}

/** Every broken rule of the files, given as path → text. Nothing is read from disk here. */
export function violations(files: ReadonlyMap<string, string>): Violation[] {
  return Array.from(files).flatMap(([file, text]): Violation[] => {
    const imports = importsOf(file, text);
    const found: Violation[] = [...badImportPaths(file, imports)];
    if (text.split('\n').length > LONGEST_FILE + 1)
      found.push({ file, rule: 'length', detail: `over ${LONGEST_FILE}` });
    if (/(?:^|\/)(?:utils?|lib|common|helpers?|services)\//.test(file)) {
      found.push({ file, rule: 'folder name', detail: 'a folder without a concept' });
    }
    if (UNFINISHED.test(text)) found.push({ file, rule: 'unfinished', detail: 'a note of unfinished work' });
    if (file.startsWith('tests/')) return found;
    const code = withoutComments(text);
    if (LOCAL_TIME.test(code)) found.push({ file, rule: 'time zone', detail: 'reads the time zone of the machine' });
    return [...found, ...brokenArrows(file, imports), ...impurities(file, code, imports), ...serverOnly(file, imports)];
  });
}
