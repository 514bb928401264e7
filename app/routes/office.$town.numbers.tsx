import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { CodePool } from '#app/office/screens/code-pool.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('番号の管理', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, frame }) => ({
    frame: frame('numbers'),
    gauge: await office.codePool(officer),
  }));
}

export default function Numbers() {
  const { frame, gauge } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>番号の管理</Heading>
      <CodePool gauge={gauge} />
    </OfficePage>
  );
}
