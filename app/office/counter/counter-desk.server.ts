import { checkIn, correctVisitor, startWalkIn } from '../arrivals/arrival-acts.server.ts';
import { handoutsOf } from '../arrivals/arrival-handouts.server.ts';
import { checkInByToken } from '../arrivals/check-in-desk.server.ts';
import {
  beginFamilyCards,
  issueSigningCertificate,
  leaveCardOut,
  nextCardOfFamily,
  presentCard,
  resetCardPin,
  rewriteCard,
  takeUpCard,
} from '../cards/card-desk.server.ts';
import { unfinishedCards } from '../cards/card-list.server.ts';
import { actsIn, type OfficeRoom } from '../room.server.ts';
import { openPinPad, resetPin, returnFromPinPad } from './counter-card.server.ts';
import { fetchCertificate, goOnWithoutConfirmation, recordSaid, sendBack } from './counter-certificate.server.ts';
import { filingOf, findSignedFiling, signFiling } from './counter-filing.server.ts';
import { chooseHousehold, householdsToJoin } from './counter-household.server.ts';
import { receiveFiling } from './received-filing.server.ts';

/** 窓口の机（特例転入）: from the check-in to the cards. */
export function createCounterDesk(room: OfficeRoom) {
  const inRoom = actsIn(room);
  return {
    checkInByToken: inRoom(checkInByToken),
    startWalkIn: inRoom(startWalkIn),
    checkIn: inRoom(checkIn),
    correctVisitor: inRoom(correctVisitor),
    openPinPad: inRoom(openPinPad),
    receiveFiling: inRoom(receiveFiling),
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
  };
}
