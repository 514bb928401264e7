import {
  Button,
  ButtonGroup,
  EmptyState,
  ErrorSummary,
  Heading,
  NotificationBanner,
  StatusBadge,
  TextField,
} from '#app/ui/index.ts';
import type { NoticeView } from '../notices/notices.ts';
import { bothDates, momentInWords } from '../texts/dates.ts';
import { type TextKey, text } from '../texts/text.ts';
import { type Reply, typed } from './question-view.ts';
import { ResidentFrame } from './resident-frame.tsx';

/** What was just done here. */
export type NoticesDone = keyof typeof DONE;

const DONE = {
  read: 'notices.marked',
  mail: 'notices.mailSaved',
  noMail: 'notices.mailStopped',
} as const satisfies Record<string, TextKey>;

export function isNoticesDone(name: string | null): name is NoticesDone {
  return name !== null && Object.hasOwn(DONE, name);
}

function Notice({ notice }: { notice: NoticeView }) {
  const { sentence, names, date, reason, receiptNumber, personNotice, at, isNew, isMailed } = notice;
  const href = personNotice ? `/moving/family-notices/${personNotice}` : `/moving/applications/${receiptNumber}`;
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
      {receiptNumber || personNotice ? (
        <p>
          <a href={href} className="inline-flex min-h-11 items-center">
            {text(personNotice ? 'notices.openOwn' : 'notices.open')}
            <span className="sr-only">（{title}）</span>
          </a>
        </p>
      ) : null}
      {isMailed ? <p className="text-solid-gray-700">{text('notices.mailed')}</p> : null}
    </li>
  );
}

/** お知らせメールの送り先. */
function MailChoice({ email, reply }: { email: string | undefined; reply: Reply }) {
  return (
    <section className="mt-12">
      <Heading level={2}>{text('notices.mailTitle')}</Heading>
      <p className="mt-3">{text('notices.mailLead')}</p>
      <p className="mt-2">{text(email === '' ? 'notices.mailOff' : 'notices.mailUsual')}</p>
      <form method="post" action="/moving/notices" noValidate className="mt-6">
        <input type="hidden" name="act" value="email" />
        <TextField
          label={text('question.contact.email')}
          name="email"
          type="email"
          autoComplete="email"
          width="lg"
          support={text('notices.mailHint')}
          error={reply.errors?.email}
          defaultValue={typed(reply, 'email', email)}
        />
        <ButtonGroup>
          <Button type="submit" variant="outline">
            {text('notices.mailSave')}
          </Button>
        </ButtonGroup>
      </form>
    </section>
  );
}

/** お知らせ: what others did about the filings of the account, the latest first. */
export function NoticesPage({
  notices,
  email,
  done,
  reply,
}: {
  notices: readonly NoticeView[];
  /** Where e-mails go, as the person chose: '' = none is wanted. */
  email: string | undefined;
  done: NoticesDone | undefined;
  reply: Reply;
}) {
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  return (
    <ResidentFrame back={{ href: '/moving', text: text('site.home') }}>
      <ErrorSummary errors={errors} />
      <Heading>{text('notices.title')}</Heading>
      {done ? <NotificationBanner kind="success" title={text(DONE[done])} live /> : null}
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
      <MailChoice email={email} reply={reply} />
    </ResidentFrame>
  );
}
