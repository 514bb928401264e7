import type { UiTexts } from '../texts.tsx';

/** 部品の文言（日本語）. */
export const ja: UiTexts = {
  simulation: 'これは架空の住民によるシミュレーションです',
  skipToContent: '本文へ移動',
  required: '※必須',
  optional: '※任意',
  readOnly: '編集不可',
  choose: '選択してください',
  errorMark: '＊',
  errorTitlePrefix: 'エラー：',
  errorSummaryTitle: '入力内容を確認してください',
  change: '変更',
  notGiven: '（入力なし）',
  back: '戻る',
  signOut: 'サインアウト',
  siteName: '引越しワンストップ',
  service: '転入転出ワンストップ（オープンソースのシミュレーション）',
  pageTitle: (title, owner) => `${title}｜${owner}`,
  person: (name) => `${name} さん`,
  inBrackets: (words) => `（${words}）`,
  words: { title: 'このページのことば', back: '↑ 文に戻る', backTo: (word) => `「${word}」が書いてある文に戻る` },
  languages: '言語 Language',
  errors: {
    signIn: {
      title: 'サインインが必要です',
      sentences: ['このページを見るには、もう一度サインインしてください。保存した内容は残っています。'],
    },
    forbidden: {
      title: 'このページは表示できません',
      sentences: ['このページを見る権限がありません。別の役割でサインインしているときは、サインインし直してください。'],
    },
    notFound: {
      title: 'ページが見つかりません',
      sentences: [
        'アドレスが変わったか、入力に誤りがあるかもしれません。',
        'アドレスを確かめるか、トップページからお進みください。',
      ],
    },
    method: {
      title: 'この操作はできません',
      sentences: ['ページの開き方が正しくありません。トップページからお進みください。'],
    },
    outage: {
      title: 'ただいま利用できません',
      sentences: [
        'つながる先のシステムが応答していません。保存した内容は残っています。',
        '時間をおいて、もう一度お試しください。',
      ],
    },
    unexpected: {
      title: '処理できませんでした',
      sentences: [
        'システムの内部で問題が起きました。確定した手続きの内容は保存されています。',
        '時間をおいて、もう一度お試しください。',
      ],
    },
    tooMany: {
      title: 'しばらくお待ちください',
      sentences: [
        '短い時間に多くの操作がありました。1分ほど待ってから、もう一度お試しください。入力した内容は失われていません。',
      ],
    },
  },
  toStart: 'トップページへ',
  foreignForm: 'このフォームは別のサイトから送られたため、受け付けませんでした。',
  banner: { success: '完了', warning: '注意', error: 'エラー', info: 'お知らせ' },
  step: {
    now: (total, position, label) => `ステップ ${position}／${total}：${label}`,
    of: (total, position) => `全${total}ステップ中${position}番目`,
    done: '完了',
    current: '現在のステップ',
    error: 'エラーあり',
    skipped: '省略',
    waiting: '未着手',
  },
  date: { era: '元号・西暦', year: '年', month: '月', day: '日' },
  timeline: { done: '済み', current: '進行中', upcoming: 'これから', failed: '止まっています' },
  eras: [
    { value: 'western', label: '西暦' },
    { value: 'reiwa', label: '令和' },
    { value: 'heisei', label: '平成' },
    { value: 'showa', label: '昭和' },
    { value: 'taisho', label: '大正' },
    { value: 'meiji', label: '明治' },
  ],
};
