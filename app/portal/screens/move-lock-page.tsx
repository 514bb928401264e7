import { Button, ButtonGroup, Heading, NotificationBanner } from '#app/ui/index.ts';
import { momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { ResidentFrame } from './resident-frame.tsx';

/** 届出ロック: what it does, whether it is on, and the one button. */
export function MoveLockPage({ since, notice }: { since: string | undefined; notice: string | undefined }) {
  const isLocked = since !== undefined;
  return (
    <ResidentFrame back={{ href: '/moving', text: text('home.title') }}>
      {notice ? <NotificationBanner kind="warning" title={notice} live /> : null}
      <Heading>{text('lock.title')}</Heading>
      <NotificationBanner kind={isLocked ? 'success' : 'info'} title={text(isLocked ? 'lock.on' : 'lock.off')}>
        {isLocked ? <p>{text('lock.since', { at: momentInWords(since) })}</p> : null}
      </NotificationBanner>
      <p>{text('lock.lead')}</p>
      <ul className="mt-3 list-disc pl-6">
        <li>{text('lock.others')}</li>
        <li>{text('lock.silent')}</li>
        <li>{text('lock.counter')}</li>
        <li>{text('lock.address')}</li>
      </ul>
      <p className="mt-6">{text('lock.pin')}</p>
      <p className="mt-2">{text('lock.tries')}</p>
      <form method="post" action="/moving/move-lock">
        <input type="hidden" name="act" value={isLocked ? 'unlock' : 'lock'} />
        <ButtonGroup>
          <Button type="submit">{text(isLocked ? 'lock.unlock' : 'lock.lock')}</Button>
        </ButtonGroup>
      </form>
    </ResidentFrame>
  );
}
