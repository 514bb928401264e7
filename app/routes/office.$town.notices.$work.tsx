import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { sentForm } from '#app/office/acts/sent-form.server.ts';
import { WORK_KINDS } from '#app/office/audit-words.ts';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { check } from '#app/office/drafts/forms.server.ts';
import { type NoticePage, NoticePress } from '#app/office/notices/notices.server.ts';
import { ActFields } from '#app/office/screens/act-fields.tsx';
import { CaseHistory } from '#app/office/screens/case-history.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import {
  BackLink,
  Button,
  ButtonGroup,
  DescriptionList,
  Heading,
  NotificationBanner,
  pageTitle,
  TextField,
} from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('転入通知の訂正', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('home'),
    base: `/office/${town.code}`,
    page: await office.notices.page(officer, args.params.work ?? ''),
  }));
}

type NoticeAnswer = Answer & { page?: NoticePage };

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const workId = args.params.work ?? '';
    const here = `/office/${town.code}/notices/${encodeURIComponent(workId)}`;
    const sent = await sentForm(args.request);
    if (sent.press === 'ask') {
      const form = check(NoticePress, sent.typed);
      if ('errors' in form) return data<NoticeAnswer>(form, 400);
      await office.notices.askAgain(officer, workId, form.read.told);
      return redirect(here);
    }
    if (sent.press === 'end') {
      await office.notices.end(officer, workId);
      return redirect(here);
    }
    const done = await office.notices.correct(officer, workId, sent);
    if ('applied' in done) return redirect(here);
    return data<NoticeAnswer>(done, done.refusal ? 409 : done.errors ? 400 : 200);
  });
}

/** 送り直しの依頼, and the end without applying. */
function OtherWays({ answer }: { answer: NoticeAnswer | undefined }) {
  const told = answer?.typed?.told;
  return (
    <section className="mt-8 max-w-page" aria-labelledby="ask">
      <Heading level={2} id="ask">
        直せないとき
      </Heading>
      <form method="post" className="mt-2 flex flex-col gap-4" noValidate>
        <TextField
          label="転入地への送り直しの依頼"
          name="told"
          fieldSize="s"
          required
          support="依頼した相手、日時、内容。送り直された通知は、新しい通知として届きます。"
          error={answer?.errors?.told}
          defaultValue={typeof told === 'string' ? told : ''}
        />
        <ButtonGroup>
          <Button size="sm" variant="outline" name="press" value="ask">
            依頼したことを記録する
          </Button>
          <Button size="sm" variant="outline" name="press" value="end">
            受理せずに対応済みにする
          </Button>
        </ButtonGroup>
      </form>
    </section>
  );
}

export default function Notice() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<NoticeAnswer>();
  const { frame, base } = loaded;
  const page = answer?.page ?? loaded.page;
  return (
    <OfficePage frame={frame} answer={answer} isProtected={page.hidden}>
      <BackLink href={`${base}/notices`}>転入通知の取込エラー</BackLink>
      <Heading>{WORK_KINDS[page.kind]}</Heading>
      {page.done ? (
        <NotificationBanner kind="info" title="対応済みです">
          <p>受け取った内容は、下のとおり残っています。</p>
        </NotificationBanner>
      ) : (
        <div className="mt-2 max-w-page">
          <p>{`原因：${page.sentence}`}</p>
          <p className="mt-1">{`することは：${page.remedy}`}</p>
        </div>
      )}
      <div className="mt-4 max-w-page">
        <Heading level={2}>受け取った内容</Heading>
        <div className="mt-2">
          <DescriptionList
            dense
            items={[
              { term: '送信した市区町村', value: page.from },
              ...page.rows,
              ...(page.addresseeNumber ? [{ term: '宛名番号', value: page.addresseeNumber }] : []),
            ]}
          />
        </div>
      </div>
      {page.addresseeNumber && !page.done ? (
        <p className="mt-4">
          <a href={`${base}/residents/${page.addresseeNumber}`}>この方の住民票を開いて、転出や職権消除を始める</a>
        </p>
      ) : null}
      {page.mayCorrect ? (
        <>
          <form method="post" className="mt-8 flex max-w-page flex-col gap-6" noValidate>
            <Heading level={2}>訂正して受理する</Heading>
            <p>受け取った内容が入っています。直したところだけが訂正として残ります。</p>
            <ActFields specs={page.specs} errors={answer?.errors} />
            <ButtonGroup>
              <Button size="md" name="press" value="apply">
                訂正して受理する
              </Button>
            </ButtonGroup>
          </form>
          <OtherWays answer={answer} />
        </>
      ) : null}
      {page.events.length > 0 ? (
        <div className="mt-8 max-w-page">
          <CaseHistory events={page.events} open />
        </div>
      ) : null}
    </OfficePage>
  );
}
