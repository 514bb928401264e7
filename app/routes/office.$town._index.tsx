import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { WORK_KINDS } from '#app/office/audit-words.ts';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { isNoticeError } from '#app/office/notices/notices.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { type BadgeTone, Button, Heading, pageTitle, Table, TaskList } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('きょうの仕事', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const base = `/office/${town.code}`;
    const tasks: { title: string; href: string; status: string; tone?: BadgeTone }[] = [];
    if (mayDo('seeApplications', officer, town)) {
      const counts = await office.applications.openStages(officer);
      for (const { stage, label, count } of counts) {
        if (count === 0) continue;
        tasks.push({
          title: `転出届：${label}`,
          href: `${base}/applications?stage=${stage}`,
          status: `${count}件`,
          tone: stage === 'arrived' || stage === 'cancelRequested' ? 'warning' : 'neutral',
        });
      }
    }
    if (mayDo('seeArrivals', officer, town)) {
      const { counts, expected, here, on } = await office.arrivals.visitorsOn(officer, office.today());
      tasks.push({
        title: '転入：きょう来庁する人',
        href: `${base}/visitors?on=${on}`,
        status: `${expected.length}件`,
        tone: expected.length > 0 ? 'info' : 'neutral',
      });
      if (here.length > 0) {
        tasks.push({
          title: '転入：窓口で受付中',
          href: `${base}/visitors`,
          status: `${here.length}件`,
          tone: 'warning',
        });
      }
      const waiting = counts.filter(({ stage }) => stage === 'announced').reduce((sum, { count }) => sum + count, 0);
      tasks.push({
        title: '転入：事前通知を待っている来庁予定',
        href: `${base}/visitors`,
        status: `${waiting}件`,
      });
    }
    if (mayDo('seeMessages', officer, town)) {
      const mail = await office.mail.page(officer);
      const stuck = mail.dead.length + mail.waiting.length + mail.unreadable.length;
      tasks.push({
        title: '電文：止まっているもの',
        href: `${base}/messages`,
        status: `${stuck}件`,
        tone: stuck > 0 ? 'error' : 'success',
      });
    }
    if (mayDo('seeSections', officer, town)) {
      const waiting = (await office.sections.backlog(officer)).reduce((sum, { waiting }) => sum + waiting, 0);
      tasks.push({
        title: '関係課への通知：受領待ち',
        href: `${base}/sections`,
        status: `${waiting}件`,
        tone: waiting > 0 ? 'info' : 'neutral',
      });
    }
    if (mayDo('seeAudit', officer, town)) {
      tasks.push({ title: '操作ログの監査', href: `${base}/audit`, status: '照会' });
    }
    const work = mayDo('seeWork', officer, town) ? await office.work.list(officer) : { items: [], mayFinish: false };
    if (mayDo('seeWork', officer, town)) {
      const notices = work.items.filter(({ kind }) => isNoticeError(kind)).length;
      tasks.push({
        title: '転入通知：取込エラー',
        href: `${base}/notices`,
        status: `${notices}件`,
        tone: notices > 0 ? 'warning' : 'neutral',
      });
    }
    return { frame: frame('home'), base, tasks, work };
  });
}

const Finish = z.object({ work: z.uuid() });

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Finish);
    if ('errors' in form) return data<Answer>(form, 400);
    await office.work.finish(officer, form.read.work);
    return redirect(`/office/${town.code}`);
  });
}

export default function Home() {
  const { frame, base, tasks, work } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <Heading>きょうの仕事</Heading>
      <div className="mt-4 max-w-page">
        {tasks.length > 0 ? <TaskList label="きょうの仕事" tasks={tasks} /> : <p>この役割の仕事は、いまありません。</p>}
      </div>
      {work.items.length > 0 ? (
        <div className="mt-8">
          <Table
            caption={`要対応：${work.items.length}件`}
            dense
            rows={work.items}
            rowKey={(item) => item.workId}
            columns={[
              { key: 'kind', header: '種類', cell: (item) => WORK_KINDS[item.kind] },
              { key: 'sentence', header: '内容', rowHeader: true, cell: (item) => item.sentence },
              { key: 'at', header: '発生', cell: (item) => officeInstant(item.createdAt) },
              {
                key: 'person',
                header: '宛名番号',
                cell: (item) =>
                  item.addresseeNumber ? (
                    <a href={`${base}/residents/${item.addresseeNumber}`}>{item.addresseeNumber}</a>
                  ) : (
                    ''
                  ),
              },
              {
                key: 'acts',
                header: '異動の入力',
                cell: (item) =>
                  item.acts.length > 0 ? (
                    <span className="flex flex-wrap gap-x-3">
                      {item.acts.map((act) => (
                        <a key={act.href} href={`${base}/${act.href}`}>
                          {act.title}
                        </a>
                      ))}
                    </span>
                  ) : (
                    ''
                  ),
              },
              {
                key: 'done',
                header: '処理',
                cell: (item) =>
                  work.mayFinish ? (
                    <form method="post" action={`${base}?index`}>
                      <input type="hidden" name="work" value={item.workId} />
                      <Button size="xs" variant="outline">
                        対応済みにする
                      </Button>
                    </form>
                  ) : (
                    '担当の職員が処理します'
                  ),
              },
            ]}
          />
        </div>
      ) : null}
    </OfficePage>
  );
}
