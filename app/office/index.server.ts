import { AccessRecordRequest } from '#app/messages/contracts/access-records.ts';
import {
  MovingOutApplication,
  VisitCancelled,
  VisitNotice,
  WithdrawalRequest,
} from '#app/messages/contracts/application.ts';
import type { MessageType } from '#app/messages/contracts/catalogue.ts';
import { CoMoverObjection } from '#app/messages/contracts/co-movers.ts';
import { ToDoList } from '#app/messages/contracts/to-do.ts';
import type { Handler } from '#app/messages/mailroom.server.ts';
import { createApplicationDesk } from './applications/application-desk.server.ts';
import { receiveApplication, receiveWithdrawal } from './applications/applications-intake.server.ts';
import { advanceApplications } from './applications/applications-machine.server.ts';
import { receiveObjection } from './applications/co-movers.server.ts';
import { takeRelocation } from './arrivals/arrival-acts.server.ts';
import { arrivalPage, visitorsOn } from './arrivals/arrival-screens.server.ts';
import { describeArrivals, receiveVisitCancelled, receiveVisitNotice } from './arrivals/arrivals-intake.server.ts';
import { clearAlert, prepareDay } from './arrivals/preparation.server.ts';
import { receiveToDoList, tickToDo, toDosOfArrival } from './arrivals/to-dos.server.ts';
import { publishVisits } from './arrivals/visit-publication.server.ts';
import { closeVisits, reopenVisits, schedulePage } from './arrivals/visit-schedule.server.ts';
import { advanceCards } from './cards/card-saga.server.ts';
import { renewalPage, renewCertificate } from './cards/certificate-renewal.server.ts';
import { createCounterDesk } from './counter/counter-desk.server.ts';
import { advanceArrivalDrafts, stepArrival } from './counter/moving-in-draft.server.ts';
import { actMenu, beginRelocation, openAct, submitAct } from './drafts/act-desk.server.ts';
import { colleagueAt, leaveHousehold } from './drafts/act-lease.server.ts';
import { draftList, draftPage, stepDraftOfForm } from './drafts/draft-desk.server.ts';
import { figuresPage } from './figures/figures.server.ts';
import { countFigures } from './figures/figures-count.server.ts';
import { createInspectionDesk, forgetInspectionLists } from './inspections/index.server.ts';
import { askForNotice, correctNotice, endNotice, noticeList, noticePage } from './notices/notices.server.ts';
import { createOfficerDesks } from './officers/index.server.ts';
import { printCardReceipt } from './papers/card-receipt.server.ts';
import { printFilingReceipt } from './papers/filing-receipt.server.ts';
import { issuePaper } from './papers/issue.server.ts';
import { printMovingInForm } from './papers/moving-in-form.server.ts';
import { beginPaper, papersAfterAct } from './papers/paper-links.server.ts';
import {
  forgetPaperContents,
  outputPaper,
  paperPage,
  papersOf,
  papersOfToday,
} from './papers/paper-register.server.ts';
import { preparePaper } from './papers/prepare.server.ts';
import { printVisitGuide } from './papers/visit-guide.server.ts';
import { answerAccessRequests, receiveAccessRequest } from './people/access-records.server.ts';
import { looksPage } from './people/looks.server.ts';
import { findLookup, openLookup, personPage, revealNumber, searchResidents } from './people/people.server.ts';
import { deleteUnifiedNumber, deletionPage, storePage } from './people/removed-records.server.ts';
import { createOfficePort } from './port.server.ts';
import { actOnProtection, leaveDesk, protectionList, protectionPage } from './protection/protection.server.ts';
import {
  previewRenaming,
  renamingLeftOut,
  renamingList,
  renamingPage,
  startRenaming,
} from './renamings/renamings.server.ts';
import { actsIn, createRoom, type OfficeDeps, type OfficeRoom, type OfficeTables } from './room.server.ts';
import { createSectionDesks } from './sections/section-desks.server.ts';
import { acknowledgeAlert, alertPage, openAlerts, sweepAlerts } from './watch/alerts.server.ts';
import { healthPage } from './watch/health.server.ts';
import { mailComparison } from './watch/mail-comparison.server.ts';
import { expireArrivals } from './watch/nightly.server.ts';
import {
  auditPage,
  closeDifference,
  codePoolPage,
  finishWork,
  mailPage,
  mendDifference,
  reconciliationPage,
  retryMail,
  startReconciliation,
  workList,
} from './watch/oversight.server.ts';
import { runNightStep } from './watch/watch.server.ts';

export type { OfficeDeps } from './room.server.ts';
export { NotFoundHereError, NotPermittedError } from './room.server.ts';

/** Messages that the office takes from the portal, each applied in the inbox's own transaction. */
function handlersOf(room: OfficeRoom): Partial<Record<MessageType, Handler<OfficeTables>>> {
  return {
    MovingOutApplication: ({ content }, session) =>
      receiveApplication(room, MovingOutApplication.parse(content), session),
    WithdrawalRequest: ({ content }, session) => receiveWithdrawal(room, WithdrawalRequest.parse(content), session),
    VisitNotice: ({ content }, session) => receiveVisitNotice(room, VisitNotice.parse(content), session),
    ToDoList: ({ content }, session) => receiveToDoList(room, ToDoList.parse(content), session),
    CoMoverObjection: ({ content }, session) => receiveObjection(room, CoMoverObjection.parse(content), session),
    AccessRecordRequest: ({ content }, session) =>
      receiveAccessRequest(room, AccessRecordRequest.parse(content), session),
    VisitCancelled: ({ content }, session) => receiveVisitCancelled(room, VisitCancelled.parse(content), session),
  };
}

/** 申請管理・総合窓口 of one town. Every act names its officer; town and role are checked where the tables are touched. */
export function createOffice(deps: OfficeDeps) {
  const room = createRoom(deps);
  const inRoom = actsIn(room);

  return {
    town: deps.town,
    today: room.today,
    newId: deps.newId,
    /** 申請管理. */
    applications: createApplicationDesk(room),
    /** 転入予定. */
    arrivals: {
      visitorsOn: inRoom(visitorsOn),
      prepareDay: inRoom(prepareDay),
      clearAlert: inRoom(clearAlert),
      page: inRoom(arrivalPage),
      step: inRoom(stepArrival),
      takeRelocation: inRoom(takeRelocation),
      toDos: inRoom(toDosOfArrival),
      tickToDo: inRoom(tickToDo),
    },
    /** 来庁の時間枠. */
    visits: {
      schedule: inRoom(schedulePage),
      close: inRoom(closeVisits),
      reopen: inRoom(reopenVisits),
    },
    /** 窓口（特例転入）. */
    counter: createCounterDesk(room),
    /** 住民の照会. */
    people: {
      openLookup: inRoom(openLookup),
      findLookup: inRoom(findLookup),
      search: inRoom(searchResidents),
      page: inRoom(personPage),
      reveal: inRoom(revealNumber),
      looks: inRoom(looksPage),
    },
    /** 帳票の交付と発行簿. */
    papers: {
      prepare: inRoom(preparePaper),
      issue: inRoom(issuePaper),
      today: inRoom(papersOfToday),
      of: inRoom(papersOf),
      page: inRoom(paperPage),
      output: inRoom(outputPaper),
      after: inRoom(papersAfterAct),
      begin: inRoom(beginPaper),
      movingInForm: inRoom(printMovingInForm),
      visitGuide: inRoom(printVisitGuide),
      cardReceipt: inRoom(printCardReceipt),
      filingReceipt: inRoom(printFilingReceipt),
    },
    /** 関係課への通知と選挙人名簿. */
    ...createSectionDesks(room),
    /** 異動の書式と仮登録. */
    acts: {
      leave: inRoom(leaveHousehold),
      colleague: inRoom(colleagueAt),
      menu: inRoom(actMenu),
      open: inRoom(openAct),
      submit: inRoom(submitAct),
      beginRelocation: inRoom(beginRelocation),
    },
    drafts: { list: inRoom(draftList), page: inRoom(draftPage), step: inRoom(stepDraftOfForm) },
    /** 住民基本台帳の閲覧. */
    inspections: createInspectionDesk(room),
    /** 支援措置. */
    protection: { list: inRoom(protectionList), page: inRoom(protectionPage), act: inRoom(actOnProtection) },
    /** 席を離れる. */
    leave: inRoom(leaveDesk),
    ...createOfficerDesks(room),
    /** 要対応事項. */
    work: { list: inRoom(workList), finish: inRoom(finishWork) },
    /** 除票の保存庫. */
    removedRecords: inRoom(storePage),
    /** 電子証明書の更新. */
    certificates: { page: inRoom(renewalPage), renew: inRoom(renewCertificate) },
    /** 団体内統合宛名番号の削除. */
    unifiedNumbers: { page: inRoom(deletionPage), delete: inRoom(deleteUnifiedNumber) },
    /** 転入通知の取込エラー. */
    notices: {
      list: inRoom(noticeList),
      page: inRoom(noticePage),
      correct: inRoom(correctNotice),
      askAgain: inRoom(askForNotice),
      end: inRoom(endNotice),
    },
    /** 住民票コードの残数. */
    codePool: inRoom(codePoolPage),
    /** 整合性確認. */
    reconciliation: {
      page: inRoom(reconciliationPage),
      start: inRoom(startReconciliation),
      mend: inRoom(mendDifference),
      close: inRoom(closeDifference),
    },
    /** 住所一括変更. */
    renamings: {
      list: inRoom(renamingList),
      page: inRoom(renamingPage),
      leftOut: inRoom(renamingLeftOut),
      preview: inRoom(previewRenaming),
      start: inRoom(startRenaming),
    },
    /** 警報. */
    alerts: { page: inRoom(alertPage), acknowledge: inRoom(acknowledgeAlert), open: inRoom(openAlerts) },
    /** 稼働状況. */
    health: inRoom(healthPage),
    /** 集計. */
    figures: inRoom(figuresPage),
    mail: { page: inRoom(mailPage), retry: inRoom(retryMail), compare: inRoom(mailComparison) },
    audit: inRoom(auditPage),

    /** To be put into the town's mailroom. */
    handlers: handlersOf(room),
    /** To be given to the town's engine. */
    port: createOfficePort(room),
    /** 夜間処理 of the office: limits that pass. Idempotent, resumable. */
    runDaily: () =>
      runNightStep(
        room,
        'office',
        async () =>
          (await expireArrivals(room)) +
          (await publishVisits(room)) +
          (await forgetPaperContents(room)) +
          (await forgetInspectionLists(room)),
      ),
    /** 夜間処理 of the register, recorded as a step of the night. */
    recordNight: <T>(work: () => Promise<T>): Promise<T> => runNightStep(room, 'register', work),
    /** 見張りと集計: counts alone. Idempotent; every quarter of a minute while the process lives. */
    watch: oneAtATime(async () => (await countFigures(room)) + (await sweepAlerts(room))),
    /** Does what waits for nobody: examination, retries, interrupted drafts, cards in repair. Returns how many steps it took. */
    advance: oneAtATime(
      async () =>
        (await advanceApplications(room)) +
        (await describeArrivals(room)) +
        (await advanceArrivalDrafts(room)) +
        (await advanceCards(room)) +
        (await answerAccessRequests(room)),
    ),
  };
}

/** Who asks while a round is under way gets the answer of that round. */
function oneAtATime(round: () => Promise<number>): () => Promise<number> {
  let underWay: Promise<number> | undefined;
  return () => {
    underWay ??= round().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** What composition and routes hold of one town's office. */
export type OfficeDesk = ReturnType<typeof createOffice>;
