import { actsIn, type OfficeRoom } from '../room.server.ts';
import {
  acceptApplication,
  candidatesFor,
  identifyByHand,
  refuseApplication,
  refuseCancel,
  requestCorrection,
  startReview,
} from './application-acts.server.ts';
import { applicationPage } from './application-screens.server.ts';
import { assignToMe, releaseAssignment } from './assignments.server.ts';
import { actOnMany } from './bulk-acts.server.ts';
import { examineAgain } from './examination.server.ts';
import { inboxOf, openStages, removeView, saveView } from './inbox.server.ts';
import { cancelMovingOut, discardDraft, registerAccepted, stepDraft } from './moving-out-draft.server.ts';

type Rest<F> = F extends (room: OfficeRoom, ...rest: infer A) => unknown ? A : never;

/** 申請管理: everything that officers do with applications. */
export function createApplicationDesk(room: OfficeRoom) {
  const inRoom = actsIn(room);
  return {
    inbox: inRoom(inboxOf),
    openStages: inRoom(openStages),
    saveView: inRoom(saveView),
    removeView: inRoom(removeView),
    bulk: inRoom(actOnMany),
    assign: inRoom(assignToMe),
    release: inRoom(releaseAssignment),
    page: inRoom(applicationPage),
    candidates: inRoom(candidatesFor),
    start: inRoom(startReview),
    check: inRoom(examineAgain),
    identify: async (...given: Rest<typeof identifyByHand>) => {
      const identified = await identifyByHand(room, ...given);
      if (identified.accepted) await examineAgain(room, { ...given[0], version: identified.value.version });
      return identified;
    },
    accept: async (...given: Rest<typeof acceptApplication>) => {
      const accepted = await acceptApplication(room, ...given);
      return accepted.accepted ? registerAccepted(room, accepted.value, given[0].officer) : accepted;
    },
    requestCorrection: inRoom(requestCorrection),
    refuse: inRoom(refuseApplication),
    step: inRoom(stepDraft),
    discard: inRoom(discardDraft),
    cancelMovingOut: inRoom(cancelMovingOut),
    refuseCancel: inRoom(refuseCancel),
  };
}
