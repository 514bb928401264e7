import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm';
import { MovingInNotice } from '#app/messages/contracts/moving.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import type { TownTables } from '#db/schema/index.ts';
import { refusal } from '../core/checks.ts';
import { decide } from '../core/decide.ts';
import type { Accepted, FollowUp, WorkKind } from '../core/decision.ts';
import { mayDo } from '../core/permissions.ts';
import type { NoticeCorrection, NoticeErrorContent } from '../door.ts';
import { recordAccess } from './audited.server.ts';
import { noticeCame } from './missing-notices.server.ts';
import { residentFrom } from './register-rows.server.ts';
import type { Room, TownSession } from './room.server.ts';
import { situationOf } from './situation.server.ts';
import { perform } from './unit-of-work.server.ts';
import { HIDDEN_DESTINATION, isProtected, mask } from './views.server.ts';

/** Work that keeps a 転入通知 which was not applied. */
const NOT_APPLIED: readonly WorkKind[] = [
  'garbledNotice',
  'unknownPerson',
  'noMovingOutNotification',
  'cancelledMovingOut',
  'conflictingNotice',
];

/** What may come right by itself: the 転出届 is registered, the data are taken over, the day comes. */
const TRIED_AGAIN: readonly WorkKind[] = ['garbledNotice', 'unknownPerson', 'noMovingOutNotification'];

/** After this time only an officer goes on. */
const TRY_FOR_DAYS = 90;

type WorkRow = TownTables['workItems']['$inferSelect'];

/**
 * 転入通知情報取込エラーの訂正 (標準仕様書 4.1.3.1.2): an officer corrects what was garbled and applies it again; what was received stays
 * beside it. What may succeed later is tried again in the night run.
 */
export function createNoticeCorrections(room: Room) {
  async function openNoticeError(workId: string, access: Access): Promise<NoticeErrorContent | undefined> {
    room.admit(access);
    return room.store.write(async (session) => {
      const row = await find(session, workId);
      if (!row?.body) return undefined;
      const received = room.open<MovingInNotice>(row.body);
      await note(session, access, 'openNoticeError', row.addresseeNumber ? [row.addresseeNumber] : []);
      const movers = received.movers.map((one) => ({ ...one, residentRecordCode: mask(one.residentRecordCode) }));
      const notice = { ...received, movers };
      const hidden = await isAboutProtected(session, row, received, access);
      return {
        workId,
        kind: row.kind as NoticeErrorContent['kind'],
        fromMunicipality: hidden ? '' : (row.fromMunicipality ?? ''),
        sentence: row.sentence,
        ...(row.addresseeNumber ? { addresseeNumber: row.addresseeNumber } : {}),
        notice: hidden ? withoutDestination(notice) : notice,
        hidden,
        done: row.doneAt !== null,
      };
    });
  }

  /** 支援措置: by code, by the 転出 that is named, and, for code and name may be garbled, by day of birth: rather too often. */
  async function isAboutProtected(
    session: TownSession,
    row: WorkRow,
    notice: MovingInNotice,
    access: Access,
  ): Promise<boolean> {
    const command = { kind: 'AcceptMovingInNotice' as const, notice, from: row.fromMunicipality ?? '' };
    const { slice } = await situationOf(room, session, command, access);
    const known = [...slice.residents.values()];
    const { db, t } = session;
    for (const { bornOn, sex } of notice.movers) {
      const rows = await db
        .select()
        .from(t.residents)
        .where(and(eq(t.residents.bornOn, bornOn.on ?? bornOn.text), eq(t.residents.sex, sex)));
      known.push(...rows.map((one) => residentFrom(one, room.cipher)));
    }
    return known.some(isProtected) || [...slice.movingOuts.values()].some((one) => one.destinationHidden === true);
  }

  async function applyCorrectedNotice(
    workId: string,
    correction: NoticeCorrection,
    access: Access,
  ): Promise<Outcome<{ addresseeNumbers: string[] }>> {
    room.admit(access);
    return room.store.write(async (session): Promise<Outcome<{ addresseeNumbers: string[] }>> => {
      if (!mayDo('register', { officer: access.officer, town: room.town })) {
        return { accepted: false, refusal: refusal('correctionNotPermitted') };
      }
      const row = await find(session, workId);
      if (!row?.body || row.doneAt) return { accepted: false, refusal: refusal('workWithoutAct') };
      const parsed = MovingInNotice.safeParse(corrected(room.open<MovingInNotice>(row.body), correction));
      if (!parsed.success) return { accepted: false, refusal: refusal('noticeMalformed') };
      const tried = await tryNotice(session, row, parsed.data, access);
      const flaw = tried.find((one) => one.work === 'garbledNotice');
      if (flaw) return { accepted: false, refusal: { ...refusal('noticeMalformed'), sentence: flaw.sentence } };
      const { result } = await apply(session, row, parsed.data, access, 'applyCorrectedNotice');
      await finish(session, row, room.seal(parsed.data));
      return { accepted: true, value: { addresseeNumbers: result.addresseeNumbers } };
    });
  }

  /** The work that the notice would make now; nothing is written. */
  async function tryNotice(
    session: TownSession,
    row: WorkRow,
    notice: MovingInNotice,
    access: Access,
  ): Promise<Extract<FollowUp, { kind: 'work' }>[]> {
    const command = { kind: 'AcceptMovingInNotice' as const, notice, from: row.fromMunicipality ?? '' };
    const { slice, facts } = await situationOf(room, session, command, access);
    const decision = decide(command, slice, facts);
    if (!decision.accepted) throw new Error('a 転入通知 is never refused, it becomes work');
    return decision.followUps.flatMap((one) => (one.kind === 'work' && NOT_APPLIED.includes(one.work) ? [one] : []));
  }

  async function apply(
    session: TownSession,
    row: WorkRow,
    notice: MovingInNotice,
    access: Access,
    act: string,
  ): Promise<Accepted> {
    const from = row.fromMunicipality ?? '';
    const command = { kind: 'AcceptMovingInNotice' as const, notice, from };
    const decision = await perform(room, session, command, { access, act, evidence: { from, content: notice } });
    if (!decision.accepted) throw new Error('a 転入通知 is never refused, it becomes work');
    await noticeCame(room, session, decision.result.addresseeNumbers);
    if (decision.result.addresseeNumbers.length === 0) await note(session, access, act, []);
    return decision;
  }

  async function find({ db, t }: TownSession, workId: string): Promise<WorkRow | undefined> {
    const [row] = await db
      .select()
      .from(t.workItems)
      .where(and(eq(t.workItems.workId, workId), inArray(t.workItems.kind, [...NOT_APPLIED])))
      .limit(1);
    return row;
  }

  async function finish({ db, t }: TownSession, row: WorkRow, correctedBody: string | null): Promise<void> {
    await db
      .update(t.workItems)
      .set({ doneAt: room.clock.now(), correctedBody })
      .where(eq(t.workItems.workId, row.workId));
  }

  /** 再処理: one transaction per notice; applied only if all of it can be applied now. */
  async function tryAgain(): Promise<number> {
    const since = addDays(room.today(), -TRY_FOR_DAYS);
    const open = await room.store.read(({ db, t }) =>
      db
        .select()
        .from(t.workItems)
        .where(
          and(
            isNull(t.workItems.doneAt),
            inArray(t.workItems.kind, [...TRIED_AGAIN]),
            gte(t.workItems.createdAt, since),
          ),
        )
        .orderBy(asc(t.workItems.createdAt)),
    );
    let applied = 0;
    for (const { workId } of open) applied += await room.store.write((session) => again(session, workId));
    return applied;
  }

  async function again(session: TownSession, workId: string): Promise<number> {
    const row = await find(session, workId);
    if (!row?.body || row.doneAt) return 0;
    const notice = room.open<MovingInNotice>(row.body);
    const access = { officer: room.system, reason: `転入通知の再処理（${row.fromMunicipality ?? ''}）` };
    if ((await tryNotice(session, row, notice, access)).length > 0) return 0;
    await apply(session, row, notice, access, 'acceptMovingInNotice');
    await finish(session, row, null);
    return 1;
  }

  async function note(session: TownSession, access: Access, act: string, subjects: string[]): Promise<void> {
    await recordAccess(room, session, access, { act, subjects });
  }

  return { openNoticeError, applyCorrectedNotice, tryAgain };
}

/** Where the persons live now, with whom, and in which town. */
function withoutDestination(notice: MovingInNotice): MovingInNotice {
  return {
    ...notice,
    newAddress: HIDDEN_DESTINATION,
    householder: HIDDEN_DESTINATION.municipality,
    toMunicipality: '',
  };
}

function corrected(notice: MovingInNotice, { movers = [], ...items }: NoticeCorrection): unknown {
  const given = Object.fromEntries(Object.entries(items).filter(([, value]) => value !== undefined));
  return {
    ...notice,
    ...given,
    movers: notice.movers.map((mover, index) => {
      const { place: _, ...own } = movers.find((one) => one.place === index) ?? { place: index };
      return { ...mover, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) };
    }),
  };
}
