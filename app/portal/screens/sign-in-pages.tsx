import { Button, ButtonGroup, ButtonLink, Heading, NotificationBanner } from '#app/ui/index.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import { text } from '../texts/text.ts';
import { PinRehearsal } from './pin-rehearsal.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

/** ログインのページ: which card, which PIN, how many tries, and why one is here again. */
export function SignInPage({
  notice,
  returnTo,
  rehearsal,
}: {
  notice?: { kind: 'info' | 'warning'; title: string };
  returnTo: string;
  rehearsal: string | undefined;
}) {
  return (
    <ResidentFrame signedOut back={{ href: '/' }}>
      {notice ? <NotificationBanner kind={notice.kind} title={notice.title} live /> : null}
      <Heading>{text('signIn.title')}</Heading>
      <p className="mt-4">{text('signIn.lead')}</p>
      <p className="mt-2">{text('signIn.tries')}</p>
      <form method="post" action="/sign-in?index">
        <input type="hidden" name="returnTo" value={returnTo} />
        <ButtonGroup>
          <Button type="submit">{text('signIn.button')}</Button>
        </ButtonGroup>
      </form>
      <PinRehearsal href={rehearsal} />
      <p className="mt-6">
        <a href="/moving/check" className="inline-flex min-h-11 items-center">
          {text('online.title')}
        </a>
      </p>
    </ResidentFrame>
  );
}

const LABELS = {
  profile: 'question.profile.again',
  'visit-time': 'slots.choose',
  'check-answers': 'sign.back',
} as const;

/** カードのアプリから戻って、受け付けられなかったときのページ: nothing is lost, and there is a way on. */
export function RefusedReturnPage({
  refusal,
  draftId,
  purpose,
}: {
  refusal: Refusal;
  draftId: string;
  purpose: string;
}) {
  const back = purpose === 'profile' ? 'profile' : refusal.code === 'slotTaken' ? 'visit-time' : 'check-answers';
  return (
    <ResidentFrame back={{ href: `/moving/drafts/${draftId}/${back}` }}>
      <Heading>{text(purpose === 'profile' ? 'question.profile.title' : 'sign.title')}</Heading>
      <RefusalNotice
        refusal={refusal}
        change={{
          href: `/moving/drafts/${draftId}/${back}`,
          label: text(LABELS[back]),
        }}
      />
    </ResidentFrame>
  );
}

/** 書きかけの届出を削除するページ. */
export function RemovalPage({ draftId }: { draftId: string }) {
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      <Heading>{text('discard.title')}</Heading>
      <p className="mt-4">{text('discard.lead')}</p>
      <form method="post" action={`/moving/drafts/${draftId}/removal`}>
        <ButtonGroup>
          <Button type="submit" variant="danger">
            {text('discard.button')}
          </Button>
          <ButtonLink href="/moving" variant="text">
            {text('refusal.home')}
          </ButtonLink>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}
