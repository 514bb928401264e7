import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { PairTable } from '#app/office/screens/health.tsx';
import { MailFilters, MailTable, UnreadableTable } from '#app/office/screens/mail-tables.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Heading, NotificationBanner, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle('電文', data?.frame.town.name) }];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const asked = new URL(args.request.url).searchParams;
    const filter = Filter.parse(Object.fromEntries(asked));
    return {
      frame: frame('messages'),
      filter,
      comparison: `/office/${town.code}/messages/comparison`,
      mail: await office.mail.page(officer, filter),
      retried: asked.has('retried'),
    };
  });
}

/** What is not among the choices asks for everything. */
const Filter = z.object({
  peer: z.string().min(1).max(40).optional().catch(undefined),
  state: z.enum(['pending', 'held', 'sent', 'dead', 'waiting', 'failed', 'applied']).optional().catch(undefined),
});

const Retry = z.object({ id: z.string().min(1).max(100) });

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Retry);
    if ('errors' in form) return data<Answer>(form, 400);
    const found = await office.mail.retry(officer, form.read.id);
    if (found) return redirect(`/office/${town.code}/messages?retried`);
    const refusal = {
      code: 'nothingToRetry',
      sentence: 'この電文は、もう処理されています。一覧を確かめてください。',
      article: '住民記録システム標準仕様書 7.1.1',
    };
    return data<Answer>({ refusal }, 409);
  });
}

export default function Messages() {
  const { frame, comparison, filter, mail, retried } = useLoaderData<typeof loader>() as Awaited<
    ReturnType<typeof loader>
  >;
  const answer = useActionData<Answer>();
  const { mayRetry } = mail;
  const stuck = mail.dead.length + mail.waiting.length + mail.unreadable.length;
  return (
    <OfficePage frame={frame} answer={answer}>
      {retried && !answer ? <NotificationBanner kind="success" title="もう一度処理します" live /> : null}
      <Heading>電文</Heading>
      <p className="mt-1">ほかの機関と交わした電文です。中身は表示しません。</p>
      <div className="mt-4 flex flex-col gap-8">
        {stuck === 0 ? <NotificationBanner kind="success" title="止まっている電文はありません" /> : null}
        {mail.dead.length > 0 ? <MailTable caption="送れなかった電文" rows={mail.dead} mayRetry={mayRetry} /> : null}
        {mail.waiting.length > 0 ? (
          <MailTable caption="受信したが処理できていない電文" rows={mail.waiting} mayRetry={mayRetry} />
        ) : null}
        {mail.unreadable.length > 0 ? <UnreadableTable rows={mail.unreadable} mayRetry={mayRetry} /> : null}
        <div>
          <PairTable pairs={mail.pairs} />
          <p className="mt-2">
            <a href={comparison}>送った数・受け付けた数・受け取った数を突き合わせる</a>
          </p>
        </div>
        <section className="flex flex-col gap-4" aria-label="送受信の記録">
          <MailFilters peers={mail.pairs} peer={filter.peer} state={filter.state} />
          <MailTable
            caption="送受信の記録（新しい順）"
            rows={mail.log}
            mayRetry={false}
            none={filter.peer || filter.state ? '当てはまる電文はありません' : '電文はまだありません'}
          />
        </section>
      </div>
    </OfficePage>
  );
}
