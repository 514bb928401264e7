import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { PaperKind } from '#app/papers/content.ts';
import type { Outcome, Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { NotFoundHereError, type OfficeRoom, type OfficeSession } from '../room.server.ts';
import { KeptPaper, printPaper } from './kept-paper.server.ts';

/** 発行簿の一行; it names nobody. */
export interface IssuedPaper {
  id: string;
  number: string;
  kind: PaperKind;
  requester: string;
  officerName: string;
  at: string;
  outputs: number;
  /** The officer who asked may still open the file. */
  open: boolean;
}

type Row = OfficeSession['t']['issuedPapers']['$inferSelect'];

const SHOWN = 50;

function lineOf(room: OfficeRoom, officer: Officer, row: Row): IssuedPaper {
  const { id, number, kind, requester, officerName, at, outputs } = row;
  return {
    id,
    number,
    kind: kind as PaperKind,
    requester,
    officerName,
    at,
    outputs,
    open: mayOpen(room, officer, row),
  };
}

/** The officer who gave it, on the day on which it was given: a jam of the printer is no new paper, and no colleague's file. */
function mayOpen(room: OfficeRoom, officer: Officer, row: Row): boolean {
  return row.officerId === officer.id && row.issuedOn === room.today() && row.sealedContent !== null;
}

/** 発行簿: the newest papers of the day, of all officers. */
export async function papersOfToday(room: OfficeRoom, officer: Officer): Promise<IssuedPaper[]> {
  room.permit(officer, 'issuePapers');
  return room.store.read(async ({ db, t: { issuedPapers } }) => {
    const rows = await db
      .select()
      .from(issuedPapers)
      .where(eq(issuedPapers.issuedOn, room.today()))
      .orderBy(desc(issuedPapers.serial))
      .limit(SHOWN);
    return rows.map((row) => lineOf(room, officer, row));
  });
}

/** この人の発行簿: the newest papers that speak of this person; the caller has a reason to see the person. */
export async function papersOf(room: OfficeRoom, officer: Officer, addresseeNumber: string): Promise<IssuedPaper[]> {
  room.permit(officer, 'issuePapers');
  return room.store.read(async ({ db, t: { issuedPapers, issuedPaperSubjects } }) => {
    const rows = await db
      .select({ row: issuedPapers })
      .from(issuedPaperSubjects)
      .innerJoin(issuedPapers, eq(issuedPapers.id, issuedPaperSubjects.paperId))
      .where(eq(issuedPaperSubjects.addresseeNumber, addresseeNumber))
      .orderBy(desc(issuedPapers.at))
      .limit(SHOWN);
    return rows.map(({ row }) => lineOf(room, officer, row));
  });
}

/** 交付した帳票 for the page that hands it over: whose it is stands there large. */
export interface PaperPage extends IssuedPaper {
  names: string;
  sum: string;
  /** Why the file is held back. */
  held?: Refusal;
}

/** The row and everybody of whom the paper speaks, for the officer who may still open it. */
async function paperOf(room: OfficeRoom, officer: Officer, id: string) {
  const found = await room.store.read(async ({ db, t: { issuedPapers, issuedPaperSubjects } }) => {
    const [row] = await db.select().from(issuedPapers).where(eq(issuedPapers.id, id)).limit(1);
    const people = await db.select().from(issuedPaperSubjects).where(eq(issuedPaperSubjects.paperId, id));
    return { row, subjects: people.map(({ addresseeNumber }) => addresseeNumber) };
  });
  const { row, subjects } = found;
  if (!row?.sealedContent || !mayOpen(room, officer, row))
    throw new NotFoundHereError('no paper of this officer today');
  return {
    row,
    subjects,
    kept: room.open(KeptPaper, row.sealedContent),
    held: await whyHeld(room, officer, row, subjects),
  };
}

/** 支援措置 that began after the request, or whose 一時解除 is over, holds the paper back. */
async function whyHeld(
  room: OfficeRoom,
  officer: Officer,
  row: Row,
  subjects: readonly string[],
): Promise<Refusal | undefined> {
  for (const addresseeNumber of subjects) {
    const access = room.access(officer, `帳票の出力：${row.number}`, row.id);
    const person = await room.juki.findResident(addresseeNumber, access);
    if (!person?.protectedPerson || person.protectionRelease || officer.roles.includes('protectionOfficer')) continue;
    return {
      code: 'E08',
      sentence:
        'この方は、交付の受付のあとで支援措置の対象になったか、一時解除が終わりました。支援措置の担当職員に引き継いでください。',
      article: '住民記録システム標準仕様書 3.1',
    };
  }
  return undefined;
}

export async function paperPage(room: OfficeRoom, officer: Officer, id: string): Promise<PaperPage> {
  room.permit(officer, 'issuePapers');
  const { row, kept, held } = await paperOf(room, officer, id);
  return {
    ...lineOf(room, officer, row),
    names: held ? '' : (kept.main[0]?.[1] ?? ''),
    sum: row.sum,
    ...(held ? { held } : {}),
  };
}

/** 帳票の出力: the file, compared with the request before a byte leaves. Every output is audited. */
export async function outputPaper(room: OfficeRoom, officer: Officer, id: string): Promise<Outcome<Buffer>> {
  room.permit(officer, 'issuePapers');
  const { row, subjects, kept, held } = await paperOf(room, officer, id);
  if (held) return { accepted: false, refusal: held };
  const pdf = await printPaper(room, { ...kept, issuedOn: row.issuedOn });
  await room.store.write(async (session) => {
    const { issuedPapers } = session.t;
    await session.db
      .update(issuedPapers)
      .set({ outputs: sql`${issuedPapers.outputs} + 1` })
      .where(eq(issuedPapers.id, id));
    const reason = `帳票の出力：${row.number}`;
    await room.recordAct(session, officer, { act: 'outputPaper', subjects, reason, caseId: id });
  });
  return { accepted: true, value: pdf };
}

/** 夜間処理: contents of papers of earlier days are erased; that they were given stays. */
export async function forgetPaperContents(room: OfficeRoom): Promise<number> {
  return room.store.write(async ({ db, t: { issuedPapers } }) => {
    const erased = await db
      .update(issuedPapers)
      .set({ sealedContent: null })
      .where(and(lt(issuedPapers.issuedOn, room.today()), isNotNull(issuedPapers.sealedContent)))
      .returning({ id: issuedPapers.id });
    return erased.length;
  });
}
