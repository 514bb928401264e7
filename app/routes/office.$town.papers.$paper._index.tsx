import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import type { PaperPage } from '#app/office/papers/paper-register.server.ts';
import { PAPER_TITLES } from '#app/office/papers/paper-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, ButtonGroup, ButtonLink, DescriptionList, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('帳票の出力', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) =>
    data(
      {
        frame: frame('papers'),
        base: `/office/${town.code}/papers`,
        paper: await office.papers.page(officer, args.params.paper ?? ''),
      },
      { headers: { 'Cache-Control': 'no-store' } },
    ),
  );
}

/** Whose paper it is stands there large: the last look before it is handed over. */
export default function PaperToHand() {
  const { frame, base, paper } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>['data'];
  return (
    <OfficePage frame={frame} answer={paper.held && { refusal: paper.held }} isProtected={paper.held !== undefined}>
      <BackLink href={base}>帳票の発行簿</BackLink>
      <Heading>{PAPER_TITLES[paper.kind]}</Heading>
      {paper.held ? null : <Handing paper={paper} base={base} />}
    </OfficePage>
  );
}

function Handing({ paper, base }: { paper: PaperPage; base: string }) {
  return (
    <>
      <p className="mt-4 text-std-24B-150 break-words sm:text-[2.5rem]">{paper.names}</p>
      <p className="mt-2">渡す前に、この氏名と、出力した帳票の氏名が同じであることを確かめてください。</p>
      <div className="mt-6 max-w-page">
        <DescriptionList
          dense
          items={[
            { term: '発行番号', value: paper.number },
            { term: '照合の符号', value: paper.sum.slice(0, 12) },
            { term: '交付の日時', value: officeInstant(paper.at) },
            { term: '出力した回数', value: `${paper.outputs}回` },
          ]}
        />
      </div>
      <ButtonGroup>
        <ButtonLink href={`${base}/${paper.id}/file`} size="md">
          PDFを開く
        </ButtonLink>
      </ButtonGroup>
      <p className="mt-4">印刷に失敗したときは、きょうのうちは同じ発行番号でもう一度開けます。</p>
    </>
  );
}
