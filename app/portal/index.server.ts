import { signCheckIn } from '#app/messages/check-in-token.server.ts';
import type { PlannedVisit } from '#app/messages/contracts/application.ts';
import type { DirectoryClient } from '#app/messages/directory.server.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import type { Papers } from '#app/papers/index.server.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { Office } from '#app/vocabulary/towns.ts';
import type { VisitLength } from '#app/vocabulary/visit-slots.ts';
import type { Answered } from './answering/form-values.ts';
import { createApplicationInterface } from './applications/application-interface.server.ts';
import { findApplication, listApplications } from './applications/applications.server.ts';
import type { ApplicationView } from './applications/applications.ts';
import { startCorrection } from './applications/correction.server.ts';
import { findRecord } from './applications/records.server.ts';
import { applicationStatusHandler, visitStatusHandler } from './applications/reports.server.ts';
import { requestWithdrawal } from './applications/withdrawal.server.ts';
import { createPostalForms, type PostalForms } from './check/paper-form.server.ts';
import { createContext, type PortalDeps } from './context.server.ts';
import type { Draft, Resident } from './drafts/answers.ts';
import { createDrafts, type Drafts } from './drafts/drafts.server.ts';
import { answerHousehold } from './drafts/household.server.ts';
import { createFiling, type Filing } from './filing/filing.server.ts';
import { advanceValidations } from './filing/validation.server.ts';
import { createLifelineRequests, type LifelineRequests } from './lifelines/acts.server.ts';
import { advanceLifelines } from './lifelines/delivery.server.ts';
import {
  type AccessRecordDesk,
  accessRecordsHandler,
  createAccessRecordDesk,
} from './my-data/access-records.server.ts';
import { lockedSince } from './my-data/move-locks.server.ts';
import {
  type FilingMovements,
  findMovements,
  findProvisionRecords,
  type ProvisionRecordsView,
} from './my-data/provision-records.server.ts';
import { chooseEmail, chosenEmail } from './notices/notice-address.server.ts';
import { sendNoticeMails } from './notices/notice-mails.server.ts';
import { countNewNotices, listNotices, markNoticesRead } from './notices/notices.server.ts';
import type { NoticeView } from './notices/notices.ts';
import { coMoverNoticeHandler, createPersonNotices, type PersonNotices } from './notices/person-notices.server.ts';
import { createErrands, type Errands } from './sign-in/errands.server.ts';
import { createToDoLists, type ToDoLists, toDoTickHandler } from './to-do/acts.server.ts';
import { createRelocations, type Relocations } from './visits/relocations.server.ts';
import { remindVisits } from './visits/reminders.server.ts';
import { slotsPublishedHandler, slotsWithdrawnHandler } from './visits/slot-messages.server.ts';
import { type DayBoard, type SlotScope, slotBoard, visitLengths } from './visits/slots.server.ts';
import { cancelVisit, changeVisit } from './visits/visits.server.ts';

export type { PortalDeps } from './context.server.ts';

/** 住民のポータル: what a resident can do. Every question is asked for an account and answered from its own data. */
export interface Portal {
  errands: Errands;
  drafts: Drafts;
  filing: Pick<Filing, 'whyNotNow' | 'freeze' | 'findFrozen' | 'findFiled'>;
  /** 自己情報 with or without consent. */
  answerHousehold(resident: Resident, draft: Draft, consent: 'yes' | 'no'): Promise<Answered | undefined>;
  applications: {
    list(resident: Resident): Promise<ApplicationView[]>;
    find(resident: Resident, receiptNumber: string): Promise<ApplicationView | undefined>;
    /** undefined = no such application for this account, here and below. */
    withdraw(resident: Resident, receiptNumber: string): Promise<Outcome<undefined> | undefined>;
    startCorrection(resident: Resident, receiptNumber: string): Promise<Outcome<Draft> | undefined>;
    changeVisit(
      resident: Resident,
      receiptNumber: string,
      visit: PlannedVisit,
    ): Promise<Outcome<undefined> | undefined>;
    cancelVisit(resident: Resident, receiptNumber: string): Promise<Outcome<undefined> | undefined>;
    /** 受付のQRコードの中身. undefined = no such application, or it has no code. */
    checkInToken(resident: Resident, receiptNumber: string): Promise<string | undefined>;
  };
  /** やることの一覧. */
  toDos: ToDoLists;
  /** 来庁の時間枠. */
  visits: {
    board(town: SlotScope, range: { first: CalendarDate; last: CalendarDate }): Promise<DayBoard[]>;
    lengths(municipality: string): Promise<VisitLength[]>;
  };
  /** 生活の連絡. */
  lifelines: LifelineRequests;
  /** 転居予約. */
  relocations: Relocations;
  /** 自分の記録の閲覧者 and their receipts. */
  accessRecords: AccessRecordDesk;
  /** 本人への知らせ. */
  personNotices: PersonNotices;
  /** 郵送の転出届, for those who cannot file online. */
  postalForms: PostalForms;
  /** 届出ロック: since when. */
  lockedSince(resident: Resident): Promise<string | undefined>;
  /** 情報提供等記録 of the person who is signed in. */
  provisionRecords(resident: Resident): Promise<ProvisionRecordsView>;
  /** 情報の移動 of the own filings. */
  movements(resident: Resident): Promise<FilingMovements[]>;
  /** お知らせ. */
  notices: {
    list(resident: Resident): Promise<NoticeView[]>;
    countNew(resident: Resident): Promise<number>;
    markRead(resident: Resident): Promise<void>;
    /** Where e-mails go, as the person chose: '' = none is wanted, undefined = never chosen. */
    chosenEmail(resident: Resident): Promise<string | undefined>;
    chooseEmail(resident: Resident, email: string): Promise<void>;
  };
  offices(municipalityCode: string): readonly Office[];
  /** 申請情報受取の口: the door for the towns, below /portal-api. */
  applicationInterface(request: Request): Promise<Response>;
  /** Does what waits: validations that were not answered, reminders. Called every few seconds. Returns how much was done. */
  advance(): Promise<number>;
  /** Hands over what companies have not answered yet. Returns how many answered. */
  advanceLifelines(): Promise<number>;
  /** Sends the e-mails that are due. Returns how many went out. */
  advanceMails(): Promise<number>;
}

/** Builds the portal and tells its mailroom what to do with the towns' reports. */
export function createPortal(
  deps: PortalDeps & { keys: OrganisationKeys; directory: DirectoryClient; papers: Papers },
): Portal {
  const { keys, directory, papers, ...rest } = deps;
  const context = createContext(rest);
  const drafts = createDrafts(context);
  const filing = createFiling(context, drafts);
  deps.mailroom.handlers.ApplicationStatusReport = applicationStatusHandler(context);
  deps.mailroom.handlers.VisitStatusReport = visitStatusHandler(context);
  deps.mailroom.handlers.AccessRecords = accessRecordsHandler(context);
  deps.mailroom.handlers.CoMoverNotice = coMoverNoticeHandler(context);
  deps.mailroom.handlers.ToDoTickReport = toDoTickHandler(context);
  deps.mailroom.handlers.VisitSlotsPublished = slotsPublishedHandler(context);
  deps.mailroom.handlers.VisitSlotsWithdrawn = slotsWithdrawnHandler(context);
  return {
    errands: createErrands(context, drafts, filing),
    drafts,
    filing,
    answerHousehold: (resident, draft, consent) => answerHousehold(context, drafts, resident, draft, consent),
    applications: {
      list: (resident) => listApplications(context, resident),
      find: (resident, receiptNumber) => findApplication(context, resident, receiptNumber),
      withdraw: (resident, receiptNumber) => requestWithdrawal(context, resident, receiptNumber),
      startCorrection: (resident, receiptNumber) => startCorrection(context, resident, receiptNumber),
      changeVisit: (resident, receiptNumber, visit) => changeVisit(context, resident, receiptNumber, visit),
      cancelVisit: (resident, receiptNumber) => cancelVisit(context, resident, receiptNumber),
      checkInToken: async ({ subject }, receiptNumber) => {
        const record = await context.store.read((session) => findRecord(context, session, { receiptNumber, subject }));
        const code = record?.evidence.checkIn;
        return code ? signCheckIn(keys, { town: record.toMunicipality, code }) : undefined;
      },
    },
    toDos: createToDoLists(context),
    visits: {
      board: (town, range) => context.store.read((session) => slotBoard(session, town, range, Date.now())),
      lengths: (municipality) => context.store.read((session) => visitLengths(session, municipality)),
    },
    lifelines: createLifelineRequests(context),
    relocations: createRelocations(context),
    accessRecords: createAccessRecordDesk(context, directory),
    personNotices: createPersonNotices(context),
    postalForms: createPostalForms(papers),
    lockedSince: (resident) => lockedSince(context, resident),
    movements: (resident) => findMovements(context, resident),
    provisionRecords: (resident) => findProvisionRecords(context, resident),
    notices: {
      list: (resident) => listNotices(context, resident),
      countNew: (resident) => countNewNotices(context, resident),
      markRead: (resident) => markNoticesRead(context, resident),
      chosenEmail: ({ subject }) => context.store.read((session) => chosenEmail(context, session, subject)),
      chooseEmail: (resident, email) => chooseEmail(context, resident, email),
    },
    offices: deps.offices,
    applicationInterface: createApplicationInterface(context, { keys, directory }),
    advanceMails: () => sendNoticeMails(context, Date.now()),
    advanceLifelines: () => advanceLifelines(context, Date.now()),
    advance: async () => (await advanceValidations(context, Date.now())) + (await remindVisits(context)),
  };
}
