import { rewriteTexts } from './page-texts.server.ts';
import words from './vocabulary/data/readings.json' with { type: 'json' };
import { furigana } from './vocabulary/furigana.ts';
import { municipalities } from './vocabulary/municipalities.server.ts';

/** Elements whose text is not shown as text, or may hold nothing but text. */
const PLAIN: ReadonlySet<string> = new Set(['title', 'option', 'script', 'style', 'textarea', 'ruby', 'svg']);

let known: ReadonlyMap<string, string> | undefined;

/** Words of the pages, and names of towns that are read in one way only. */
export function readings(): ReadonlyMap<string, string> {
  if (known) return known;
  const all = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const { name, kana } of municipalities()) {
    if (all.has(name) && all.get(name) !== kana) doubtful.add(name);
    all.set(name, kana);
  }
  for (const name of doubtful) all.delete(name);
  for (const [word, reading] of Object.entries(words)) all.set(word, reading);
  known = all;
  return known;
}

/** One element around all parts, so that a box that lays out its children still has one child. */
function ruby(raw: string): string {
  const parts = furigana(raw, readings());
  if (parts.every(([, reading]) => reading === undefined)) return raw;
  const html = parts.map(([base, reading]) =>
    reading ? `<ruby>${base}<rp>(</rp><rt>${reading}</rt><rp>)</rp></ruby>` : base,
  );
  return `<span>${html.join('')}</span>`;
}

/** 振り仮名を付けたページ: every text of the page that is shown, never what is typed, chosen or a title of the window. */
export function withFurigana(html: string): string {
  return rewriteTexts(html, { inside: PLAIN, text: (raw, depth) => (depth > 0 ? raw : ruby(raw)) });
}
