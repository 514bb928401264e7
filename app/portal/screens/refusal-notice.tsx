import { ButtonGroup, ButtonLink, NotificationBanner } from '#app/ui/index.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { hasText, text } from '../texts/text.ts';

/** 受け付けられない理由: what it is, what to do instead, and the law; no input is lost. */
export function RefusalNotice({
  refusal,
  change,
  relocation,
}: {
  refusal: Refusal;
  change?: { href: string; label?: string };
  /** Where the visit for a move inside the own town is announced. */
  relocation?: string;
}) {
  const way = `way.${refusal.code}`;
  return (
    <>
      <NotificationBanner kind="warning" title={text('refusal.title')} live>
        <p className="font-700">{refusal.sentence}</p>
        {hasText(way) ? <p>{text(way)}</p> : null}
        <p className="text-solid-gray-700">{text('refusal.law', { article: refusal.article })}</p>
      </NotificationBanner>
      <ButtonGroup>
        {relocation && refusal.code === 'destinationIsOwnTown' ? (
          <ButtonLink href={relocation}>{text('relocation.start')}</ButtonLink>
        ) : null}
        {change ? (
          <ButtonLink href={change.href} variant="outline">
            {change.label ?? text('refusal.change')}
          </ButtonLink>
        ) : null}
        <ButtonLink href="/moving" variant="text">
          {text('refusal.home')}
        </ButtonLink>
      </ButtonGroup>
    </>
  );
}
