import { actsIn, type OfficeRoom } from '../room.server.ts';
import {
  confirmRoll,
  discardRoll,
  rollFile,
  rollPage,
  rollRunPage,
  startElection,
  startRoll,
} from './electoral-roll.server.ts';
import {
  acknowledgeSection,
  schoolClassFile,
  schoolClassPage,
  sectionBacklog,
  sectionPage,
} from './sections.server.ts';
import { enterSuspension, findElectors, stepSuspension, suspensionList, suspensionPage } from './suspensions.server.ts';

/** 関係課の机: the lists of the sections, and the roll of the 選挙管理委員会. */
export function createSectionDesks(room: OfficeRoom) {
  const inRoom = actsIn(room);
  return {
    sections: {
      backlog: inRoom(sectionBacklog),
      page: inRoom(sectionPage),
      acknowledge: inRoom(acknowledgeSection),
      entrants: inRoom(schoolClassPage),
      entrantsFile: inRoom(schoolClassFile),
    },
    electoralRoll: {
      page: inRoom(rollPage),
      run: inRoom(rollRunPage),
      file: inRoom(rollFile),
      start: inRoom(startRoll),
      startElection: inRoom(startElection),
      confirm: inRoom(confirmRoll),
      discard: inRoom(discardRoll),
    },
    suspensions: {
      list: inRoom(suspensionList),
      electors: inRoom(findElectors),
      enter: inRoom(enterSuspension),
      page: inRoom(suspensionPage),
      step: inRoom(stepSuspension),
    },
  };
}
