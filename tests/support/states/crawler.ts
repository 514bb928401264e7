import { type Seen, Walker } from './walker.ts';

/** Where a crawl goes: from these pages along every link, inside these parts of the application. */
export interface Tour {
  from: readonly string[];
  within: RegExp;
  /** Leave alone: what would end the session. */
  without?: RegExp;
}

const MOST_PAGES = 400;

function linksOf(page: Seen): string[] {
  return [...page.body.matchAll(/\s(?:href|action)="([^"#]*)"/g)].map(([, href = '']) =>
    new URL(href.replaceAll('&amp;', '&'), page.url).href.replace(/#.*/, ''),
  );
}

/** Of a list with a thousand days only a few are looked at. */
const shapeOf = (url: string) => url.replace(/on=\d{4}-\d\d-\d\d/, 'on=');

/**
 * Reads everything that this person can get: each page, the data behind it (with more in it than the page shows), and
 * the answer to an empty form.
 */
export async function crawl(walker: Walker, tour: Tour): Promise<number> {
  const queue = tour.from.map((path) => new URL(path, walker.origin).href);
  const known = new Set(queue);
  const shapes = new Map<string, number>();
  let read = 0;
  for (let url = queue.shift(); url !== undefined && read < MOST_PAGES; url = queue.shift()) {
    const { origin, pathname, search } = new URL(url);
    if (origin !== walker.origin || !tour.within.test(pathname) || tour.without?.test(pathname)) continue;
    const shape = shapeOf(url);
    if ((shapes.get(shape) ?? 0) >= 4) continue;
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    read += 1;
    const page = await walker.open(url);
    await walker.open(`${origin}${pathname === '/' ? '/_root' : pathname}.data${search}`);
    if (/<form\b[^>]*method="post"/.test(page.body)) await walker.post(url, { act: 'unknown', version: '0' });
    for (const link of linksOf(page)) {
      if (known.has(link)) continue;
      known.add(link);
      queue.push(link);
    }
  }
  return read;
}

/** The words as they may hide in a page, a header or a log. */
function spellingsOf(text: string): string[] {
  const escaped = Array.from(text, (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return [text, encodeURIComponent(text), escaped.join(''), Buffer.from(text, 'utf8').toString('hex')];
}

/** Where one of the words is found; an answer that only repeats what was asked for is still an answer. */
export function findIn(seen: readonly Seen[], words: readonly string[]): string[] {
  const spellings = words.flatMap((word) =>
    spellingsOf(word).map((spelling) => [word, spelling.toLowerCase()] as const),
  );
  return seen.flatMap((one) => {
    const text = `${one.url}\n${one.headers}\n${one.body}`.toLowerCase();
    const found = new Set(spellings.flatMap(([word, spelling]) => (text.includes(spelling) ? [word] : [])));
    return [...found].map((word) => `${word}: ${one.method} ${one.url} ${one.status}`);
  });
}

/** A walker that remembers everything it was given. */
export function rememberingWalker(origin: string): { walker: Walker; seen: Seen[] } {
  const seen: Seen[] = [];
  return { walker: new Walker(origin, (one) => seen.push(one)), seen };
}
