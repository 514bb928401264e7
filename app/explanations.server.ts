import { rewriteTexts } from './page-texts.server.ts';
import { languageNow } from './ui/languages.ts';
import { uiTextsNow } from './ui/texts.tsx';
import { EXPLAINED_WORDS, EXPLANATIONS } from './vocabulary/explanations.ts';

/** Elements in which a link would be wrong, or would stand in the way of what they are for. */
const CLOSED: ReadonlySet<string> = new Set(
  'a button label legend summary h1 h2 h3 h4 th caption option title textarea script style svg nav ruby'.split(' '),
);

/** Where a word stands first in running text; `linked` once there is such a place. */
interface Found {
  id: number;
  linked: boolean;
}

/** The first place of each word in the running text of the page leads to its explanation. */
function linkFirst(raw: string, found: Map<string, Found>, open: boolean): string {
  return raw.replace(EXPLAINED_WORDS, (word) => {
    const known = found.get(word) ?? { id: found.size + 1, linked: false };
    found.set(word, known);
    if (known.linked || !open) return word;
    known.linked = true;
    return `<a id="said-${known.id}" href="#word-${known.id}" class="decoration-dotted">${word}</a>`;
  });
}

function explanation(word: string, { id, linked }: Found): string {
  const language = languageNow();
  const { words } = uiTextsNow();
  const meaning = EXPLANATIONS.get(word)?.[language === 'easy' ? 'ja' : language];
  const back = linked
    ? ` <a href="#said-${id}" class="whitespace-nowrap" aria-label="${words.backTo(word)}">${words.back}</a>`
    : '';
  return `<div id="word-${id}" class="target:bg-yellow-100"><dt class="font-700">${word}</dt><dd>${meaning}${back}</dd></div>`;
}

/** このページのことば: below everything else, in the order in which the words come. */
function section(found: ReadonlyMap<string, Found>): string {
  const list = Array.from(found, ([word, place]) => explanation(word, place)).join('');
  return (
    '<section aria-labelledby="words" class="mt-16 border-t border-solid-gray-300 pt-6 print:hidden">' +
    `<h2 id="words" class="text-std-20B-150">${uiTextsNow().words.title}</h2>` +
    `<dl class="mt-4 flex flex-col gap-4 text-std-16N-170">${list}</dl></section>`
  );
}

/** 用語の説明を付けたページ: every word of the law that the page says is explained at its end, and linked from where it is said first. */
export function withExplanations(html: string): string {
  const start = html.indexOf('<main');
  const end = html.lastIndexOf('</main>');
  if (start < 0 || end < start) return html;
  const found = new Map<string, Found>();
  // Only the main part is read: the style sheet alone is larger than it.
  const main = rewriteTexts(html.slice(start, end), {
    inside: CLOSED,
    text: (raw, depth) => linkFirst(raw, found, depth === 0),
  });
  return html.slice(0, start) + main + (found.size > 0 ? section(found) : '') + html.slice(end);
}
