import { Button, ButtonGroup, EmptyState, Heading, NotificationBanner, StatusBadge } from '#app/ui/index.ts';
import type { NoticeView } from '../notices.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { ResidentFrame } from './resident-frame.tsx';

function Notice({ notice }: { notice: NoticeView }) {
  const { sentence, names, date, reason, receiptNumber, at, isNew, isMailed } = notice;
  const title = text(sentence, { ...names, date: date ? bothDates(date) : '' });
  return (
    <li className="border-b border-solid-gray-420 py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge tone={isNew ? 'info' : 'neutral'}>{text(isNew ? 'notices.new' : 'notices.read')}</StatusBadge>
        <time dateTime={at} className="text-solid-gray-700">
          {momentInWords(at)}
        </time>
      </p>
      <p className="mt-2 text-std-17B-170">{title}</p>
      {reason ? <p className="mt-1">{text('status.reason', { reason })}</p> : null}
      {receiptNumber ? (
        <p>
          <a href={`/moving/applications/${receiptNumber}`} className="inline-flex min-h-11 items-center">
            {text('notices.open')}
            <span className="sr-only">（{title}）</span>
          </a>
        </p>
      ) : null}
      {isMailed ? <p className="text-solid-gray-700">{text('notices.mailed')}</p> : null}
    </li>
  );
}

/** お知らせ: what others did about the filings of the account, the latest first. */
export function NoticesPage({ notices, isMarked }: { notices: readonly NoticeView[]; isMarked: boolean }) {
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      <Heading>{text('notices.title')}</Heading>
      {isMarked ? <NotificationBanner kind="success" title={text('notices.marked')} live /> : null}
      <p className="mt-4">{text('notices.lead')}</p>
      {notices.length === 0 ? (
        <div className="mt-8">
          <EmptyState title={text('notices.none')}>{text('notices.noneHint')}</EmptyState>
        </div>
      ) : (
        <ol aria-label={text('notices.list')} className="mt-6 border-t border-solid-gray-420">
          {notices.map((notice) => (
            <Notice key={notice.id} notice={notice} />
          ))}
        </ol>
      )}
      {notices.some(({ isNew }) => isNew) ? (
        <form method="post" action="/moving/notices">
          <ButtonGroup>
            <Button type="submit" variant="outline" size="md">
              {text('notices.markRead')}
            </Button>
          </ButtonGroup>
        </form>
      ) : null}
    </ResidentFrame>
  );
}
