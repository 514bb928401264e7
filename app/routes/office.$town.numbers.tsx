import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { CodePool } from '#app/office/screens/code-pool.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('番号の管理', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('numbers'),
    reconciliation: mayDo('reconcile', officer, town) ? `/office/${town.code}/reconciliation` : undefined,
    gauge: await office.codePool(officer),
  }));
}

export default function Numbers() {
  const { frame, gauge, reconciliation } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>番号の管理</Heading>
      <CodePool gauge={gauge} />
      {reconciliation ? (
        <p className="mt-6">
          <a href={reconciliation}>整合性確認（J-LIS・宛名システム・中間サーバーとの差異）</a>
        </p>
      ) : null}
    </OfficePage>
  );
}
