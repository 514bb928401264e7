import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { IssuedPapers } from '#app/office/screens/paper-lists.tsx';
import { Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('帳票の発行簿', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('papers'),
    base: `/office/${town.code}/papers`,
    residents: `/office/${town.code}/residents`,
    papers: await office.papers.today(officer),
  }));
}

export default function PapersOfToday() {
  const { frame, base, residents, papers } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return (
    <OfficePage frame={frame}>
      <Heading>帳票の発行簿</Heading>
      <p className="mt-2">
        きょう交付した帳票です。新しく作るときは、<a href={residents}>住民の照会</a>
        で人を探し、住民の画面の「帳票を交付する」を選びます。
      </p>
      <div className="mt-6">
        <IssuedPapers papers={papers} base={base} caption="きょうの発行簿" />
      </div>
    </OfficePage>
  );
}
