/** Languages of the residents' pages: as people choose them, each named in itself. */
const CHOICES = {
  ja: { language: 'ja', furigana: false, name: '日本語', html: 'ja' },
  ruby: { language: 'ja', furigana: true, name: '日本語（ふりがな）', html: 'ja' },
  easy: { language: 'easy', furigana: true, name: 'やさしい日本語', html: 'ja' },
  en: { language: 'en', furigana: false, name: 'English', html: 'en' },
  zh: { language: 'zh', furigana: false, name: '中文（简体）', html: 'zh-Hans' },
  vi: { language: 'vi', furigana: false, name: 'Tiếng Việt', html: 'vi' },
} as const satisfies Record<string, { language: string; furigana: boolean; name: string; html: string }>;

/** 表示言語の選択: a language, for Japanese with or without ふりがな. */
export type LanguageChoice = keyof typeof CHOICES;

/** 表示言語: a catalogue of texts. */
export type Language = (typeof CHOICES)[LanguageChoice]['language'];

/** How one request is answered. */
export interface Speech {
  choice: LanguageChoice;
  /** The page that is shown, to come back to after the choice of another language. */
  path: string;
  /** Pages of offices and of the demo are Japanese only: nothing is offered there. */
  offered: boolean;
}

const USUAL: Speech = { choice: 'ja', path: '/', offered: false };

let source: () => Speech | undefined = () => undefined;

/** Where the language of the moment comes from: the server knows whose request it answers. */
export function askForSpeech(ask: () => Speech | undefined): void {
  source = ask;
}

/** How to answer now; outside of a request it is Japanese. */
export function speechNow(): Speech {
  return source() ?? USUAL;
}

/** 今の表示言語. */
export function languageNow(): Language {
  return CHOICES[speechNow().choice].language;
}

/** BCP 47 name for the `lang` attribute. */
export function htmlLanguageNow(): string {
  return CHOICES[speechNow().choice].html;
}

/** Whether kanji get their reading now. */
export function furiganaNow(): boolean {
  return CHOICES[speechNow().choice].furigana;
}

export const LANGUAGE_CHOICES = (Object.keys(CHOICES) as LanguageChoice[]).map((choice) => ({
  choice,
  ...CHOICES[choice],
}));

export function isLanguageChoice(value: unknown): value is LanguageChoice {
  return typeof value === 'string' && Object.hasOwn(CHOICES, value);
}

/** First visit: the first of our languages that the browser asks for (RFC 9110 12.5.4), or Japanese. */
export function choiceOfBrowser(acceptLanguage: string | undefined): LanguageChoice {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...params] = wish.trim().toLowerCase().split(';');
      const weight = params.map((param) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(param)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  // やさしい日本語 and ふりがな are no languages of a browser.
  for (const { language } of wishes) {
    if (isLanguageChoice(language) && language !== 'ruby' && language !== 'easy') return language;
  }
  return 'ja';
}
