import { Button, ButtonGroup, ButtonLink, EmptyState, Heading, NotificationBanner, TaskList } from '#app/ui/index.ts';
import type { ApplicationState, VisitState } from '../applications/status.ts';
import { text } from '../texts/text.ts';
import { ResidentFrame } from './resident-frame.tsx';
import { applicationTone } from './status-words.ts';

/** What the page of a resident lists. */
export interface HomeView {
  drafts: { id: string; title: string; updated: string }[];
  applications: {
    receiptNumber: string;
    title: string;
    hint: string;
    state: ApplicationState;
  }[];
  /** What is to be known at once: a visit tomorrow, a time that is gone. */
  notices: { receiptNumber: string; kind: 'info' | 'warning'; title: string; sentence: string }[];
  /** 本人への知らせ: filings by others that include the person. */
  personal: { key: string; title: string; hint: string; status: string; isOpen: boolean }[];
  /** 届出ロック. */
  isLocked: boolean;
  relocations: { receiptNumber: string; title: string; hint: string; state: VisitState; isOpen: boolean }[];
  /** お知らせ that nobody has read yet. */
  newNotices: number;
  canStart: boolean;
}

/** マイページ: what is under way, what was begun, and the start. */
export function HomePage({ view }: { view: HomeView }) {
  return (
    <ResidentFrame>
      <Heading>{text('home.title')}</Heading>
      {view.notices.map(({ receiptNumber, kind, title, sentence }) => (
        <NotificationBanner key={receiptNumber} kind={kind} title={title}>
          <p>{sentence}</p>
          <p>
            <a href={`/moving/applications/${receiptNumber}`} className="inline-flex min-h-11 items-center">
              {text('receipt.status')}
            </a>
          </p>
        </NotificationBanner>
      ))}
      <p className="mt-4">
        <a href="/moving/notices" className="inline-flex min-h-11 items-center">
          {view.newNotices > 0 ? text('notices.homeNew', { count: view.newNotices }) : text('notices.title')}
        </a>
      </p>
      {view.personal.length > 0 ? (
        <section className="mt-6">
          <Heading level={2}>{text('family.home')}</Heading>
          <div className="mt-3">
            <TaskList
              label={text('family.home')}
              tasks={view.personal.map(({ key, title, hint, status, isOpen }) => ({
                title,
                href: `/moving/family-notices/${key}`,
                hint,
                status,
                tone: isOpen ? 'warning' : 'neutral',
              }))}
            />
          </div>
        </section>
      ) : null}
      {view.applications.length > 0 ? (
        <section className="mt-6">
          <Heading level={2}>{text('home.applications')}</Heading>
          <div className="mt-3">
            <TaskList
              label={text('home.applications')}
              tasks={view.applications.map((application) => ({
                title: application.title,
                href: `/moving/applications/${application.receiptNumber}`,
                hint: application.hint,
                status: text(`state.${application.state}`),
                tone: applicationTone(application.state),
              }))}
            />
          </div>
        </section>
      ) : null}
      {view.relocations.length > 0 ? (
        <section className="mt-8">
          <Heading level={2}>{text('relocation.home')}</Heading>
          <div className="mt-3">
            <TaskList
              label={text('relocation.home')}
              tasks={view.relocations.map((relocation) => ({
                title: relocation.title,
                href: `/moving/relocations/${relocation.receiptNumber}`,
                hint: relocation.hint,
                status: text(`relocation.state.${relocation.state}`),
                tone: relocation.isOpen ? 'info' : 'neutral',
              }))}
            />
          </div>
        </section>
      ) : null}
      {view.drafts.length > 0 ? (
        <section className="mt-8">
          <Heading level={2}>{text('home.drafts')}</Heading>
          <ul className="mt-3 border-t border-solid-gray-420">
            {view.drafts.map((draft) => (
              <li
                key={draft.id}
                className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-solid-gray-420 py-4"
              >
                <div className="min-w-0 basis-full sm:flex-1 sm:basis-64">
                  <p className="text-std-17B-170">{draft.title}</p>
                  <p className="break-keep text-solid-gray-700">{draft.updated}</p>
                </div>
                <ButtonLink href={`/moving/drafts/${draft.id}`} size="md">
                  {text('home.draft.continue')}
                </ButtonLink>
                <a href={`/moving/drafts/${draft.id}/removal`} className="inline-flex min-h-11 items-center">
                  {text('home.draft.discard')}
                  <span className="sr-only">{text('site.aside', { words: draft.title })}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {view.canStart ? (
        <section className="mt-8">
          <Heading level={2}>{text('home.start')}</Heading>
          <p className="mt-3">{text('home.lead')}</p>
          <p className="mt-2">{text('home.window')}</p>
          <Heading level={3} className="mt-4">
            {text('home.needed')}
          </Heading>
          <ul className="mt-2 list-disc pl-6">
            <li>{text('home.needed.card')}</li>
            <li>{text('home.needed.pins')}</li>
            <li>{text('home.needed.phone')}</li>
          </ul>
          <form method="post" action="/moving?index">
            <ButtonGroup>
              <Button type="submit" variant={view.drafts.length > 0 ? 'outline' : 'solid'}>
                {text('home.start')}
              </Button>
            </ButtonGroup>
          </form>
        </section>
      ) : (
        <NotificationBanner kind="info" title={text('home.open')} />
      )}
      {view.applications.length + view.drafts.length + view.relocations.length === 0 ? (
        <section className="mt-10">
          <EmptyState title={text('home.noApplications')}>{text('home.noApplicationsHint')}</EmptyState>
        </section>
      ) : null}
      <section className="mt-10">
        <Heading level={2}>{text('home.myData')}</Heading>
        <p className="mt-3">
          <a href="/moving/records" className="inline-flex min-h-11 items-center">
            {text('access.title')}
          </a>
        </p>
        <p className="text-solid-gray-700">{text('access.lead')}</p>
        <p className="mt-3">
          <a href="/moving/provision-records" className="inline-flex min-h-11 items-center">
            {text('provisions.title')}
          </a>
        </p>
        <p className="text-solid-gray-700">{text('provisions.lead')}</p>
        <p className="mt-3">
          <a href="/moving/move-lock" className="inline-flex min-h-11 items-center">
            {text('lock.title')}
          </a>
        </p>
        <p className="text-solid-gray-700">{text(view.isLocked ? 'lock.homeLocked' : 'lock.homeOpen')}</p>
      </section>
    </ResidentFrame>
  );
}
