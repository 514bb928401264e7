import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { ReadingEnd } from '#app/office/inspections/inspection-form.ts';
import { inspectionRows } from '#app/office/inspections/inspection-list.server.ts';
import { rangeWords } from '#app/office/inspections/inspection-words.ts';
import { officeDay } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import {
  BackLink,
  Button,
  ButtonLink,
  DescriptionList,
  EmptyState,
  Heading,
  NotificationBanner,
  pageTitle,
  Table,
  TextField,
} from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('閲覧用リスト', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const page = await office.inspections.reading(officer, args.params.reading ?? '');
    const { inspection, reader, list, copied } = page;
    const { applicantName, outline, secret, range } = inspection.record.application;
    return {
      frame: frame('inspections'),
      back: `/office/${town.code}/inspections/${inspection.inspectionId}`,
      ended: page.ended,
      items: [
        { term: '閲覧の日', value: officeDay(page.readOn) },
        { term: '機関・申出者', value: applicantName },
        { term: '目的の概要', value: secret ? `根拠の法令：${secret.law}` : outline },
        { term: '閲覧する方', value: `${reader.name}（${reader.of}）　${reader.document}で確認` },
        { term: '住民の範囲', value: rangeWords(range) },
        { term: '発行番号', value: page.paperNumber },
        { term: '一覧の人数', value: `${page.entries}人` },
        ...(copied === undefined ? [] : [{ term: '転記した人数', value: `${copied}人` }]),
      ],
      file: `/office/${town.code}/inspection-lists/${page.readingId}/file`,
      missing: new URL(args.request.url).searchParams.getAll('missing').slice(0, 20),
      rows: inspectionRows(list),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const readingId = args.params.reading ?? '';
    const form = await readForm(args.request, ReadingEnd);
    if ('errors' in form) return data<Answer>(form, 400);
    const done = await office.inspections.endReading(officer, readingId, form.read.copied);
    if (!done.accepted) return data<Answer>({ refusal: done.refusal }, 409);
    return redirect(`/office/${town.code}/inspections/${done.value.inspectionId}`);
  });
}

export default function InspectionListRoute() {
  const { frame, back, ended, items, file, missing, rows } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const typed = answer?.typed?.copied;
  return (
    <OfficePage frame={frame} answer={answer}>
      <div className="no-print">
        <BackLink href={back}>閲覧の申出</BackLink>
      </div>
      <Heading>閲覧用リスト</Heading>
      <div className="mt-4 max-w-text">
        <DescriptionList dense items={items} />
      </div>
      {ended ? (
        <div className="mt-6">
          <EmptyState title="この閲覧は終わりました">一覧は消去しました。</EmptyState>
        </div>
      ) : (
        <>
          {missing.length > 0 ? (
            <div className="mt-6">
              <NotificationBanner kind="error" title="印刷できない字があります">
                <p>
                  「{missing.join('」「')}
                  」の字形が、印刷用の書体にありません。字を省いた一覧は作りません。IPAmj明朝が入っているかを、
                  システム管理の職員に確かめてください。
                </p>
              </NotificationBanner>
            </div>
          ) : null}
          <section className="mt-6 flex max-w-text flex-col gap-3" aria-labelledby="print">
            <Heading level={2} look="s" id="print">
              閲覧する方に渡す一覧
            </Heading>
            <p>どの頁にも、発行番号と頁の番号、閲覧する方の氏名の透かしが入ります。この画面は見せないでください。</p>
            <div>
              <ButtonLink size="md" href={file}>
                一覧を印刷する（PDF）
              </ButtonLink>
            </div>
          </section>
          <div className="no-print mt-6">
            <Table
              caption="住民基本台帳の一部の写し"
              dense
              rows={rows}
              rowKey={(row) => row.number}
              empty={<EmptyState title="この範囲に当てはまる住民はいません" />}
              columns={[
                { key: 'number', header: '番号', cell: (row) => row.number, align: 'end' },
                { key: 'name', header: '氏名', rowHeader: true, cell: (row) => row.name },
                { key: 'born', header: '生年月日', cell: (row) => row.born },
                { key: 'sex', header: '性別', cell: (row) => row.sex },
                { key: 'address', header: '住所', cell: (row) => row.address },
              ]}
            />
          </div>
          <form method="post" className="no-print mt-8 flex max-w-text flex-col gap-4" noValidate>
            <Heading level={2}>閲覧を終える</Heading>
            <p>印刷した一覧を返してもらってから押してください。押すと、この一覧は消去されます。</p>
            <TextField
              label="転記した人数"
              name="copied"
              fieldSize="s"
              width="sm"
              inputMode="numeric"
              required
              error={answer?.errors?.copied}
              defaultValue={typeof typed === 'string' ? typed : ''}
            />
            <div>
              <Button size="sm">閲覧を終える</Button>
            </div>
          </form>
        </>
      )}
    </OfficePage>
  );
}
