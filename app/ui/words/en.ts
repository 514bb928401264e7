import type { UiTexts } from '../texts.tsx';

/** 部品の文言 in English. */
export const en: UiTexts = {
  simulation: 'This is a simulation with invented residents',
  skipToContent: 'Skip to the main content',
  required: '(required)',
  optional: '(optional)',
  readOnly: '(cannot be changed)',
  choose: 'Please choose',
  errorMark: '*',
  errorTitlePrefix: 'Error: ',
  errorSummaryTitle: 'Please check your answers',
  change: 'Change',
  notGiven: '(not given)',
  back: 'Back',
  signOut: 'Sign out',
  siteName: 'Moving One-Stop',
  service: 'Moving One-Stop 転入転出ワンストップ (an open-source simulation)',
  pageTitle: (title, owner) => `${title} | ${owner}`,
  person: (name) => name,
  inBrackets: (words) => ` (${words})`,
  words: {
    title: 'Words on this page',
    back: '↑ Back to the text',
    backTo: (word) => `Back to the text where ${word} stands`,
  },
  languages: 'Language 言語',
  errors: {
    signIn: {
      title: 'You need to sign in',
      sentences: ['Please sign in again to see this page. What you saved is still there.'],
    },
    forbidden: {
      title: 'You cannot see this page',
      sentences: [
        'You have no permission to see this page. If you are signed in as someone else, please sign in again.',
      ],
    },
    notFound: {
      title: 'Page not found',
      sentences: [
        'The address may have changed, or may contain a mistake.',
        'Check the address, or start from the top page.',
      ],
    },
    method: {
      title: 'This is not possible',
      sentences: ['The page was not opened in the right way. Please start from the top page.'],
    },
    outage: {
      title: 'Not available at the moment',
      sentences: [
        'A system that we need does not answer. What you saved is still there.',
        'Please wait a little and try again.',
      ],
    },
    unexpected: {
      title: 'Something went wrong',
      sentences: [
        'There was a problem inside our system. What you have already filed is safe.',
        'Please wait a little and try again.',
      ],
    },
    tooMany: {
      title: 'Please wait a moment',
      sentences: ['There were too many requests in a short time. Wait about a minute and try again. Nothing was lost.'],
    },
  },
  toStart: 'Go to the top page',
  foreignForm: 'This form was sent from another website, so it was not accepted.',
  banner: { success: 'Done', warning: 'Attention', error: 'Error', info: 'Information' },
  step: {
    now: (total, position, label) => `Step ${position} of ${total}: ${label}`,
    of: (total, position) => `Step ${position} of ${total}`,
    done: 'done',
    current: 'current step',
    error: 'has an error',
    skipped: 'skipped',
    waiting: 'not started',
  },
  date: { era: 'Era', year: 'Year', month: 'Month', day: 'Day' },
  timeline: { done: 'Done', current: 'In progress', upcoming: 'Still to come', failed: 'Stopped' },
  eras: [
    { value: 'western', label: 'Western year' },
    { value: 'reiwa', label: 'Reiwa 令和' },
    { value: 'heisei', label: 'Heisei 平成' },
    { value: 'showa', label: 'Showa 昭和' },
    { value: 'taisho', label: 'Taisho 大正' },
    { value: 'meiji', label: 'Meiji 明治' },
  ],
};
