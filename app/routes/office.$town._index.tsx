import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { type BadgeTone, Heading, pageTitle, TaskList } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('きょうの仕事', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const base = `/office/${town.code}`;
    const tasks: { title: string; href: string; status: string; tone?: BadgeTone }[] = [];
    if (mayDo('seeApplications', officer.roles)) {
      const { counts } = await office.applications.inbox(officer);
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
    if (mayDo('seeArrivals', officer.roles)) {
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
    if (mayDo('seeMessages', officer.roles)) {
      const mail = await office.mail.page(officer);
      const stuck = mail.dead.length + mail.waiting.length + mail.unreadable.length;
      tasks.push({
        title: '電文：止まっているもの',
        href: `${base}/messages`,
        status: `${stuck}件`,
        tone: stuck > 0 ? 'error' : 'success',
      });
    }
    if (mayDo('seeAudit', officer.roles)) {
      tasks.push({ title: '操作ログの監査', href: `${base}/audit`, status: '照会' });
    }
    return { frame: frame('home'), tasks };
  });
}

export default function Home() {
  const { frame, tasks } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>きょうの仕事</Heading>
      <div className="mt-4 max-w-page">
        {tasks.length > 0 ? <TaskList label="きょうの仕事" tasks={tasks} /> : <p>この役割の仕事は、いまありません。</p>}
      </div>
    </OfficePage>
  );
}
