import { eq, sql } from 'drizzle-orm';
import { contentSum } from '#app/papers/binding.server.ts';
import { PAPER_TITLES, type PaperContent } from '#app/papers/content.ts';
import type { PaperStatement } from '#app/papers/seal.server.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { firstGraphemes } from '#app/vocabulary/characters.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { findLookup } from '../people/people.server.ts';
import { NotFoundHereError, type OfficeRoom, type OfficeSession, refuse } from '../room.server.ts';
import { type ComposedPaper, composePaper } from './compose.server.ts';
import { KeptPaper } from './kept-paper.server.ts';
import type { PaperRequest } from './paper-request.server.ts';
import { whyNotIssued } from './paper-rules.ts';
import { ON_REQUEST, REQUESTERS } from './paper-words.ts';

/**
 * 帳票の交付 (住民基本台帳法第12条 ほか): reads the record with the reason of the request, gives the 発行番号 and writes the 発行簿 in one
 * transaction with its audit. The file itself is made when the officer opens it. The same press once more is the same paper.
 */
export async function issuePaper(
  room: OfficeRoom,
  officer: Officer,
  addresseeNumber: string,
  request: PaperRequest,
): Promise<Outcome<{ paperId: string }>> {
  room.permit(officer, 'issuePapers');
  const lookup = await findLookup(room, officer, request.lookup);
  if (!lookup) throw new NotFoundHereError('no search of today');
  const access = room.access(officer, reasonOf(request), request.requestId);
  const resident = await room.juki.findResident(addresseeNumber, access);
  if (!resident) throw new NotFoundHereError('nobody of this number');
  const household = await room.juki.findHousehold(resident.householdNumber, access);
  const refusal = whyNotIssued(request, { resident, household, roles: officer.roles });
  if (refusal) return { accepted: false, refusal };
  const composed = await composePaper(room, { request, resident, household, access });
  if (!composed.accepted) return composed;
  const missing = await room.papers.missing(composed.value.content);
  if (missing.length > 0) return unprintable(missing);
  const paperId = await room.store.write((session) => enter(room, session, officer, request, composed.value));
  return { accepted: true, value: { paperId } };
}

/** 操作ログに残す理由. */
function reasonOf({ kind, requester, reason }: PaperRequest): string {
  const who = ON_REQUEST.has(kind) ? `（${REQUESTERS[requester]}の請求）` : '';
  return `${PAPER_TITLES[kind]}の交付${who}：${reason}`;
}

/** A character that no font has is never left out of a paper. */
function unprintable(missing: readonly string[]): Outcome<never> {
  const codes = missing.map((character) => {
    const points = Array.from(character, (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
    return `「${character}」（${points.join(' ')}）`;
  });
  return refuse(
    'unprintable',
    `${codes.join('、')}の字形が、印刷用の書体（BIZ UD明朝、IPAmj明朝）にありません。字を省いて作ることはできません。IPAmj明朝が入っているかを管理者に確かめるか、文字の同定（軽微な修正）をしてから作ってください。`,
    '住民記録システム標準仕様書 30.1（文字）',
  );
}

async function enter(
  room: OfficeRoom,
  session: OfficeSession,
  officer: Officer,
  request: PaperRequest,
  { content, subjects }: ComposedPaper,
): Promise<string> {
  const { db, t } = session;
  const id = request.requestId;
  const [known] = await db
    .select({ id: t.issuedPapers.id })
    .from(t.issuedPapers)
    .where(eq(t.issuedPapers.id, id))
    .limit(1);
  if (known) return known.id;
  const issuedOn = room.today();
  const { serial, number } = await nextPaperNumber(room, session);
  const numbered: PaperContent = { ...content, number };
  const kept: KeptPaper = { content: numbered, main: mainEntries(subjects) };
  await db.insert(t.issuedPapers).values({
    id,
    issuedOn,
    serial,
    number,
    kind: content.kind,
    officerId: officer.id,
    officerName: officer.name,
    at: room.clock.now(),
    requester: ON_REQUEST.has(content.kind) ? request.requester : 'town',
    sealedRequest: room.seal(request),
    sum: contentSum(numbered, true),
    sealedContent: room.seal(KeptPaper.parse(kept)),
    outputs: 0,
  });
  const numbers = subjects.map(({ addresseeNumber }) => addresseeNumber);
  await db.insert(t.issuedPaperSubjects).values(numbers.map((addresseeNumber) => ({ paperId: id, addresseeNumber })));
  await room.recordAct(session, officer, {
    act: 'issuePaper',
    subjects: numbers,
    reason: reasonOf(request),
    caseId: id,
  });
  return id;
}

/** 発行番号: the next one of the day, shared by everything that the town hands out. */
export async function nextPaperNumber(
  room: OfficeRoom,
  { db, t }: OfficeSession,
): Promise<{ serial: number; number: string }> {
  const issuedOn = room.today();
  const { paperSerials } = t;
  const [row] = await db
    .insert(paperSerials)
    .values({ issuedOn, last: 1 })
    .onConflictDoUpdate({ target: paperSerials.issuedOn, set: { last: sql`${paperSerials.last} + 1` } })
    .returning({ last: paperSerials.last });
  if (!row) throw new Error('no serial');
  const number = `${issuedOn.replaceAll('-', '')} ${room.town.name} ${String(row.last).padStart(6, '0')}`;
  return { serial: row.last, number };
}

/** What the QRコード says in words: whose paper it is and of which address. */
function mainEntries(subjects: ComposedPaper['subjects']): PaperStatement['main'] {
  const [first] = subjects;
  if (!first) return [];
  const names = subjects.slice(0, 4).map(({ name }) => name.full || '（氏名未定）');
  const more = subjects.length > names.length ? `ほか${subjects.length - names.length}人` : '';
  return [
    ['氏名', firstGraphemes(`${names.join('、')}${more}`, 100)],
    ['住所', firstGraphemes(formatAddress(first.address), 100)],
  ];
}
