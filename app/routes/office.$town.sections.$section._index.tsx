import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { birthOf, officeDay, officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { AcknowledgementTable, NoticeFilters, NoticeTable } from '#app/office/screens/sections.tsx';
import { queryOf, SectionQuery } from '#app/office/sections/section-queries.server.ts';
import { MOVEMENT_WORDS, sectionQuery } from '#app/office/sections/section-words.ts';
import { BackLink, Button, Heading, NotificationBanner, pageTitle } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`関係課への通知（${data?.title ?? ''}）`, data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const query = queryOf(args.request);
    const filter = SectionQuery.parse(query);
    const { section, title, entries, kinds, more, acknowledged } = await office.sections.page(
      officer,
      args.params.section ?? '',
      filter,
    );
    const base = `/office/${town.code}/sections/${section}`;
    return {
      frame: frame('sections'),
      back: `/office/${town.code}/sections`,
      base,
      title,
      kinds,
      filter,
      more,
      entrants: section === 'schoolRegister' ? `${base}/entrants` : '',
      upTo: entries.at(-1)?.position ?? 0,
      receipt: receiptOf(ReceiptQuery.parse(query), acknowledged),
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

/** What a press of 受領 came to. */
const ReceiptQuery = z.object({
  received: z.coerce.number().int().nonnegative().optional().catch(undefined),
  upTo: z.coerce.number().int().optional().catch(undefined),
});

/** 受領の結果 in words; who was quicker is named only where the record leaves no doubt. */
function receiptOf(
  { received, upTo }: z.infer<typeof ReceiptQuery>,
  acknowledged: readonly { by: string; at: string; last: number }[],
) {
  if (received === undefined) return undefined;
  if (received > 0) return { kind: 'success', title: `${received}件を受領しました` } as const;
  const before = acknowledged.find(({ last }) => last === upTo);
  return {
    kind: 'warning',
    title: 'この通知はすでに受領されています',
    body: before
      ? `${officeInstant(before.at)}に${before.by}が受領しました。もう一度受領する必要はありません。`
      : '受領した職員は、下の「受領の記録」で確かめてください。',
  } as const;
}

const Acknowledgement = z.object({
  upTo: z.coerce.number({ error: '受領する通知を選び直してください。' }).int().positive(),
});

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Acknowledgement);
    if ('errors' in form) return data<Answer>(form, 400);
    const section = args.params.section ?? '';
    const filter = SectionQuery.parse(queryOf(args.request));
    const { upTo } = form.read;
    const received = await office.sections.acknowledge(officer, section, { ...filter, upTo });
    return redirect(`/office/${town.code}/sections/${section}?received=${received}&upTo=${upTo}`);
  });
}

export default function SectionNotices() {
  const { frame, back, base, title, kinds, filter, more, entrants, upTo, receipt, entries, acknowledged } =
    useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const asked = sectionQuery(filter);
  const isFiltered = asked !== '';
  return (
    <OfficePage frame={frame} answer={answer}>
      {receipt && !answer ? (
        <NotificationBanner kind={receipt.kind} title={receipt.title} live>
          {receipt.body ? <p>{receipt.body}</p> : null}
        </NotificationBanner>
      ) : null}
      <BackLink href={back}>関係課への通知</BackLink>
      <Heading>{`${title}への通知`}</Heading>
      <p className="mt-1 max-w-page">
        受領すると一覧から消え、この画面では読めなくなります。先にCSVかJSONで受け取ってください。
        {more ? '続きは受領の後に表示します。' : ''}
      </p>
      {entrants ? (
        <p className="mt-2">
          <a href={entrants}>翌年4月の新入学の一覧を見る</a>
        </p>
      ) : null}
      <div className="mt-4 flex flex-col gap-4">
        <NoticeFilters kinds={kinds} filter={filter} all={base} />
        {entries.length > 0 ? (
          <div className="flex flex-wrap items-center gap-4">
            <a href={`${base}/download?format=csv${isFiltered ? `&${asked}` : ''}`} download>
              CSVで受け取る
            </a>
            <a href={`${base}/download?format=json${isFiltered ? `&${asked}` : ''}`} download>
              JSONで受け取る
            </a>
            <form method="post" action={`${base}?index${isFiltered ? `&${asked}` : ''}`}>
              <input type="hidden" name="upTo" value={upTo} />
              <Button size="sm">{`表示の${entries.length}件を受領する`}</Button>
            </form>
          </div>
        ) : null}
        <NoticeTable rows={entries} isFiltered={isFiltered} />
      </div>
      <div className="mt-8">
        <AcknowledgementTable rows={acknowledged} />
      </div>
    </OfficePage>
  );
}
