import { ButtonGroup, ButtonLink, Heading } from '#app/ui/index.ts';
import type { ApplicationView } from '../applications/applications.ts';
import { text } from '../texts/text.ts';
import { hasEnded } from './status-words.ts';

/** 引越しの準備と後の手続き: what is still to do besides the filing; nothing once the filing has ended without a move. */
export function AfterMove({ view }: { view: ApplicationView }) {
  if (hasEnded(view.state)) return null;
  const base = `/moving/applications/${view.receiptNumber}`;
  return (
    <section className="mt-10">
      <Heading level={2}>{text('after.title')}</Heading>
      <p className="mt-3">{text('after.lead')}</p>
      <ButtonGroup>
        <ButtonLink href={`${base}/to-do`} variant="outline" size="md">
          {text('todo.link')}
        </ButtonLink>
        <ButtonLink href={`${base}/lifelines`} variant="outline" size="md">
          {text('lifeline.link')}
        </ButtonLink>
      </ButtonGroup>
    </section>
  );
}
