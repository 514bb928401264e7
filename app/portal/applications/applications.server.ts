import { lastDayOfMovingInByCard } from '#app/vocabulary/deadlines.ts';
import { nextOpening } from '#app/vocabulary/office-hours.ts';
import type { PortalContext } from '../context.server.ts';
import type { Resident } from '../drafts/answers.ts';
import { formOf } from '../filing/sending.server.ts';
import { municipalityName } from '../places.server.ts';
import type { ApplicationView, Hop } from './applications.ts';
import { type ApplicationRecord, findRecord, listHops, listRecords } from './records.server.ts';
import { afterResident, movesByItself, visitAfterResident } from './status.ts';

const APPLICATION_ACTIONS = ['withdraw', 'askForCancellation', 'resubmit'] as const;
const VISIT_ACTIONS = ['changeVisit', 'cancelVisit', 'planAgain'] as const;

function viewOf(context: PortalContext, record: ApplicationRecord, hops: readonly Hop[]): ApplicationView {
  const { evidence, state, visitState } = record;
  const handledFrom = nextOpening(record.filedAt, context.offices(record.fromMunicipality)[0]);
  const office = context.offices(record.toMunicipality).find(({ code }) => code === evidence.visit.office);
  const counterOpensAt = nextOpening(context.clock.now(), office);
  return {
    receiptNumber: record.receiptNumber,
    ...(record.corrects ? { corrects: record.corrects } : {}),
    state,
    visitState,
    from: { code: record.fromMunicipality, name: municipalityName(record.fromMunicipality) },
    to: { code: record.toMunicipality, name: municipalityName(record.toMunicipality) },
    filedAt: record.filedAt,
    ...(handledFrom ? { handledFrom } : {}),
    movingOn: record.movingOn,
    visit: evidence.visit,
    ...(office ? { office } : {}),
    ...(counterOpensAt ? { counterOpensAt } : {}),
    latestVisitDay: lastDayOfMovingInByCard(record.movingOn, record.movingOn),
    form: formOf(record),
    ...(evidence.message ? { message: evidence.message } : {}),
    withdrawalRequested: record.withdrawalRequestedAt !== undefined,
    hops: hops.map((hop) => ({ ...hop, by: hop.reportedBy === 'portal' ? '' : municipalityName(hop.reportedBy) })),
    updatedAt: record.updatedAt,
    movesByItself: movesByItself(state, visitState) || record.withdrawalRequestedAt !== undefined,
    actions: [
      ...APPLICATION_ACTIONS.filter(
        (action) =>
          afterResident(state, action) !== undefined &&
          (action === 'resubmit' || record.withdrawalRequestedAt === undefined),
      ),
      ...VISIT_ACTIONS.filter((action) => visitAfterResident(visitState, action, state) !== undefined),
    ],
  };
}

/** All applications of the account, the latest first. */
export async function listApplications(context: PortalContext, resident: Resident): Promise<ApplicationView[]> {
  const records = await context.store.read((session) => listRecords(context, session, resident.subject));
  return records.map((record) => viewOf(context, record, []));
}

/** One application of the account; another account's does not exist for it. */
export async function findApplication(
  context: PortalContext,
  resident: Resident,
  receiptNumber: string,
): Promise<ApplicationView | undefined> {
  return context.store.read(async (session) => {
    const record = await findRecord(context, session, { receiptNumber, subject: resident.subject });
    return record && viewOf(context, record, await listHops(context, session, receiptNumber));
  });
}
