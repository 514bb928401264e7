import {
  Button,
  ButtonGroup,
  ButtonLink,
  Checkboxes,
  DescriptionList,
  ErrorSummary,
  Heading,
  NotificationBanner,
} from '#app/ui/index.ts';
import type { PersonNotice } from '../notices/person-notices.server.ts';
import { momentInWords, plainDate } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import type { Reply } from './question-view.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { ResidentFrame } from './resident-frame.tsx';

type CoMover = Extract<PersonNotice, { kind: 'coMover' }>;

/** What can be done about it, or that it was done, or that it is too late. */
function Objection({ notice, reply }: { notice: CoMover; reply: Reply }) {
  const { key, from, objectedAt, ended } = notice;
  if (objectedAt) {
    return (
      <NotificationBanner kind="success" title={text('family.objected', { from })}>
        <p>{text('family.objectedHint', { at: momentInWords(objectedAt) })}</p>
        <p>{text('family.objectEffect')}</p>
      </NotificationBanner>
    );
  }
  if (ended) {
    return (
      <NotificationBanner kind="info" title={text('family.ended')}>
        <p>{text('family.endedHint', { from })}</p>
      </NotificationBanner>
    );
  }
  return (
    <section className="mt-8">
      <Heading level={2}>{text('family.objectTitle')}</Heading>
      <p className="mt-3">{text('family.objectLead', { from })}</p>
      <p className="mt-2">{text('family.objectEffect')}</p>
      <p className="mt-2">{text('family.objectSeen', { from })}</p>
      <form method="post" action={`/moving/family-notices/${key}`} noValidate className="mt-6">
        <Checkboxes
          label={text('family.confirmLabel')}
          name="confirm"
          required
          error={reply.errors?.confirm}
          options={[{ value: 'yes', label: text('family.confirm', { from }) }]}
        />
        <ButtonGroup>
          <Button type="submit" variant="outline">
            {text('family.object')}
          </Button>
        </ButtonGroup>
      </form>
    </section>
  );
}

/** 本人への知らせ: a filing by somebody else that includes the person, or one that the own lock stopped. */
export function PersonNoticePage({ notice, reply }: { notice: PersonNotice; reply: Reply }) {
  const errors = Object.entries(reply.errors ?? {}).map(([fieldId, sentence]) => ({ fieldId, sentence }));
  const back = { href: '/moving', text: text('home.title') };
  if (notice.kind === 'lockedFiling') {
    return (
      <ResidentFrame back={back}>
        <Heading>{text('family.locked')}</Heading>
        <p className="mt-4">{momentInWords(notice.at)}</p>
        <p className="mt-2">{text('family.lockedLead')}</p>
        <p className="mt-2">{text('family.lockedEffect')}</p>
        <p className="mt-2">{text('family.lockedSilent')}</p>
        <p className="mt-2">{text('family.lockedNext')}</p>
        <ButtonGroup>
          <ButtonLink href="/moving/move-lock" variant="outline">
            {text('lock.title')}
          </ButtonLink>
        </ButtonGroup>
      </ResidentFrame>
    );
  }
  const { filer, from, filedAt, movingOn } = notice;
  return (
    <ResidentFrame back={back}>
      <ErrorSummary errors={errors} />
      <Heading>{text('family.coMover')}</Heading>
      {reply.refusal ? <RefusalNotice refusal={reply.refusal} /> : null}
      <p className="mt-4">{text('family.lead', { filer })}</p>
      <p className="mt-2">{text('family.valid')}</p>
      <div className="mt-6">
        <DescriptionList
          items={[
            { term: text('family.filer'), value: filer },
            { term: text('family.filedAt'), value: momentInWords(filedAt) },
            { term: text('family.from'), value: from },
            { term: text('family.movingOn'), value: plainDate(movingOn) },
          ]}
        />
      </div>
      <Objection notice={notice} reply={reply} />
    </ResidentFrame>
  );
}
