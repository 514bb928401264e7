import { DescriptionList, Disclosure, EmptyState, Heading, StatusBadge, Table } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { displayRecordDate, formatJapaneseDate, formatWesternDate } from '#app/vocabulary/japanese-calendar.ts';
import { sexWord } from '../applications/evidence.ts';
import { birthOf, officeInstant } from '../office-dates.ts';
import type { PersonPage } from '../people/people.server.ts';
import { NumberingTimeline } from './numbering-timeline.tsx';
import { NumbersMap } from './numbers-map.tsx';
import { CHANNELS, electorWord, RESIDENT_STATUS } from './resident-words.ts';
import { RevealForm } from './reveal-form.tsx';

/** 転出の項目: left out for a protected person whatever the view carries. */
function movingOutRows({ resident }: PersonPage, isProtected: boolean) {
  const { movingOut } = resident;
  if (!movingOut || isProtected) return [];
  const { confirmed } = movingOut;
  return [
    {
      term: '転出予定',
      value: `${formatJapaneseDate(movingOut.plannedOn)}／${formatAddress(movingOut.plannedAddress)}（${CHANNELS[movingOut.channel]}の届出 ${formatJapaneseDate(movingOut.notifiedOn)}）`,
    },
    ...(confirmed
      ? [
          {
            term: '転出確定',
            value: `${formatJapaneseDate(confirmed.movedInOn)}／${formatAddress(confirmed.address)}（転入通知 ${formatJapaneseDate(confirmed.noticeOn)}）`,
          },
        ]
      : []),
  ];
}

/** 住基ネット統一文字 beside the registered form: what stands there instead, or that there is no code. */
function netNameWords({ text, others }: PersonPage['netName']): string {
  const words = others.map(({ original, code, shrunk }) => {
    if (!code) return `${original}は符号なし`;
    return shrunk ? `${original}は${shrunk}に縮退（J+${code}）` : `${original}はJ+${code}`;
  });
  return words.length > 0 ? `${text}（${words.join('、')}）` : text;
}

/** 住民票の画面: household, history and the state of the numbers. */
export function PersonRecord({
  person,
  base,
  lookup,
  isProtected,
  purposes,
}: {
  person: PersonPage;
  base: string;
  lookup: string;
  isProtected: boolean;
  /** 事務 for which this officer may see numbers in full. */
  purposes: readonly { id: string; title: string }[];
}) {
  const { resident, household, changes, numbering } = person;
  const foreign = resident.foreignStatus;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Heading>{resident.name.full || '（氏名未定）'}</Heading>
        <StatusBadge tone={resident.status === 'resident' ? 'success' : 'neutral'}>
          {RESIDENT_STATUS[resident.status]}
        </StatusBadge>
      </div>
      <div className="mt-4 grid gap-6 lg:grid-cols-2">
        <DescriptionList
          dense
          items={[
            { term: '住基ネット統一文字', value: netNameWords(person.netName) },
            {
              term: '振り仮名',
              value: resident.name.kana
                ? `${resident.name.kana}（${resident.name.kanaConfirmed ? '確認済み' : '未確認'}）`
                : '',
            },
            ...(resident.name.alias ? [{ term: '通称', value: resident.name.alias }] : []),
            ...(resident.name.formerSurname ? [{ term: '旧氏', value: resident.name.formerSurname }] : []),
            { term: '生年月日', value: birthOf(resident.bornOn, resident.kind) },
            { term: '性別', value: sexWord(resident.sex) },
            { term: '続柄', value: resident.relationship },
            { term: '住所', value: formatAddress(resident.address) },
            { term: '住民となった日', value: displayRecordDate(resident.becameResidentOn) },
            { term: '住所を定めた日', value: displayRecordDate(resident.addressSince) },
            { term: '前住所', value: resident.previousAddress ? formatAddress(resident.previousAddress) : '' },
            ...(resident.registeredDomicile
              ? [
                  {
                    term: '本籍・筆頭者',
                    value: `${resident.registeredDomicile.address}　${resident.registeredDomicile.headOfRegister}`,
                  },
                ]
              : []),
            ...(resident.kind === 'japanese'
              ? [{ term: '選挙人名簿', value: electorWord(resident) || '登録なし' }]
              : []),
            ...(foreign
              ? [
                  { term: '国籍・地域', value: foreign.nationality },
                  { term: '在留資格', value: foreign.residenceStatus ?? '' },
                  { term: '在留期間の満了日', value: foreign.expiresOn ? formatWesternDate(foreign.expiresOn) : '' },
                ]
              : []),
            ...(resident.removed
              ? [{ term: '消除', value: `${formatJapaneseDate(resident.removed.on)}（${resident.removed.reason}）` }]
              : []),
            ...movingOutRows(person, isProtected),
            { term: '宛名番号', value: resident.addresseeNumber },
            { term: '住民票コード', value: resident.maskedResidentRecordCode ?? '' },
            { term: '個人番号', value: resident.maskedIndividualNumber ?? '' },
          ]}
        />
        <div className="flex min-w-0 flex-col gap-6">
          <Table
            caption={`世帯（世帯番号 ${resident.householdNumber}）`}
            dense
            rows={household?.members ?? []}
            rowKey={(member) => member.addresseeNumber}
            empty={<EmptyState title="いまの世帯員はいません" />}
            columns={[
              {
                key: 'name',
                header: '氏名',
                rowHeader: true,
                cell: (member) => (
                  <a href={`${base}/${member.addresseeNumber}?lookup=${lookup}`}>{member.name.full || '（未定）'}</a>
                ),
              },
              { key: 'relationship', header: '続柄', cell: (member) => member.relationship },
              { key: 'bornOn', header: '生年月日', cell: (member) => birthOf(member.bornOn, member.kind) },
              { key: 'status', header: '状態', cell: (member) => RESIDENT_STATUS[member.status] },
            ]}
          />
          {purposes.length > 0 ? (
            <Disclosure summary="番号を全桁で表示する">
              <p className="mb-4">利用する事務とともに、操作ログに残ります。</p>
              <RevealForm action={`${base}/${resident.addresseeNumber}/numbers`} lookup={lookup} purposes={purposes} />
            </Disclosure>
          ) : null}
        </div>
      </div>
      <section className="mt-6" aria-labelledby="numbers">
        <Heading level={2} look="dense" id="numbers">
          番号
        </Heading>
        <div className="mt-3">
          <NumbersMap numbering={numbering} />
        </div>
        <Disclosure summary="番号の手続の経過">
          <NumberingTimeline numbering={numbering} />
        </Disclosure>
      </section>
      <section className="mt-6" aria-labelledby="changes">
        <Heading level={2} look="dense" id="changes" className="sr-only">
          異動の流れ
        </Heading>
        <Table
          caption="異動履歴"
          dense
          rows={changes}
          rowKey={(change) => String(change.historyNumber)}
          empty={<EmptyState title="異動はありません" />}
          columns={[
            { key: 'number', header: '履歴番号', rowHeader: true, cell: (change) => change.historyNumber },
            { key: 'reason', header: '異動事由', cell: (change) => change.reason },
            {
              key: 'on',
              header: '異動日',
              cell: (change) => (change.changedOn ? formatJapaneseDate(change.changedOn) : ''),
            },
            { key: 'at', header: '処理日時', cell: (change) => officeInstant(change.processedAt) },
            { key: 'summary', header: '内容', cell: (change) => (isProtected ? '（表示しません）' : change.summary) },
            {
              key: 'difference',
              header: '違い',
              cell: (change) => (
                <a href={`?lookup=${lookup}&change=${change.historyNumber}#past`}>
                  変わった項目<span className="sr-only">（履歴番号 {change.historyNumber}）</span>
                </a>
              ),
            },
          ]}
        />
        {person.olderThan ? (
          <p className="mt-2">
            <a href={`?lookup=${lookup}&before=${person.olderThan}`}>
              履歴番号 {person.olderThan} より前の異動履歴を見る
            </a>
          </p>
        ) : null}
      </section>
    </>
  );
}
