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
import { answerAccessRequests, receiveAccessRequest } from './access-records.server.ts';
import { actMenu, beginRelocation, openAct, submitAct } from './act-desk.server.ts';
import { colleagueAt, leaveHousehold } from './act-lease.server.ts';
import { acknowledgeAlert, alertPage, openAlerts, sweepAlerts } from './alerts.server.ts';
import { createApplicationDesk } from './application-desk.server.ts';
import { receiveApplication, receiveWithdrawal } from './applications-intake.server.ts';
import { advanceApplications } from './applications-machine.server.ts';
import { checkIn, correctVisitor, startWalkIn, takeRelocation } from './arrival-acts.server.ts';
import { handoutsOf } from './arrival-handouts.server.ts';
import { arrivalPage, visitorsOn } from './arrival-screens.server.ts';
import { describeArrivals, receiveVisitCancelled, receiveVisitNotice } from './arrivals-intake.server.ts';
import {
  beginFamilyCards,
  issueSigningCertificate,
  leaveCardOut,
  nextCardOfFamily,
  presentCard,
  resetCardPin,
  rewriteCard,
  takeUpCard,
} from './card-desk.server.ts';
import { unfinishedCards } from './card-list.server.ts';
import { advanceCards } from './card-saga.server.ts';
import { renewalPage, renewCertificate } from './certificate-renewal.server.ts';
import { checkInByToken } from './check-in-desk.server.ts';
import { receiveObjection } from './co-movers.server.ts';
import { openPinPad, resetPin, returnFromPinPad } from './counter-card.server.ts';
import { fetchCertificate, goOnWithoutConfirmation, recordSaid, sendBack } from './counter-certificate.server.ts';
import { filingOf, findSignedFiling, signFiling } from './counter-filing.server.ts';
import { chooseHousehold, householdsToJoin } from './counter-household.server.ts';
import { draftList, draftPage, stepDraftOfForm } from './draft-desk.server.ts';
import { figuresPage } from './figures.server.ts';
import { countFigures } from './figures-count.server.ts';
import { healthPage } from './health.server.ts';
import { createInspectionDesk, forgetInspectionLists } from './inspections/index.server.ts';
import { looksPage } from './looks.server.ts';
import { mailComparison } from './mail-comparison.server.ts';
import { advanceArrivalDrafts, stepArrival } from './moving-in-draft.server.ts';
import { expireArrivals } from './nightly.server.ts';
import { askForNotice, correctNotice, endNotice, noticeList, noticePage } from './notices.server.ts';
import { createOfficerDesks } from './officers/index.server.ts';
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
} from './oversight.server.ts';
import { printCardReceipt } from './papers/card-receipt.server.ts';
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
import { findLookup, openLookup, personPage, revealNumber, searchResidents } from './people.server.ts';
import { createOfficePort } from './port.server.ts';
import { clearAlert, prepareDay } from './preparation.server.ts';
import { actOnProtection, leaveDesk, protectionList, protectionPage } from './protection.server.ts';
import { deleteUnifiedNumber, deletionPage, storePage } from './removed-records.server.ts';
import { previewRenaming, renamingLeftOut, renamingList, renamingPage, startRenaming } from './renamings.server.ts';
import { createRoom, type OfficeDeps, type OfficeRoom, type OfficeTables } from './room.server.ts';
import { createSectionDesks } from './section-desks.server.ts';
import { receiveToDoList, tickToDo, toDosOfArrival } from './to-dos.server.ts';
import { publishVisits } from './visit-publication.server.ts';
import { closeVisits, reopenVisits, schedulePage } from './visit-schedule.server.ts';
import { runNightStep } from './watch.server.ts';

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
  const inRoom =
    <A extends unknown[], R>(act: (room: OfficeRoom, ...rest: A) => R) =>
    (...rest: A): R =>
      act(room, ...rest);

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
    counter: {
      checkInByToken: inRoom(checkInByToken),
      startWalkIn: inRoom(startWalkIn),
      checkIn: inRoom(checkIn),
      correctVisitor: inRoom(correctVisitor),
      openPinPad: inRoom(openPinPad),
      resetPin: inRoom(resetPin),
      returnFromPinPad: inRoom(returnFromPinPad),
      fetchCertificate: inRoom(fetchCertificate),
      goOnWithoutConfirmation: inRoom(goOnWithoutConfirmation),
      sendBack: inRoom(sendBack),
      recordSaid: inRoom(recordSaid),
      householdsToJoin: inRoom(householdsToJoin),
      chooseHousehold: inRoom(chooseHousehold),
      filingOf: inRoom(filingOf),
      signFiling: inRoom(signFiling),
      signedFiling: inRoom(findSignedFiling),
      handouts: inRoom(handoutsOf),
      presentCard: inRoom(presentCard),
      rewriteCard: inRoom(rewriteCard),
      resetCardPin: inRoom(resetCardPin),
      leaveCardOut: inRoom(leaveCardOut),
      takeUpCard: inRoom(takeUpCard),
      beginFamilyCards: inRoom(beginFamilyCards),
      nextCardOfFamily: inRoom(nextCardOfFamily),
      issueSigningCertificate: inRoom(issueSigningCertificate),
      unfinishedCards: inRoom(unfinishedCards),
    },
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
