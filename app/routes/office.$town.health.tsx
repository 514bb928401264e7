import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { CodePool } from '#app/office/screens/code-pool.tsx';
import { Nights, Pairs, Systems } from '#app/office/screens/health.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('稼働状況', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('health'),
    base: `/office/${town.code}`,
    health: await office.health(officer),
    mayReconcile: mayDo('reconcile', officer, town),
  }));
}

export default function Health() {
  const { frame, base, health, mayReconcile } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return (
    <OfficePage frame={frame}>
      <Heading>稼働状況</Heading>
      <p className="mt-1">
        開いた時点の状態です。どのシステムも、5分を超えて止まると<a href={`${base}/alerts`}>警報</a>になります。
      </p>
      <Systems systems={health.systems} />
      <Pairs
        pairs={health.pairs}
        register={health.register}
        reconciliation={mayReconcile ? `${base}/reconciliation` : undefined}
      />
      <CodePool gauge={health.register.pool} />
      <Nights nights={health.nights} />
    </OfficePage>
  );
}
