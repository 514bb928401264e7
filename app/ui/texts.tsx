import { createContext, type ReactNode, useContext } from 'react';

/** Words that the components themselves bring along; a language is one object of this shape. */
export interface UiTexts {
  simulation: string;
  skipToContent: string;
  required: string;
  optional: string;
  readOnly: string;
  choose: string;
  errorMark: string;
  errorTitlePrefix: string;
  errorSummaryTitle: string;
  change: string;
  notGiven: string;
  back: string;
  signOut: string;
  banner: { success: string; warning: string; error: string; info: string };
  step: {
    of: (total: number, position: number) => string;
    done: string;
    current: string;
    error: string;
    skipped: string;
    waiting: string;
  };
  date: { era: string; year: string; month: string; day: string };
  timeline: { done: string; current: string; upcoming: string; failed: string };
  eras: { value: string; label: string }[];
}

export const JAPANESE_UI_TEXTS: UiTexts = {
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
  banner: { success: '完了', warning: '注意', error: 'エラー', info: 'お知らせ' },
  step: {
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

const UiTextsContext = createContext(JAPANESE_UI_TEXTS);

/** Another language for everything below. */
export function UiTextsProvider({ texts, children }: { texts: UiTexts; children: ReactNode }) {
  return <UiTextsContext.Provider value={texts}>{children}</UiTextsContext.Provider>;
}

export function useUiTexts(): UiTexts {
  return useContext(UiTextsContext);
}
