import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answerOf } from '#app/office/counter/counter-route.server.ts';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import type { DraftPage } from '#app/office/drafts/draft-desk.server.ts';
import { DRAFT_STATES } from '#app/office/drafts/draft-states.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { AlertList } from '#app/office/screens/alert-list.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { PaperLinks } from '#app/office/screens/paper-links.tsx';
import {
  BackLink,
  Button,
  ButtonGroup,
  ButtonLink,
  DescriptionList,
  EmptyState,
  Heading,
  pageTitle,
  StatusBadge,
  Table,
} from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${data.page.title}の仮登録` : '仮登録', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('drafts'),
    base: `/office/${town.code}`,
    page: await office.drafts.page(officer, args.params.draft ?? ''),
  }));
}

const Press = z.object({ act: z.enum(['review', 'approve', 'register', 'discard', 'decide']) });

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const draftId = args.params.draft ?? '';
    const { act } = form.read;
    return answerOf(() => office.drafts.step(officer, draftId, act), `/office/${town.code}/drafts/${draftId}`);
  });
}

/** 本登録の結果: who has which number now, and what went out. */
function Outcome({ page, base }: { page: DraftPage; base: string }) {
  if (!page.registered) return null;
  const { persons, householdNumber, sent, papers } = page.registered;
  return (
    <div className="mt-6 grid gap-6 lg:grid-cols-2">
      <Table
        caption={`登録した方${householdNumber ? `（世帯番号 ${householdNumber}）` : ''}`}
        dense
        rows={persons}
        rowKey={(row) => row.number}
        empty={<EmptyState title="変わった方はいません" />}
        columns={[
          {
            key: 'name',
            header: '氏名',
            rowHeader: true,
            cell: (row) => <a href={`${base}/residents/${row.number}`}>{row.name}</a>,
          },
          { key: 'number', header: '宛名番号', cell: (row) => row.number },
        ]}
      />
      <Table
        caption="送った電文"
        dense
        rows={sent.map((one, index) => ({ ...one, key: `${index}` }))}
        rowKey={(row) => row.key}
        empty={<EmptyState title="この異動で送る電文はありません" />}
        columns={[
          { key: 'title', header: '電文', rowHeader: true, cell: (row) => row.title },
          { key: 'to', header: '宛先', cell: (row) => row.to },
        ]}
      />
      <PaperLinks links={papers} origin="act" base={base} />
    </div>
  );
}

export default function Draft() {
  const { frame, base, page } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const state = DRAFT_STATES[page.state];
  return (
    <OfficePage frame={frame} answer={answer} isProtected={page.isProtected} release={page.release}>
      <BackLink href={`${base}/drafts`}>仮登録</BackLink>
      <div className="flex flex-wrap items-center gap-3">
        <Heading>{page.title}</Heading>
        <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
      </div>
      <p className="mt-1">{state.next}</p>
      <Outcome page={page} base={base} />
      <div className="mt-4 max-w-page">
        <DescriptionList
          dense
          items={[
            ...page.rows,
            { term: '根拠の条文', value: page.article },
            { term: '入力', value: `${page.createdBy}　${officeInstant(page.createdAt)}` },
            ...(page.revisions ?? [])
              .filter(({ revision }) => revision > 1)
              .map(({ revision, by, at }) => ({
                term: `訂正（第${revision}版）`,
                value: `${by}　${officeInstant(at)}`,
              })),
          ]}
        />
        {page.changed && page.changed.length > 0 ? (
          <section className="mt-6" aria-labelledby="changed">
            <Heading level={2} id="changed">
              前の版から変わったところ
            </Heading>
            <div className="mt-2">
              <DescriptionList
                dense
                items={page.changed.map(({ term, value }) => ({ term: `${term}（前の版）`, value }))}
              />
            </div>
          </section>
        ) : null}
        <AlertList alerts={page.alerts} />
        {page.waitsFor ? <p className="mt-4">{page.waitsFor}</p> : null}
        {page.otherDesk ? (
          <div className="mt-6">
            <ButtonLink size="md" variant="outline" href={`${base}/${page.otherDesk}`}>
              申請・来庁の画面で処理する
            </ButtonLink>
          </div>
        ) : null}
        {page.acts.length > 0 || page.revision ? (
          <ButtonGroup>
            {page.acts.map(({ act, label }) => (
              <form key={act} method="post">
                <input type="hidden" name="act" value={act} />
                <Button size="md" variant={act === 'discard' ? 'danger' : 'solid'}>
                  {label}
                </Button>
              </form>
            ))}
            {page.revision ? (
              <div>
                <ButtonLink size="md" variant="outline" href={`${base}/${page.revision}`}>
                  内容を訂正する
                </ButtonLink>
              </div>
            ) : null}
          </ButtonGroup>
        ) : null}
      </div>
    </OfficePage>
  );
}
