import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { auditWord } from '#app/office/audit-words.ts';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Button, EmptyState, Heading, pageTitle, Select, StatusBadge, Table, TextField } from '#app/ui/index.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import { formatJapaneseDate, parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('操作ログ', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, frame }) => {
    const search = new URL(args.request.url).searchParams;
    const subject = search.get('subject')?.trim().slice(0, 15) ?? '';
    const wanted = search.get('officer') ?? '';
    const officers = await office.roll.list();
    const officerId = officers.some((one) => one.id === wanted) || wanted === 'system' ? wanted : '';
    const typedDay = search.get('on')?.slice(0, 40) ?? '';
    const day = parseDate(typedDay);
    const entries = await office.audit(officer, {
      limit: 200,
      ...(subject ? { subject } : {}),
      ...(officerId ? { officerId } : {}),
      ...(day ? { from: tokyoInstant(day, '00:00'), before: tokyoInstant(addDays(day, 1), '00:00') } : {}),
    });
    return {
      frame: frame('audit'),
      subject,
      officerId,
      on: day ? formatJapaneseDate(day) : typedDay,
      dayUnreadable: typedDay !== '' && !day,
      officers: [
        ...officers.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'system', label: 'システム' },
      ],
      entries,
    };
  });
}

export default function Audit() {
  const { frame, subject, officerId, on, dayUnreadable, officers, entries } = useLoaderData<typeof loader>();
  return (
    <OfficePage
      frame={frame}
      answer={dayUnreadable ? { errors: { on: ['日は、令和8年11月24日のように入れてください。'] } } : undefined}
    >
      <Heading>操作ログ</Heading>
      <p className="mt-1">だれが、いつ、だれの記録を、なぜ見たか・変えたかの記録です。この照会も記録されます。</p>
      <form method="get" className="mt-4 flex flex-wrap items-end gap-4" noValidate>
        <TextField label="宛名番号" name="subject" fieldSize="s" width="sm" unmarked defaultValue={subject} />
        <Select
          label="職員"
          name="officer"
          fieldSize="s"
          width="md"
          unmarked
          defaultValue={officerId}
          options={officers}
        />
        <TextField
          label="日"
          name="on"
          fieldSize="s"
          width="sm"
          unmarked
          error={dayUnreadable ? '日は、令和8年11月24日のように入れてください。' : undefined}
          defaultValue={on}
        />
        <Button size="sm" variant="outline">
          絞り込む
        </Button>
      </form>
      <div className="mt-6">
        <Table
          caption={`新しい順に${entries.length}件`}
          dense
          rows={entries}
          rowKey={(entry) => String(entry.position)}
          empty={<EmptyState title="記録はありません" />}
          columns={[
            { key: 'at', header: '日時', cell: (entry) => officeInstant(entry.at) },
            { key: 'officer', header: '職員', rowHeader: true, cell: (entry) => entry.officerName },
            { key: 'act', header: '操作', cell: (entry) => auditWord(entry.act) },
            { key: 'subjects', header: '宛名番号', cell: (entry) => entry.subjects.join('、') },
            { key: 'reason', header: '理由', cell: (entry) => entry.reason },
            { key: 'case', header: '受付', cell: (entry) => entry.caseId ?? '' },
            {
              key: 'marks',
              header: '印',
              cell: (entry) => (
                <span className="inline-flex flex-wrap gap-1">
                  {entry.numberAccessed ? <StatusBadge tone="warning">番号を使用</StatusBadge> : null}
                  <StatusBadge tone={entry.sealed ? 'success' : 'neutral'}>
                    {entry.sealed ? '封印済み' : '封印前'}
                  </StatusBadge>
                </span>
              ),
            },
          ]}
        />
      </div>
    </OfficePage>
  );
}
