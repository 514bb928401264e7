import type { ChangeEntry, HouseholdView, ResidentView } from '#app/juki/door.ts';
import type { PaperContent } from '#app/papers/content.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { addDays } from '#app/vocabulary/dates.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Access } from '#app/vocabulary/roles.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';
import { type OfficeRoom, refuse } from '../room.server.ts';
import { codeNotice, filingReceivedNotice, headChangePaper, movingOutPaper } from './move-papers.ts';
import type { PaperRequest } from './paper-request.server.ts';
import { type RevealedNumbers, recordPaper } from './record-papers.ts';

/** 帳票の内容 with everybody of whom it speaks. */
export interface ComposedPaper {
  content: PaperContent;
  subjects: readonly ResidentView[];
}

/** Days within which a household names its head (住民基本台帳法第25条). */
const HEAD_DAYS = 14;

interface Asked {
  request: PaperRequest;
  resident: ResidentView;
  household: HouseholdView | undefined;
  access: Access;
}

/** 帳票の作成: what the paper says, from the record as it is now. Every read of it is audited with the reason of the request. */
export async function composePaper(room: OfficeRoom, asked: Asked): Promise<Outcome<ComposedPaper>> {
  const { request, resident, household, access } = asked;
  const { town } = room;
  const on = room.today();
  const one = (content: PaperContent): Outcome<ComposedPaper> => accepted(content, [resident]);
  switch (request.kind) {
    case 'residentRecordCopy':
    case 'residentRecordItems':
    case 'removedRecordCopy':
      return recordOf(room, asked, request.kind);
    case 'movingOutCertificate':
      return certificateOf(room, asked);
    case 'residentRecordCodeNotice': {
      const { addresseeNumber } = resident;
      const code = await room.juki.revealNumber(
        { addresseeNumber, number: 'residentRecordCode', purpose: 'codeNotice' },
        access,
      );
      return code.accepted ? one(codeNotice({ town, on, person: resident, code: code.value.value })) : code;
    }
    case 'filingReceivedNotice': {
      const change = (await room.juki.changesOf(resident.addresseeNumber, access, { limit: 1 })).at(-1);
      return change
        ? one(receivedOf(room, resident, change))
        : refuse('noChange', '異動の記録がありません。', '住民記録システム標準仕様書 4.1.0.3');
    }
    case 'headChangeRequest':
    case 'headChangeNotice':
      return household
        ? accepted(
            headChangePaper({ town, on, household, kind: request.kind, until: addDays(on, HEAD_DAYS) }),
            household.members,
          )
        : refuse('noHousehold', 'いまの世帯員がいません。', '住民基本台帳法第25条');
  }
}

function accepted(content: PaperContent, subjects: readonly ResidentView[]): Outcome<ComposedPaper> {
  return { accepted: true, value: { content, subjects } };
}

/** To the address before the move, where the person would notice a false filing. */
function receivedOf(room: OfficeRoom, person: ResidentView, change: ChangeEntry): PaperContent {
  const movedWithin = person.status === 'resident' && !person.movingOut && person.previousAddress;
  return filingReceivedNotice({
    town: room.town,
    on: room.today(),
    person,
    address: formatAddress(movedWithin || person.address),
    change: { reason: change.reason, processedOn: tokyoDate(change.processedAt) },
  });
}

async function recordOf(
  room: OfficeRoom,
  { request, resident, household, access }: Asked,
  kind: 'residentRecordCopy' | 'residentRecordItems' | 'removedRecordCopy',
): Promise<Outcome<ComposedPaper>> {
  const candidates = kind === 'removedRecordCopy' ? [resident] : (household?.members ?? []);
  const persons = candidates.filter(({ addresseeNumber }) => request.members.includes(addresseeNumber));
  if (persons.length === 0 || persons.length !== request.members.length) {
    return refuse(
      'otherHousehold',
      '選んだ人は、いまこの世帯にいません。画面を開き直してください。',
      '住民基本台帳法第12条',
    );
  }
  const items = new Set(request.items);
  const numbers = await numbersOf(room, persons, access, {
    residentRecordCode: items.has('residentRecordCode'),
    individualNumber: items.has('individualNumber'),
  });
  if (!numbers.accepted) return numbers;
  const paper = { town: room.town, on: room.today(), kind, household, persons, items, numbers: numbers.value };
  return accepted(recordPaper(paper), persons);
}

async function certificateOf(
  room: OfficeRoom,
  { resident, household, access }: Asked,
): Promise<Outcome<ComposedPaper>> {
  const id = resident.movingOut?.movingOutId;
  const movers = id ? await room.juki.findMovers(id, access) : [resident];
  const numbers = await numbersOf(room, movers, access, { residentRecordCode: true, individualNumber: true });
  if (!numbers.accepted) return numbers;
  const headName = household?.headName ?? movers.find(({ householder }) => householder)?.name.full;
  const paper = { town: room.town, on: room.today(), movers, headName, numbers: numbers.value };
  return accepted(movingOutPaper(paper), movers);
}

/** 番号 in full, each revealed and audited for 住民票の写し・転出証明書の交付. A number that is not there yet is no obstacle. */
async function numbersOf(
  room: OfficeRoom,
  persons: readonly ResidentView[],
  access: Access,
  wanted: Readonly<Record<keyof RevealedNumbers, boolean>>,
): Promise<Outcome<Map<string, RevealedNumbers>>> {
  const found = new Map<string, RevealedNumbers>();
  for (const { addresseeNumber } of persons) {
    const own: RevealedNumbers = {};
    for (const number of ['residentRecordCode', 'individualNumber'] as const) {
      if (!wanted[number]) continue;
      const shown = await room.juki.revealNumber({ addresseeNumber, number, purpose: 'paperIssue' }, access);
      if (shown.accepted) own[number] = shown.value.value;
      else if (shown.refusal.code !== 'notYet') return shown;
    }
    found.set(addresseeNumber, own);
  }
  return { accepted: true, value: found };
}
