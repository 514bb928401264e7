import type { UiTexts } from '../texts.tsx';
import { ja } from './ja.ts';

/** 部品の文言 in やさしい日本語: sentences of 40 characters at most; labels are those of Japanese, with their reading. */
export const easy: UiTexts = {
  ...ja,
  simulation: 'これは練習です。本当の人ではありません',
  errorSummaryTitle: 'もう一度、見てください',
  words: { title: 'このページのことば', back: '↑ 文にもどる', backTo: (word) => `「${word}」と書いてある文にもどる` },
  languages: 'ことば Language',
  errors: {
    signIn: {
      title: 'ログインしてください',
      sentences: ['このページを見るには、もう一度ログインしてください。書いたものは残っています。'],
    },
    forbidden: {
      title: 'このページは見られません',
      sentences: ['このページは、あなたには見られません。ログインし直してください。'],
    },
    notFound: {
      title: 'ページがありません',
      sentences: ['アドレスが違うようです。', 'アドレスを見直すか、始めのページから進んでください。'],
    },
    method: {
      title: 'これはできません',
      sentences: ['ページの開き方が違います。始めのページから進んでください。'],
    },
    outage: {
      title: '今は使えません',
      sentences: ['機械が動いていません。書いたものは残っています。', '少し待って、もう一度してください。'],
    },
    unexpected: {
      title: 'うまくできませんでした',
      sentences: ['機械に問題がありました。出した届出は残っています。', '少し待って、もう一度してください。'],
    },
    tooMany: {
      title: '少し待ってください',
      sentences: ['短い時間に、たくさん押しました。1分くらい待ってください。書いたものは残っています。'],
    },
  },
  toStart: '始めのページへ',
  foreignForm: 'ほかのサイトから送られました。受け付けませんでした。',
};
