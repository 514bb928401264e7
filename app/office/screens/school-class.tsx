import type { ReactNode } from 'react';
import type { SchoolClass, SchoolEntrant } from '#app/juki/sections.ts';
import { EmptyState, NotificationBanner, StatusBadge, Table } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { birthOf } from '../office-dates.ts';
import { SCHOOL_LEVELS, SCHOOL_SEXES } from '../sections/school-class-words.ts';
import { Named, Unbroken } from './sections.tsx';

/** 小学校・中学校の切替え: two lists of one page. */
export function SchoolLevels({ here, level }: { here: string; level: SchoolClass['level'] }) {
  return (
    <nav aria-label="学校の段階">
      <ul className="flex flex-wrap gap-4">
        {(['elementary', 'juniorHigh'] as const).map((one) => (
          <li key={one}>
            {one === level ? (
              <strong aria-current="page">{SCHOOL_LEVELS[one]}</strong>
            ) : (
              <a href={`${here}?level=${one}`}>{SCHOOL_LEVELS[one]}</a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** 一覧の基準と期限 (学校教育法施行令第2条, 第5条). */
export function SchoolDays({ page: { level, listedOn, april }, today }: { page: SchoolClass; today: string }) {
  const year = Number(april.slice(0, 4));
  const list = formatJapaneseDate(`${year - 1}-10-31`);
  const notice = formatJapaneseDate(`${year}-01-31`);
  return (
    <NotificationBanner
      kind="info"
      title={
        level === 'elementary' ? `学齢簿は${list}まで、入学期日の通知は${notice}まで` : `入学期日の通知は${notice}まで`
      }
    >
      <p>
        {today < listedOn
          ? `いまの住民票による見込みです。学齢簿は${formatJapaneseDate(listedOn)}現在で作ります。`
          : `いまの住民票による一覧です。${formatJapaneseDate(listedOn)}より後に住民となった方には印があり、転出した方は載っていません。`}
        保護者は住民票からは分からないので、世帯主と続柄を示しています。
      </p>
    </NotificationBanner>
  );
}

/** 生年月日の不詳の方: a person decides, before the list is made. */
export function UnclearEntrants({ page: { unclear } }: { page: SchoolClass }) {
  if (unclear.length === 0) return null;
  return (
    <section aria-label="要確認の方">
      <p className="mb-2">
        生年月日が不詳で、この学年かどうかを判断できない方です。本人か保護者に確かめてください。一覧の人数には入っていません。
      </p>
      <Entrants caption={`要確認：${unclear.length}人`} rows={unclear} />
    </section>
  );
}

/** 新入学の方の一覧. */
export function SchoolEntrants({ page, more, start }: { page: SchoolClass; more: string; start?: string | undefined }) {
  const { entrants, total, level, next } = page;
  return (
    <section aria-label="新入学の方">
      <Entrants
        caption={`新入学の方：${total.toLocaleString('ja-JP')}人${start ? '（続き）' : ''}（生年月日の順）`}
        rows={entrants}
        empty={
          <EmptyState title={`この学年の方はいません（${SCHOOL_LEVELS[level]}）`}>
            <p>住民票に、この学年の生年月日の方がいません。</p>
          </EmptyState>
        }
      />
      {next === undefined ? null : (
        <p className="mt-2">
          <a href={`${more}&after=${next}`}>続きの200人を見る</a>
        </p>
      )}
    </section>
  );
}

function Entrants({ caption, rows, empty }: { caption: string; rows: SchoolEntrant[]; empty?: ReactNode }) {
  return (
    <Table
      caption={caption}
      dense
      rows={rows}
      rowKey={({ addresseeNumber }) => addresseeNumber}
      empty={empty}
      columns={[
        {
          key: 'name',
          header: '氏名',
          rowHeader: true,
          cell: ({ name, addresseeNumber, protectedPerson }) => (
            <Named name={name.full || '（未定）'} addresseeNumber={addresseeNumber} protectedPerson={protectedPerson} />
          ),
        },
        { key: 'kana', header: '振り仮名', cell: ({ name }) => name.kana ?? '' },
        {
          key: 'bornOn',
          header: '生年月日',
          cell: ({ bornOn, kind }) => <Unbroken>{birthOf(bornOn, kind)}</Unbroken>,
        },
        { key: 'sex', header: '性別', cell: ({ sex }) => SCHOOL_SEXES[sex] },
        { key: 'address', header: '住所', cell: ({ address }) => formatAddress(address) },
        {
          key: 'householder',
          header: '世帯主（続柄）',
          cell: ({ householder, relationship }) => (householder ? `${householder}（${relationship}）` : relationship),
        },
        { key: 'remarks', header: '備考', cell: (entrant) => remarksOf(entrant) },
      ]}
    />
  );
}

function remarksOf({ kind, cameOn, leavesOn }: SchoolEntrant): ReactNode {
  if (kind === 'japanese' && !cameOn && !leavesOn) return '';
  return (
    <span className="inline-flex flex-col items-start gap-1">
      {kind === 'foreign' ? <StatusBadge>就学の案内（外国籍）</StatusBadge> : null}
      {cameOn ? <span>{`${formatJapaneseDate(cameOn)}に住民となった`}</span> : null}
      {leavesOn ? <span>{`${formatJapaneseDate(leavesOn)}に転出の予定`}</span> : null}
    </span>
  );
}
