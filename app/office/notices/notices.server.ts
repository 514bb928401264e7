import { z } from 'zod';
import type { NoticeErrorContent, WorkItem } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { findMunicipality } from '#app/vocabulary/municipalities.server.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { initialOf, schemaOf, specsOf } from '../acts/compound-fields.server.ts';
import { type ActContext, errorsOf, nested } from '../acts/definition.server.ts';
import type { FieldSpec } from '../acts/field-specs.ts';
import { SEXES } from '../acts/person-fields.server.ts';
import { doPress, pressesOf } from '../acts/presses.server.ts';
import { concealed, readable, type Sent } from '../acts/sent-form.server.ts';
import { toolsOf } from '../drafts/act-start.server.ts';
import type { Typed } from '../drafts/forms.server.ts';
import { birthOf } from '../office-dates.ts';
import { mayDo } from '../permissions.ts';
import { NotFoundHereError, type OfficeRoom, type RecordedEvent } from '../room.server.ts';
import { correctionOf, noticeFields } from './notice-fields.server.ts';

const REASON = '転入通知の取込エラーの処理';

/** 転入通知の取込エラーと、対応づけられない転入通知: what an officer can do about each. */
const REMEDIES: Record<NoticeErrorContent['kind'], string> = {
  garbledNotice: '転入地に正しい内容を確かめ、直して受理します。直せないときは、送り直しを依頼します。',
  unknownPerson: '住民票コードの誤りでないか転入地に確かめ、直して受理するか、送り直しを依頼します。',
  noMovingOutNotification:
    '届出があれば転出を、なければ職権消除を登録します。転出を登録すると、夜間にひとりでに受理します。',
  cancelledMovingOut: '転入地に確かめ、転入が正しければもう一度転出を登録し、誤りなら転入地に取り消してもらいます。',
  conflictingNotice: 'どちらの記録が正しいかを、両方の市区町村に確かめます。',
};

const KINDS: readonly string[] = Object.keys(REMEDIES);

/** 転入通知情報取込エラー一覧 (標準仕様書 4.1.3.1.2), with those that fit nobody. */
export async function noticeList(room: OfficeRoom, officer: Officer): Promise<WorkItem[]> {
  room.permit(officer, 'seeWork');
  const items = await room.juki.workItems(room.access(officer, REASON));
  return items.filter(({ kind }) => isNoticeError(kind));
}

/** The item keeps a 転入通知 that was not applied. */
export function isNoticeError(kind: WorkItem['kind']): boolean {
  return KINDS.includes(kind);
}

/** 転入通知の取込エラーの画面. */
export interface NoticePage {
  workId: string;
  kind: NoticeErrorContent['kind'];
  sentence: string;
  remedy: string;
  done: boolean;
  /** 支援措置: nothing is shown of where. */
  hidden: boolean;
  addresseeNumber?: string;
  from: string;
  rows: { term: string; value: string }[];
  specs: FieldSpec[];
  mayCorrect: boolean;
  events: RecordedEvent[];
}

const caseOf = (workId: string) => `notice:${workId}`;

async function open(room: OfficeRoom, officer: Officer, workId: string): Promise<NoticeErrorContent> {
  const content = await room.juki.openNoticeError(workId, room.access(officer, REASON));
  if (!content) throw new NotFoundHereError(`no notice ${workId}`);
  return content;
}

/** One notice with its cause, its remedy, what was received and the fields in which it is corrected. */
export async function noticePage(room: OfficeRoom, officer: Officer, workId: string): Promise<NoticePage> {
  room.permit(officer, 'seeWork');
  return pageOf(room, officer, await open(room, officer, workId));
}

async function pageOf(
  room: OfficeRoom,
  officer: Officer,
  content: NoticeErrorContent,
  typed?: Typed,
): Promise<NoticePage> {
  const { workId, kind, sentence, done, hidden, fromMunicipality, addresseeNumber } = content;
  const tools = toolsOf(room);
  const fields = noticeFields(content);
  const specs = specsOf(fields, '', typed ?? initialOf(fields, ''), tools);
  return {
    workId,
    kind,
    sentence,
    remedy: REMEDIES[kind],
    done,
    hidden,
    ...(addresseeNumber ? { addresseeNumber } : {}),
    from: hidden ? '（表示しません）' : (findMunicipality(fromMunicipality)?.name ?? fromMunicipality),
    rows: received(content),
    specs: done ? [] : specs.map((spec) => concealed(spec, tools)),
    mayCorrect: !done && mayDo('correctNotices', officer, room.town),
    events: await room.store.read((session) => room.eventsOf(session, caseOf(workId))),
  };
}

function received({ notice }: NoticeErrorContent): NoticePage['rows'] {
  return [
    { term: '転入した日', value: formatJapaneseDate(notice.movedInOn) },
    { term: '転入届の日', value: formatJapaneseDate(notice.notifiedOn) },
    { term: '世帯主', value: notice.householder },
    { term: '新しい住所', value: formatAddress(notice.newAddress) },
    { term: '前の住所', value: formatAddress(notice.oldAddress) },
    ...notice.movers.map(({ name, bornOn, sex, residentRecordCode }, index) => ({
      term: `転入した方 ${index + 1}`,
      value: `${name || '（氏名なし）'}\n${birthOf(bornOn)}生、${SEXES[sex]}、住民票コード ${residentRecordCode}`,
    })),
  ];
}

/** What came of a press: applied; or the page with what was typed, filled in, malformed or refused. */
export type NoticeOutcome =
  | { applied: number }
  | { page: NoticePage; errors?: Record<string, string[]>; refusal?: Refusal };

/** 転入通知の訂正と受理: only what is other than received is handed on; what was received stays beside it. */
export async function correctNotice(
  room: OfficeRoom,
  officer: Officer,
  workId: string,
  sent: Sent,
): Promise<NoticeOutcome> {
  room.permit(officer, 'correctNotices');
  const content = await open(room, officer, workId);
  const tools = toolsOf(room);
  const fields = noticeFields(content);
  const specs = specsOf(fields, '', sent.typed, tools);
  const typed = readable(sent.typed, specs, tools);
  if (pressesOf(specs).includes(sent.press)) {
    const { town, today } = tools;
    const context: ActContext = { town, today, changes: [], companions: [], neighbours: [] };
    const pressed = await doPress(sent.press, typed, { room, officer, reason: REASON, context, specs, tools });
    const page = await pageOf(room, officer, content, pressed.typed);
    return { page, ...(pressed.errors ? { errors: pressed.errors } : {}) };
  }
  const read = schemaOf(fields, tools).safeParse(nested(specs, typed));
  if (!read.success) return { page: await pageOf(room, officer, content, typed), errors: errorsOf(read.error) };
  const access = room.access(officer, REASON);
  const applied = await room.juki.applyCorrectedNotice(workId, correctionOf(read.data, content), access);
  if (!applied.accepted) return { page: await pageOf(room, officer, content, typed), refusal: applied.refusal };
  const count = applied.value.addresseeNumbers.length;
  await note(
    room,
    officer,
    workId,
    count > 0 ? `訂正して受理（${count}人）` : '訂正（受理できる方がなく、要対応に残りました）',
  );
  return { applied: count };
}

/** 送り直しの依頼 and the end of an item without applying it. */
export const NoticePress = z.object({
  told: z
    .string({ error: '依頼した相手と内容を書いてください。' })
    .trim()
    .min(1, '依頼した相手と内容を書いてください。')
    .max(300, '300文字以内で書いてください。'),
});

/** 送り直しを依頼した: the item stays until the new notice has come. */
export async function askForNotice(room: OfficeRoom, officer: Officer, workId: string, told: string): Promise<void> {
  room.permit(officer, 'correctNotices');
  await open(room, officer, workId);
  await note(room, officer, workId, '送り直しの依頼', told);
}

/** 対応済み without applying it: the new notice came, or the other town took it back. */
export async function endNotice(room: OfficeRoom, officer: Officer, workId: string): Promise<void> {
  room.permit(officer, 'correctNotices');
  await open(room, officer, workId);
  await room.juki.finishWork(workId, room.access(officer, REASON));
  await note(room, officer, workId, '受理せずに対応済み');
}

function note(room: OfficeRoom, officer: Officer, workId: string, act: string, told?: string): Promise<void> {
  const event = { caseId: caseOf(workId), officer, act, ...(told ? { note: told } : {}) };
  return room.store.write((session) => room.recordEvent(session, event));
}
