import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type {
  ChangeEntry,
  HouseholdView,
  NumberingView,
  NumberToReveal,
  PersonMail,
  RegisterAsOf,
  RegisterMoment,
  ResidentQuery,
  ResidentView,
  RevealedNumber,
} from '#app/juki/door.ts';
import { type JukiNetCharacter, jukiNetText, toJukiNetCharacters } from '#app/vocabulary/juki-net-characters.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { textItem } from '#app/vocabulary/text-items.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { organisationName } from '../organisation-names.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import { aroundChange } from './past-form.server.ts';

/** 照会: what an officer searches for, and why; asked once, kept with the search. */
export const LookupQuery = z.object({
  name: textItem(100).optional(),
  kana: textItem(100).optional(),
  bornOn: z.iso.date().optional(),
  address: textItem(100).optional(),
  addresseeNumber: z.string().max(15).optional(),
  householdNumber: z.string().max(15).optional(),
  ownNumber: z.string().max(15).optional(),
  residentRecordCode: z.string().max(11).optional(),
  individualNumber: z.string().max(12).optional(),
  includeRemoved: z.boolean().optional(),
  /** What was typed into the one box; never with a number of a person in it. */
  words: z.string().max(200).optional(),
});
export type LookupQuery = z.infer<typeof LookupQuery>;

/** 照会の理由とその結果. */
export interface Lookup {
  id: string;
  reason: string;
  query: LookupQuery;
  residents: ResidentView[];
  /** There are more than an officer reads. */
  more: boolean;
}

/** 照会の開始: keeps reason and query, so that neither a name nor a day of birth stands in an address. */
export async function openLookup(
  room: OfficeRoom,
  officer: Officer,
  lookup: { reason: string; query: LookupQuery },
): Promise<string> {
  room.permit(officer, 'searchResidents');
  const id = room.newId();
  await room.store.write(({ db, t }) =>
    db.insert(t.lookups).values({
      id,
      officerId: officer.id,
      reason: lookup.reason,
      sealedQuery: room.seal(lookup.query),
      at: room.clock.now(),
    }),
  );
  return id;
}

/** The officer's own search of the same day; anybody else's and yesterday's reason is no reason. */
export async function findLookup(
  room: OfficeRoom,
  officer: Officer,
  id: string,
): Promise<{ reason: string; query: LookupQuery } | undefined> {
  room.permit(officer, 'searchResidents');
  return room.store.read(async ({ db, t }) => {
    const [row] = await db.select().from(t.lookups).where(eq(t.lookups.id, id)).limit(1);
    if (!row || row.officerId !== officer.id || tokyoDate(row.at) !== room.today()) return undefined;
    return { reason: row.reason, query: room.open(LookupQuery, row.sealedQuery) };
  });
}

/** 住民の検索 with the reason of the search; the engine writes one audit entry with everybody it found. */
export async function searchResidents(room: OfficeRoom, officer: Officer, id: string): Promise<Lookup | undefined> {
  const lookup = await findLookup(room, officer, id);
  if (!lookup) return undefined;
  const access = room.access(officer, lookup.reason);
  const { residents, more } = await room.juki.findResidents(lookup.query satisfies ResidentQuery, access);
  return { id, ...lookup, residents, more };
}

/** History rows on the screen of a person; older ones are a page further. */
const ROWS_SHOWN = 20;

/** 住民の画面. */
export interface PersonPage {
  resident: ResidentView;
  household?: HouseholdView;
  /** The newest rows, or those before `before`. */
  changes: ChangeEntry[];
  /** 履歴番号 before which there are more. */
  olderThan?: number;
  numbering: NumberingView;
  /** 氏名 as 住基ネット writes it, with every character that is not the same there. */
  netName: { text: string; others: JukiNetCharacter[] };
  /** 過去の時点の住民票, where one was asked for, the one to compare it with, and the act between them. */
  asOf?: RegisterAsOf;
  against?: RegisterAsOf;
  change?: ChangeEntry;
  /** What was exchanged about the person, with the names of the other organisations. */
  mail: (PersonMail & { peerName: string })[];
}

/** Which part of the past the screen shows. */
export interface PastAsked {
  before?: number;
  moment?: RegisterMoment;
  against?: RegisterMoment;
  /** 履歴番号 of the act whose before and after are asked for. */
  change?: number;
}

/** One person with household, history and numbering; every part is a read with the reason of the search. */
export async function personPage(
  room: OfficeRoom,
  officer: Officer,
  addresseeNumber: string,
  reason: string,
  { before, change: asked, ...days }: PastAsked = {},
): Promise<PersonPage | undefined> {
  room.permit(officer, 'searchResidents');
  const access = room.access(officer, reason);
  const { juki } = room;
  const resident = await juki.findResident(addresseeNumber, access);
  if (!resident) return undefined;
  const [change] = asked ? await juki.changesOf(addresseeNumber, access, { before: asked + 1, limit: 1 }) : [];
  const { moment, against } = change ? aroundChange(change) : days;
  const subject = { addresseeNumber };
  // Side by side, so that their entries in the audit are one commit.
  const [household, rows, numbering, mail, asOf, other] = await Promise.all([
    juki.findHousehold(resident.householdNumber, access),
    juki.changesOf(addresseeNumber, access, { before, limit: ROWS_SHOWN + 1 }),
    juki.numberingOf(addresseeNumber, access),
    juki.mailOf(addresseeNumber, access),
    moment ? juki.registerAsOf(moment, subject, access) : undefined,
    against ? juki.registerAsOf(against, subject, access) : undefined,
  ]);
  const changes = rows.slice(-ROWS_SHOWN);
  return {
    resident,
    ...(household ? { household } : {}),
    changes,
    ...(rows.length > ROWS_SHOWN ? { olderThan: changes[0]?.historyNumber } : {}),
    numbering,
    netName: netNameOf(resident.name.full),
    mail: mail.map((one) => ({ ...one, peerName: one.peer ? organisationName(one.peer) : '（表示しません）' })),
    ...(asOf ? { asOf } : {}),
    ...(other ? { against: other } : {}),
    ...(change ? { change } : {}),
  };
}

/** 縮退, another code than that of UCS, or no code at all. */
function netNameOf(name: string): PersonPage['netName'] {
  const others = toJukiNetCharacters(name).filter(
    ({ original, code, shrunk }) =>
      shrunk !== undefined || code !== original.codePointAt(0)?.toString(16).toUpperCase(),
  );
  return { text: jukiNetText(name), others };
}

/** 番号の表示: with the reason of the officer's own search; undefined when that search is over. */
export async function revealNumber(
  room: OfficeRoom,
  officer: Officer,
  lookupId: string,
  request: NumberToReveal,
): Promise<Outcome<RevealedNumber> | undefined> {
  const lookup = await findLookup(room, officer, lookupId);
  if (!lookup) return undefined;
  return room.juki.revealNumber(request, room.access(officer, lookup.reason));
}
