import { Parser } from 'htmlparser2';

/** What is to become of a page's texts. Names are in small letters; texts are HTML as it stands in the page. */
interface Rewriting {
  /** Elements of which `text` is told how many it stands in. */
  inside: ReadonlySet<string>;
  text(raw: string, depth: number): string;
  opened?(name: string): void;
  /** What to put before the end of the element. */
  closing?(name: string): string;
}

/** The page with its texts changed and everything else byte for byte as it was. */
export function rewriteTexts(html: string, { inside, text, opened, closing }: Rewriting): string {
  let page = '';
  let done = 0;
  let depth = 0;
  const copyUntil = (index: number) => {
    page += html.slice(done, index);
    done = index;
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (inside.has(name)) depth += 1;
        opened?.(name);
      },
      onclosetag(name) {
        const added = closing?.(name);
        if (added) {
          copyUntil(parser.startIndex);
          page += added;
        }
        if (inside.has(name)) depth -= 1;
      },
      ontext() {
        copyUntil(parser.startIndex);
        done = parser.endIndex + 1;
        page += text(html.slice(parser.startIndex, done), depth);
      },
    },
    { decodeEntities: false },
  );
  parser.end(html);
  return page + html.slice(done);
}
