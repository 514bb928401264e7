import { Parser } from 'htmlparser2';

/** What is to become of a page's texts. Names are in small letters; texts are HTML as it stands in the page. */
interface Rewriting {
  /** Elements of which `text` is told how many it stands in. */
  inside: ReadonlySet<string>;
  text(raw: string, depth: number): string;
}

/** The page with its texts changed and everything else byte for byte as it was. */
export function rewriteTexts(html: string, { inside, text }: Rewriting): string {
  let page = '';
  let done = 0;
  let depth = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (inside.has(name)) depth += 1;
      },
      onclosetag(name) {
        if (inside.has(name)) depth -= 1;
      },
      ontext() {
        page += html.slice(done, parser.startIndex);
        done = parser.endIndex + 1;
        page += text(html.slice(parser.startIndex, done), depth);
      },
    },
    { decodeEntities: false },
  );
  parser.end(html);
  return page + html.slice(done);
}
