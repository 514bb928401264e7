import { ProvisionRecords } from '#app/messages/contracts/inquiry.ts';
import { ProblemError } from '#app/messages/problems.ts';
import { OutageError } from '#app/national/outage.ts';
import { findMunicipality } from '#app/vocabulary/municipalities.server.ts';
import { findPurpose, HOUSEHOLD_INFORMATION } from '#app/vocabulary/number-purposes.ts';
import { listHops, listRecords } from '../applications/records.server.ts';
import type { PortalContext } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { municipalityName } from '../places.server.ts';
import { momentInWords } from '../texts/dates.ts';
import { text } from '../texts/text.ts';
import { type MovementKind, movementsOf } from './data-movements.ts';

/** 情報提供等記録の一件 in the words of the page. */
export interface ProvisionRow {
  processingNumber: string;
  at: string;
  inquirer: string;
  provider: string;
  purpose: string;
  information: string;
  provided: boolean;
}

/** 情報提供等記録の画面: the records, or why there are none to show now. */
export type ProvisionRecordsView =
  | { kind: 'records'; rows: ProvisionRow[] }
  /** 中間サーバー does not answer. */
  | { kind: 'silent' }
  /** The card with which one signed in cannot be matched any more, e.g. after a move: sign in again. */
  | { kind: 'unidentified' };

function organisation(code: string): string {
  if (code === 'portal') return text('provisions.portal');
  return findMunicipality(code)?.name ?? text('provisions.otherOrganisation', { code });
}

function rowOf(record: ProvisionRecords['records'][number]): ProvisionRow {
  const { processingNumber, at, inquirer, provider, purpose, informationName, provided } = record;
  return {
    processingNumber,
    at: momentInWords(at),
    inquirer: organisation(inquirer),
    provider: provider ? organisation(provider) : text('provisions.noProvider'),
    purpose: findPurpose(purpose)?.title ?? purpose,
    information: informationName === HOUSEHOLD_INFORMATION.code ? HOUSEHOLD_INFORMATION.title : informationName,
    provided,
  };
}

/** 情報提供等記録の開示 (番号法第23条, 附則第6条第3項): asked anew with every look; the portal keeps nothing of it. */
export async function findProvisionRecords(
  { mailroom }: Pick<PortalContext, 'mailroom'>,
  { serial }: Resident,
): Promise<ProvisionRecordsView> {
  if (!serial) return { kind: 'unidentified' };
  try {
    const answer = await mailroom.inquire('interlink', 'ProvisionRecordInquiry', { serial });
    return { kind: 'records', rows: ProvisionRecords.parse(answer.content).records.map(rowOf) };
  } catch (error) {
    if (error instanceof OutageError) return { kind: 'silent' };
    // Outside of its hours the other side refuses as well: it is not the person who is unknown.
    if (error instanceof ProblemError) return { kind: error.problem.status >= 500 ? 'silent' : 'unidentified' };
    throw error;
  }
}

/** 情報の移動 of one filing, with the names of the organisations. */
export interface FilingMovements {
  receiptNumber: string;
  rows: { at: string; from: string; to: string; kind: MovementKind }[];
}

/** 情報の移動 of the account's own filings, the latest filing first: from what the portal itself sent and was told. */
export async function findMovements(
  context: PortalContext,
  { subject }: Pick<Resident, 'subject'>,
): Promise<FilingMovements[]> {
  return context.store.read(async (session) => {
    const filings: FilingMovements[] = [];
    for (const record of await listRecords(context, session, subject)) {
      const names = {
        portal: text('movement.portal'),
        oldTown: municipalityName(record.fromMunicipality),
        newTown: municipalityName(record.toMunicipality),
      };
      const rows = movementsOf(await listHops(context, session, record.receiptNumber)).map(
        ({ at, from, to, kind }) => ({
          at: momentInWords(at),
          from: names[from],
          to: names[to],
          kind,
        }),
      );
      filings.push({ receiptNumber: record.receiptNumber, rows });
    }
    return filings;
  });
}
