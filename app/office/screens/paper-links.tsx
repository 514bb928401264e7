import { Button, Heading } from '#app/ui/index.ts';
import type { PaperLink } from '../papers/paper-links.server.ts';
import type { PaperOrigin } from '../papers/paper-words.ts';

/** 届出に伴う帳票: what belongs to this case, each a press away; nothing for those who may not issue papers. */
export function PaperLinks({
  links,
  origin,
  base,
}: {
  links: readonly PaperLink[];
  origin: PaperOrigin;
  /** Address of the town's office. */
  base: string;
}) {
  if (links.length === 0) return null;
  return (
    <section aria-labelledby="paper-links">
      <Heading level={2} look="s" id="paper-links">
        届出に伴う帳票
      </Heading>
      <p className="mt-1">選ぶと、交付の画面が開きます。作るのは、内容を確かめたあとです。</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {links.map(({ addresseeNumber, kind, title, name }) => (
          <li key={`${kind}-${addresseeNumber}`}>
            <form method="post" action={`${base}/papers?index`}>
              <input type="hidden" name="number" value={addresseeNumber} />
              <input type="hidden" name="kind" value={kind} />
              <input type="hidden" name="origin" value={origin} />
              <Button size="sm" variant="outline">
                {`${title}（${name}）`}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
