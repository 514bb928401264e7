import { htmlLanguageNow } from './languages.ts';
import type { ErrorTexts } from './texts.tsx';

/** A page without any frame, for the moment when no other page can be drawn. */
export function barePage({ title, sentences }: ErrorTexts): string {
  return `<!doctype html><html lang="${htmlLanguageNow()}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><main><h1>${title}</h1>
<p>${sentences.join(' ')}</p></main></html>`;
}
