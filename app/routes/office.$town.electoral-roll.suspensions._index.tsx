import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { SuspensionTable } from '#app/office/screens/suspensions.tsx';
import { BackLink, ButtonLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('選挙権の停止', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    suspensions: await office.suspensions.list(officer),
    frame: frame('electoralRoll'),
    base: `/office/${town.code}/electoral-roll`,
  }));
}

export default function Suspensions() {
  const { frame, base, suspensions } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return (
    <OfficePage frame={frame}>
      <BackLink href={base}>選挙人名簿</BackLink>
      <Heading>選挙権の停止</Heading>
      <p className="mt-1 max-w-text">
        本籍地からの通知により、選挙権を有しない方を名簿に表示します。見られるのは、選挙管理委員会の事務の職員だけです。期間が過ぎると表示は終わり、四か月の後に記録を消します。
      </p>
      <p className="mt-4">
        <ButtonLink href={`${base}/suspensions/new`} size="md">
          停止を入れる
        </ButtonLink>
      </p>
      <div className="mt-6">
        <SuspensionTable suspensions={suspensions} base={`${base}/suspensions`} />
      </div>
    </OfficePage>
  );
}
