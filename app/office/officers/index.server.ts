import { actsIn, type OfficeRoom } from '../room.server.ts';
import { accountPage, changePassword, confirmEnrolment, enrolment, signOutEverywhere } from './account.server.ts';
import { createOfficer, officerList, officerPage, setOfficerActive } from './administration.server.ts';
import { dropHeldForm, findHeldForm, holdForm } from './held-forms.server.ts';
import { approvePassword, dropPasswordRequest, issueByCommand, requestPassword } from './issuing.server.ts';
import { permissionPage } from './permission-page.server.ts';
import { confirmPosting, dropPosting, requestPosting } from './postings.server.ts';
import { fillRoll, listOfficers } from './roll.server.ts';
import { findSession } from './sessions.server.ts';
import { signIn, signInByPress, signOut } from './sign-in.server.ts';

/** 職員: the roll, who is at which browser, everybody's own account, and its administration. */
export function createOfficerDesks(room: OfficeRoom) {
  const inRoom = actsIn(room);
  return {
    /** 職員名簿 and who is at which browser. */
    roll: { fill: inRoom(fillRoll), list: inRoom(listOfficers) },
    access: {
      signIn: inRoom(signIn),
      signInByPress: inRoom(signInByPress),
      find: inRoom(findSession),
      signOut: inRoom(signOut),
      hold: inRoom(holdForm),
      held: inRoom(findHeldForm),
      drop: inRoom(dropHeldForm),
    },
    /** 自分のアカウント. */
    account: {
      page: inRoom(accountPage),
      changePassword: inRoom(changePassword),
      enrolment: inRoom(enrolment),
      confirmEnrolment: inRoom(confirmEnrolment),
      signOutEverywhere: inRoom(signOutEverywhere),
    },
    /** 権限の表. */
    permissions: inRoom(permissionPage),
    /** 職員の管理. */
    officers: {
      list: inRoom(officerList),
      page: inRoom(officerPage),
      create: inRoom(createOfficer),
      requestPosting: inRoom(requestPosting),
      confirmPosting: inRoom(confirmPosting),
      dropPosting: inRoom(dropPosting),
      setActive: inRoom(setOfficerActive),
      requestPassword: inRoom(requestPassword),
      approvePassword: inRoom(approvePassword),
      dropRequest: inRoom(dropPasswordRequest),
      issueByCommand: inRoom(issueByCommand),
    },
  };
}
