import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { InspectionPress } from '#app/office/inspections/inspection-form.ts';
import type { InspectionApplication } from '#app/office/inspections/inspection-record.ts';
import { INSPECTION_RULES, OPEN_STATES, whyNotInspection } from '#app/office/inspections/inspection-rules.ts';
import { appealWords, GROUNDS, rangeWords, STATES } from '#app/office/inspections/inspection-words.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { mayDo } from '#app/office/permissions.ts';
import { CaseHistory } from '#app/office/screens/case-history.tsx';
import { InspectionActs, InspectionDecision } from '#app/office/screens/inspection-acts.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, DescriptionList, EmptyState, Heading, pageTitle, Table } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('台帳の閲覧の申出の内容', data?.frame.town.name) },
];

/** 申出の内容, as the law lists it; what the ground does not ask for is not shown. */
function itemsOf(application: InspectionApplication) {
  const { ground, secret, readers, range, plannedFrom, plannedUntil } = application;
  const isOrgan = ground === 'organ';
  return [
    { term: '根拠', value: GROUNDS[ground] },
    { term: isOrgan ? '機関の名称' : '申出者', value: application.applicantName },
    { term: isOrgan ? '事務の責任者' : '代表者', value: application.representative },
    { term: '住所・所在地', value: application.address },
    { term: isOrgan ? '請求の事由' : '利用の目的', value: secret ? `根拠の法令：${secret.law}` : application.purpose },
    { term: '明らかにできない理由', value: secret?.why ?? '' },
    { term: '公表する概要', value: secret ? '公表しません（法11条3項）' : application.outline },
    { term: '閲覧する方', value: readers.map((one) => `${one.name}（${one.of}）`).join('、') },
    { term: '住民の範囲', value: rangeWords(range) },
    { term: '閲覧の期間', value: `${formatJapaneseDate(plannedFrom)}から${formatJapaneseDate(plannedUntil)}まで` },
    { term: '管理の方法', value: application.management },
    { term: '取り扱う方の範囲', value: application.handlers },
    { term: '成果の取扱い', value: application.results },
    { term: '誓約書', value: application.pledged ? '受け取った' : '' },
  ].filter((item) => item.value !== '');
}

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const page = await office.inspections.page(officer, args.params.inspection ?? '');
    const { record, state, readings, readingNow } = page;
    const { application, review, decision, withdrawn } = record;
    const facts = { state, record, officerId: officer.id, today: office.today(), readingNow, ...town.rules };
    const acts = (Object.keys(INSPECTION_RULES) as (keyof typeof INSPECTION_RULES)[]).filter((act) => {
      const { permission } = INSPECTION_RULES[act];
      const asked = {
        act,
        opinion: '',
        reason: '',
        readingId: '',
        document: '',
        reader: application.readers[0]?.name ?? '',
      };
      return mayDo(permission, officer, town) && !whyNotInspection(asked, facts);
    });
    return {
      frame: frame('inspections'),
      base: `/office/${town.code}/inspections`,
      lists: `/office/${town.code}/inspection-lists`,
      mayHold: mayDo('holdInspections', officer, town),
      readingId: office.newId(),
      version: page.version,
      name: application.applicantName,
      readers: application.readers,
      appeal: appealWords(application.ground, town),
      acts: acts.map((act) => ({ act, label: INSPECTION_RULES[act].label })),
      waitsForOther:
        state === 'reviewed' && mayDo('decideInspections', officer, town) && acts.every((act) => act !== 'approve'),
      decision: decision && {
        on: formatJapaneseDate(decision.on),
        reason: decision.reason,
        approved: state !== 'refused',
      },
      items: [
        { term: '状態', value: STATES[state] },
        { term: '受付', value: formatJapaneseDate(page.filedOn) },
        ...itemsOf(application),
        ...(review ? [{ term: '審査', value: `${review.by.name}：${review.opinion}` }] : []),
        ...(decision ? [{ term: '決裁', value: `${decision.by.name}（${formatJapaneseDate(decision.on)}）` }] : []),
        ...(withdrawn ? [{ term: '取下げ', value: `${formatJapaneseDate(withdrawn.on)}（${withdrawn.reason}）` }] : []),
      ],
      mayBeRead: readings.length > 0 || OPEN_STATES.includes(state),
      readings: readings.map((one) => ({
        readingId: one.readingId,
        at: officeInstant(one.startedAt),
        entries: `${one.entries}人`,
        copied: one.copied === undefined ? '' : `${one.copied}人`,
        officer: one.officerName,
        state: one.endedAt ? '終わりました' : '閲覧中',
      })),
      events: page.events,
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const inspectionId = args.params.inspection ?? '';
    const form = await readForm(args.request, InspectionPress);
    if ('errors' in form) return data<Answer>(form, 400);
    const { version, ...act } = form.read;
    const press = { inspectionId, version };
    const isReading = act.act === 'read';
    const done = isReading
      ? await office.inspections.startReading(officer, press, act)
      : await office.inspections.act(officer, press, act);
    if (!done.accepted) return data<Answer>({ refusal: done.refusal }, 409);
    const at = isReading ? `inspection-lists/${act.readingId}` : `inspections/${inspectionId}`;
    return redirect(`/office/${town.code}/${at}`);
  });
}

export default function InspectionRoute() {
  const page = useLoaderData<typeof loader>();
  const { frame, base, lists, mayHold, version, readingId, readers, appeal, acts, decision, items, readings } = page;
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>台帳の閲覧</BackLink>
      <Heading>{page.name}の閲覧の申出</Heading>
      {decision ? <InspectionDecision {...decision} appeal={appeal} /> : null}
      <div className="mt-4 max-w-text">
        <DescriptionList dense items={items} />
      </div>
      <div className="mt-8" hidden={!page.mayBeRead}>
        <Table
          caption="閲覧の実施"
          dense
          rows={readings}
          rowKey={(row) => row.readingId}
          empty={<EmptyState title="まだ閲覧していません" />}
          columns={[
            {
              key: 'at',
              header: '始めた日時',
              rowHeader: true,
              cell: (row) => (mayHold ? <a href={`${lists}/${row.readingId}`}>{row.at}</a> : row.at),
            },
            { key: 'state', header: '状態', cell: (row) => row.state },
            { key: 'entries', header: '一覧の人数', cell: (row) => row.entries },
            { key: 'copied', header: '転記した人数', cell: (row) => row.copied },
            { key: 'officer', header: '担当', cell: (row) => row.officer },
          ]}
        />
      </div>
      {page.waitsForOther ? <p className="mt-6">決裁は、審査した職員とは別の職員が行います。</p> : null}
      <InspectionActs
        acts={acts}
        version={version}
        readingId={readingId}
        readers={readers}
        appeal={appeal}
        answer={answer}
      />
      <CaseHistory events={page.events} />
    </OfficePage>
  );
}
