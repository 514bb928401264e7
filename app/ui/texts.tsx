import { createContext, type ReactNode, useContext } from 'react';
import { type Language, languageNow } from './languages.ts';
import { easy } from './words/easy.ts';
import { en } from './words/en.ts';
import { ja } from './words/ja.ts';
import { vi } from './words/vi.ts';
import { zh } from './words/zh.ts';

/** What a page says about an answer that is no page. */
export interface ErrorTexts {
  title: string;
  sentences: readonly string[];
}

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
  siteName: string;
  /** Footer: what this service is. */
  service: string;
  /** Title of a page: what it is about, then whose page it is. */
  pageTitle: (title: string, owner: string) => string;
  person: (name: string) => string;
  inBrackets: (words: string) => string;
  /** 用語の説明 at the end of a page. */
  words: { title: string; back: string; backTo: (word: string) => string };
  /** What opens the choice of a language; said in several languages at once. */
  languages: string;
  errors: Record<'signIn' | 'forbidden' | 'notFound' | 'method' | 'outage' | 'unexpected' | 'tooMany', ErrorTexts>;
  toStart: string;
  foreignForm: string;
  banner: { success: string; warning: string; error: string; info: string };
  step: {
    /** On a phone: 「ステップ 2／6：引越し」. */
    now: (total: number, position: number, label: string) => string;
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

/** 部品の文言 by language. */
export const UI_TEXTS: Readonly<Record<Language, UiTexts>> = { ja, easy, en, zh, vi };

/** 部品の文言 in the language of the request. */
export function uiTextsNow(): UiTexts {
  return UI_TEXTS[languageNow()];
}

const UiTextsContext = createContext<UiTexts | undefined>(undefined);

/** Another language for everything below. */
export function UiTextsProvider({ texts, children }: { texts: UiTexts; children: ReactNode }) {
  return <UiTextsContext.Provider value={texts}>{children}</UiTextsContext.Provider>;
}

export function useUiTexts(): UiTexts {
  return useContext(UiTextsContext) ?? uiTextsNow();
}
