import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { isOpen } from './applications/status.ts';
import type { Resident } from './drafts/answers.ts';
import type { Portal } from './index.server.ts';
import type { HomeView } from './screens/home-page.tsx';
import { noticeLine } from './screens/person-notice-words.ts';
import { visitReminder } from './screens/status-words.ts';
import { momentInWords, plainDate } from './texts/dates.ts';
import { text } from './texts/text.ts';

/** マイページ: drafts and applications of the account, and whether a new one may be started. */
export async function homeView(portal: Portal, resident: Resident, today: CalendarDate): Promise<HomeView> {
  const [drafts, applications, relocations, newNotices, personal, lockedSince] = await Promise.all([
    portal.drafts.list(resident.subject),
    portal.applications.list(resident),
    portal.relocations.list(resident),
    portal.notices.countNew(resident),
    portal.personNotices.list(resident),
    portal.lockedSince(resident),
  ]);
  return {
    drafts: drafts.map((draft) => ({
      id: draft.id,
      title: draft.corrects
        ? text('home.draft.correction', { receipt: draft.corrects.receiptNumber })
        : text('home.draft.new'),
      updated: text('home.draft.updated', { at: momentInWords(draft.updatedAt) }),
    })),
    applications: applications.map((view) => ({
      receiptNumber: view.receiptNumber,
      title: text('home.application', { date: plainDate(view.movingOn) }),
      hint: text('home.applicationHint', { from: view.from.name, to: view.to.name, receipt: view.receiptNumber }),
      state: view.state,
    })),
    relocations: relocations.map(({ receiptNumber, notice, town, state, mayCancel }) => ({
      receiptNumber,
      title: text('relocation.homeTitle', { date: plainDate(notice.visit.on) }),
      hint: text('relocation.homeHint', { town: town.name, receipt: receiptNumber }),
      state,
      isOpen: mayCancel,
    })),
    notices: applications.flatMap((view): HomeView['notices'] => {
      const reminder = visitReminder(view, today);
      if (reminder) return [{ receiptNumber: view.receiptNumber, kind: 'info', ...reminder }];
      if (view.visitState !== 'slotWithdrawn' || !isOpen(view.state)) return [];
      const lost = { title: text('go.slotWithdrawn'), sentence: text('go.slotWithdrawnLead') };
      return [{ receiptNumber: view.receiptNumber, kind: 'warning', ...lost }];
    }),
    newNotices,
    personal: personal.map((notice) => ({ key: notice.key, ...noticeLine(notice) })),
    isLocked: lockedSince !== undefined,
    canStart: !applications.some(({ state }) => isOpen(state)),
  };
}
