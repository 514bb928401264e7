import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import { askForSpeech, choiceOfBrowser, isLanguageChoice, type LanguageChoice, type Speech } from './ui/languages.ts';

const COOKIE = 'lang';
const YEAR_S = 365 * 24 * 60 * 60;

/** The bundle of the pages and the server around it load this file each for themselves, and share one storage. */
const SHARED = Symbol.for('moving-oss.speech');
const shared = globalThis as { [SHARED]?: AsyncLocalStorage<Speech> };
shared[SHARED] ??= new AsyncLocalStorage<Speech>();
const storage = shared[SHARED];
askForSpeech(() => storage.getStore());

/** Japanese only: offices, the demo's control, doors between organisations. */
function isJapaneseOnly(path: string): boolean {
  return /^\/(?:office|demo|verify-paper|inspection-reports|portal-api|healthz)(?:[/.]|$)/.test(path);
}

function chosen(cookies: string | undefined): LanguageChoice | undefined {
  const value = new RegExp(`(?:^|;\\s*)${COOKIE}=([a-z]+)(?:;|$)`).exec(cookies ?? '')?.[1];
  return isLanguageChoice(value) ? value : undefined;
}

/** Answers a request in the language of its sender: chosen before, else what the browser asks for. */
export function speakLanguageOfRequest(): RequestHandler {
  return (request, response, next) => {
    const path = request.originalUrl;
    if (isJapaneseOnly(request.path)) return next();
    response.vary('Accept-Language');
    const choice = chosen(request.headers.cookie) ?? choiceOfBrowser(request.headers['accept-language']);
    storage.run({ choice, path, offered: true }, next);
  };
}

/** Does something as an answer in this language. */
export function inSpeech<T>(speech: Speech, run: () => T): T {
  return storage.run(speech, run);
}

/** Set-Cookie of a choice: kept for a year, seen by this site alone. */
export function languageCookie(choice: LanguageChoice, secure: boolean): string {
  return `${COOKIE}=${choice}; Path=/; Max-Age=${YEAR_S}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
