import type { PersonNotice } from '../notices/person-notices.server.ts';
import { momentInWords, plainDate } from '../texts/dates.ts';
import { text } from '../texts/text.ts';

/** 本人への知らせの一行. */
export function noticeLine(notice: PersonNotice): { title: string; hint: string; status: string; isOpen: boolean } {
  if (notice.kind === 'lockedFiling') {
    const hint = text('family.lockedHint', { at: momentInWords(notice.at) });
    return { title: text('family.locked'), hint, status: text('family.stateTold'), isOpen: false };
  }
  const { filer, movingOn, objectedAt, ended } = notice;
  return {
    title: text('family.coMover'),
    hint: text('family.coMoverHint', { filer, date: plainDate(movingOn) }),
    status: text(objectedAt ? 'family.stateObjected' : ended ? 'family.stateEnded' : 'family.stateNew'),
    isOpen: !objectedAt && !ended,
  };
}
