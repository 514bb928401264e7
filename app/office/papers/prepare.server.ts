import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { findLookup } from '../people/people.server.ts';
import { releaseOf, type ShownRelease } from '../protection/protection-release.ts';
import type { OfficeRoom } from '../room.server.ts';
import { titleOf } from './paper-links.server.ts';
import { type IssuedPaper, papersOf } from './paper-register.server.ts';
import { isHeldBack, whyNotOffered } from './paper-rules.ts';
import { PERSON_PAPERS, type PersonPaper } from './paper-words.ts';

/** 帳票の画面 of one person. */
export interface PaperForm {
  /** Names the request that the screen makes, so that pressing twice makes one paper. */
  requestId: string;
  name: string;
  isProtected: boolean;
  /** Where the record is 支援措置の対象, not released, and the officer is not the responsible one, nothing is offered. */
  locked: boolean;
  /** 一時解除中. */
  release: ShownRelease | undefined;
  kinds: { kind: PersonPaper; title: string; refusal?: Refusal }[];
  members: { addresseeNumber: string; name: string; relationship: string }[];
  foreign: boolean;
  issued: IssuedPaper[];
}

/** 帳票の準備: which papers the record allows, and whom they may show; undefined when the search is over or nobody is found. */
export async function preparePaper(
  room: OfficeRoom,
  officer: Officer,
  addresseeNumber: string,
  lookupId: string,
): Promise<PaperForm | undefined> {
  room.permit(officer, 'issuePapers');
  const lookup = await findLookup(room, officer, lookupId);
  if (!lookup) return undefined;
  const access = room.access(officer, lookup.reason);
  const resident = await room.juki.findResident(addresseeNumber, access);
  if (!resident) return undefined;
  const household = await room.juki.findHousehold(resident.householdNumber, access);
  const facts = { resident, household, roles: officer.roles };
  const isProtected = resident.protectedPerson || household?.protectedHousehold === true;
  const persons = resident.status === 'resident' ? (household?.members ?? [resident]) : [resident];
  return {
    requestId: room.newId(),
    name: resident.name.full || '（氏名未定）',
    isProtected,
    locked: isHeldBack(facts),
    release: releaseOf([resident, ...(household?.members ?? [])]),
    kinds: PERSON_PAPERS.map((kind) => {
      const refusal = whyNotOffered(kind, facts);
      return { kind, title: titleOf(kind, resident), ...(refusal ? { refusal } : {}) };
    }),
    members: persons.map(({ addresseeNumber: number, name, relationship }) => ({
      addresseeNumber: number,
      name: name.full || '（氏名未定）',
      relationship,
    })),
    foreign: persons.some(({ kind }) => kind === 'foreign'),
    issued: await papersOf(room, officer, addresseeNumber),
  };
}
