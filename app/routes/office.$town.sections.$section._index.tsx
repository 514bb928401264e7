import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { birthOf, officeDay, officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { MOVEMENT_WORDS, PHASE_WORDS } from '#app/office/sections/section-words.ts';
import { BackLink, Button, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`関係課への通知（${data?.title ?? ''}）`, data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const { section, title, entries, more, acknowledged } = await office.sections.page(
      officer,
      args.params.section ?? '',
    );
    return {
      frame: frame('sections'),
      back: `/office/${town.code}/sections`,
      base: `/office/${town.code}/sections/${section}`,
      title,
      more,
      upTo: entries.at(-1)?.position ?? 0,
      acknowledged: acknowledged.map((one) => ({ ...one, at: officeInstant(one.at) })),
      entries: entries.map((entry) => ({
        position: entry.position,
        phase: entry.phase,
        movement: MOVEMENT_WORDS[entry.movement],
        on: officeDay(entry.on),
        name: entry.name.full || '（未定）',
        bornOn: birthOf(entry.bornOn, entry.kind),
        addresseeNumber: entry.addresseeNumber ?? '',
        address: formatAddress(entry.address),
        destination: entry.destination ? formatAddress(entry.destination) : '',
        effect: entry.effect,
        article: entry.article,
        due: entry.dueOn ? officeDay(entry.dueOn) : '',
        protectedPerson: entry.protectedPerson,
      })),
    };
  });
}

const Acknowledgement = z.object({ upTo: z.coerce.number().int().positive() });

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Acknowledgement);
    if ('errors' in form) return data<Answer>(form, 400);
    const section = args.params.section ?? '';
    await office.sections.acknowledge(officer, section, form.read.upTo);
    return redirect(`/office/${town.code}/sections/${section}`);
  });
}

export default function SectionNotices() {
  const { frame, back, base, title, more, upTo, entries, acknowledged } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <BackLink href={back}>関係課への通知</BackLink>
      <Heading>{`${title}への通知`}</Heading>
      <p className="mt-1">
        受領すると一覧から消え、この画面では読めなくなります。先にCSVかJSONで受け取ってください。
        {more ? '続きは受領の後に表示します。' : ''}
      </p>
      {entries.length > 0 ? (
        <div className="mt-4 flex flex-wrap items-center gap-4">
          <a href={`${base}/download?format=csv`} download>
            CSVで受け取る
          </a>
          <a href={`${base}/download?format=json`} download>
            JSONで受け取る
          </a>
          <form method="post" action={`${base}?index`}>
            <input type="hidden" name="upTo" value={upTo} />
            <Button size="sm">{`表示の${entries.length}件を受領する`}</Button>
          </form>
        </div>
      ) : null}
      <div className="mt-6">
        <Table
          caption={`受領待ち${entries.length}件`}
          dense
          rows={entries}
          rowKey={(entry) => String(entry.position)}
          empty={<EmptyState title="受領待ちの通知はありません" />}
          columns={[
            { key: 'phase', header: '段階', cell: (entry) => <StatusBadge>{PHASE_WORDS[entry.phase]}</StatusBadge> },
            { key: 'movement', header: '異動', cell: (entry) => entry.movement },
            { key: 'on', header: '異動日', cell: (entry) => entry.on },
            {
              key: 'name',
              header: '氏名',
              rowHeader: true,
              cell: (entry) => (
                <span className="inline-flex flex-wrap gap-1">
                  {entry.name}
                  {entry.protectedPerson ? <StatusBadge tone="error">支援措置</StatusBadge> : null}
                </span>
              ),
            },
            { key: 'bornOn', header: '生年月日', cell: (entry) => entry.bornOn },
            { key: 'number', header: '宛名番号', cell: (entry) => entry.addresseeNumber },
            { key: 'address', header: '住所', cell: (entry) => entry.address },
            ...(entries.some((entry) => entry.destination)
              ? [{ key: 'destination', header: '転出先', cell: (entry: (typeof entries)[number]) => entry.destination }]
              : []),
            { key: 'effect', header: '処理', cell: (entry) => `${entry.effect}（${entry.article}）` },
            ...(entries.some((entry) => entry.due)
              ? [{ key: 'due', header: '期限', cell: (entry: (typeof entries)[number]) => entry.due }]
              : []),
          ]}
        />
      </div>
      <div className="mt-8">
        <Table
          caption="受領の記録（新しい順）"
          dense
          rows={acknowledged}
          rowKey={(one) => String(one.last)}
          empty={<EmptyState title="受領の記録はまだありません" />}
          columns={[
            { key: 'at', header: '受領した日時', rowHeader: true, cell: (one) => one.at },
            { key: 'by', header: '受領した職員', cell: (one) => one.by },
            { key: 'count', header: '件数', align: 'end', cell: (one) => `${one.count}件` },
            {
              key: 'numbers',
              header: '通知番号',
              cell: (one) => (one.first === one.last ? String(one.first) : `${one.first}から${one.last}まで`),
            },
          ]}
        />
      </div>
    </OfficePage>
  );
}
