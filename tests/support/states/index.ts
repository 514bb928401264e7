import { ACCESS_PAGES } from './access-pages.ts';
import { ACT_PAGES } from './act-pages.ts';
import { COUNTER_PAGES } from './counter-pages.ts';
import { DEMO_PAGES } from './demo-pages.ts';
import { ELECTORAL_PAGES } from './electoral-pages.ts';
import { INSPECTION_PAGES } from './inspection-pages.ts';
import { LIFELINE_PAGES } from './lifeline-pages.ts';
import { MY_DATA_PAGES } from './my-data-pages.ts';
import { NOTICE_PAGES } from './notice-pages.ts';
import { NUMBER_PAGES } from './number-pages.ts';
import { OFFICE_PAGES } from './office-pages.ts';
import { OVERSIGHT_PAGES } from './oversight-pages.ts';
import type { StateRegistry } from './page-states.ts';
import { PAPER_PAGES } from './paper-pages.ts';
import { PROTECTION_PAGES } from './protection-pages.ts';
import { PROVISION_PAGES } from './provision-pages.ts';
import { QUESTION_PAGE } from './question-pages.ts';
import { RELOCATION_PAGES } from './relocation-pages.ts';
import { REMOVED_PAGES } from './removed-pages.ts';
import { RENAMING_PAGES } from './renaming-pages.ts';
import { RESIDENT_NOTICE_PAGES } from './resident-notice-pages.ts';
import { RESIDENT_PAGES } from './resident-pages.ts';
import { SCHEDULE_PAGES } from './schedule-pages.ts';
import { SECTION_PAGES } from './section-pages.ts';
import { SIGN_IN_PAGES } from './sign-in-pages.ts';
import { TO_DO_PAGES } from './to-do-pages.ts';

/** 画面の一覧: every page of the build with its states. */
export const STATES: StateRegistry = {
  ...DEMO_PAGES,
  ...SIGN_IN_PAGES,
  ...RESIDENT_PAGES,
  ...RESIDENT_NOTICE_PAGES,
  ...RELOCATION_PAGES,
  ...TO_DO_PAGES,
  ...LIFELINE_PAGES,
  ...PROVISION_PAGES,
  ...MY_DATA_PAGES,
  'routes/moving.drafts.$draft.$question': QUESTION_PAGE,
  ...OFFICE_PAGES,
  ...ACCESS_PAGES,
  ...ACT_PAGES,
  ...NUMBER_PAGES,
  ...SECTION_PAGES,
  ...OVERSIGHT_PAGES,
  ...NOTICE_PAGES,
  ...REMOVED_PAGES,
  ...PAPER_PAGES,
  ...PROTECTION_PAGES,
  ...INSPECTION_PAGES,
  ...RENAMING_PAGES,
  ...ELECTORAL_PAGES,
  ...SCHEDULE_PAGES,
  ...COUNTER_PAGES,
};
