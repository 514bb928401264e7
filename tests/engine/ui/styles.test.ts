import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const SOURCES = ['app/ui', 'app/routes', 'app/demo', 'app/portal', 'app/office'];

function components(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => `${folder}/${name}`);
}

/** Classes of Tailwind's own theme, which is not loaded: they would make no rule and nobody would notice. */
const FOREIGN = [
  /\b(?:text|bg|border|ring|outline)-(?:gray|slate|zinc|neutral|stone|amber|emerald|teal|sky|indigo|violet|fuchsia|pink|rose)-\d+/,
  /\btext-(?:xs|sm|base|lg|[2-9]?xl)\b/,
  /\bfont-(?:bold|normal|medium|semibold|light)\b/,
  /\brounded(?:-(?:sm|md|lg|xl|2xl|3xl))?(?=[\s"'`])/,
  /\bshadow(?:-(?:sm|md|lg|xl|2xl))?(?=[\s"'`])(?=[^\n]*className)/,
  /\bleading-(?:none|tight|snug|normal|relaxed|loose)\b/,
  /\bmax-w-(?:xs|sm|md|lg|xl|[2-7]xl|prose)\b/,
];

test('画面はデザインシステムの名前だけを使い、styleもplaceholderも持たない', () => {
  const found = SOURCES.flatMap(components).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const strings = [...text.matchAll(/className=(?:"[^"]*"|\{[^}]*\})/g)].map(([match]) => match).join('\n');
    const foreign = FOREIGN.flatMap((pattern) => pattern.exec(strings)?.[0] ?? []);
    const attributes = [/\sstyle=\{/, /\splaceholder="/].flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
    return [...foreign, ...attributes].map((name) => `${file}: ${name}`);
  });
  expect(found).toEqual([]);
});
