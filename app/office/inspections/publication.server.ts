import { and, asc, eq, gte, isNotNull, lt } from 'drizzle-orm';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { csvOf } from '../csv.ts';
import type { OfficeRoom } from '../room.server.ts';
import { InspectionRecord } from './inspection-record.ts';
import { rangeWords } from './inspection-words.ts';
import { fiscalYearOf, fiscalYearWord } from './publication-words.ts';

/** More than a town has in a year. */
const MOST_IN_A_YEAR = 2000;

/** 公表の一行 (法第11条第3項, 第11条の2第12項). */
export interface PublishedReading {
  /** 国・地方公共団体の機関, or 個人・法人. */
  kind: 'organ' | 'applicant';
  /** 機関の名称, or 氏名 (of a corporation its name and its 代表者). */
  by: string;
  outline: string;
  on: CalendarDate;
  range: string;
}

/** 閲覧の状況 of a 年度. */
export interface PublishedYear {
  year: number;
  thisYear: number;
  lines: PublishedReading[];
}

/**
 * 閲覧の状況の公表: readings that are over. Left out are 犯罪捜査等のための請求 (法第11条第3項) and 居住関係の確認 (法第11条の2第12項), as the law
 * says.
 */
export async function publishedInspections(room: OfficeRoom, wanted?: number): Promise<PublishedYear> {
  const thisYear = fiscalYearOf(room.today());
  const year = wanted ?? thisYear;
  const lines = await room.store.read(async (session) => {
    const { inspectionReadings: readings, inspections } = session.t;
    const rows = await session.db
      .select({ readOn: readings.readOn, sealed: inspections.sealed })
      .from(readings)
      .innerJoin(inspections, eq(inspections.inspectionId, readings.inspectionId))
      .where(
        and(
          gte(readings.readOn, `${year}-04-01`),
          lt(readings.readOn, `${year + 1}-04-01`),
          isNotNull(readings.endedAt),
        ),
      )
      .orderBy(asc(readings.readOn), asc(readings.startedAt))
      .limit(MOST_IN_A_YEAR);
    return rows.flatMap((row) => lineOf(row.readOn, room.open(InspectionRecord, row.sealed)));
  });
  return { year, thisYear, lines };
}

function lineOf(on: CalendarDate, { application }: InspectionRecord): PublishedReading[] {
  const { ground, secret, applicantName, representative, outline, range } = application;
  if (secret || ground === 'residence') return [];
  const isOrgan = ground === 'organ';
  const by = !isOrgan && representative ? `${applicantName}（代表者 ${representative}）` : applicantName;
  return [{ kind: isOrgan ? 'organ' : 'applicant', by, outline, on, range: rangeWords(range) }];
}

/** 閲覧の状況 as CSV. */
export async function publishedCsv(room: OfficeRoom, year?: number): Promise<{ name: string; body: string }> {
  const published = await publishedInspections(room, year);
  const rows = published.lines.map((one) => [
    one.kind === 'organ' ? '法第11条第1項' : '法第11条の2第1項',
    one.by,
    one.outline,
    formatJapaneseDate(one.on),
    one.range,
  ]);
  const head = ['根拠', '機関の名称・申出者の氏名', '目的の概要', '閲覧の年月日', '住民の範囲'];
  return {
    name: `inspections-${room.town.code}-${published.year}.csv`,
    body: csvOf([[`${room.town.name} ${fiscalYearWord(published.year)} 住民基本台帳の閲覧の状況`], head, ...rows]),
  };
}
