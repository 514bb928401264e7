import { extractText, getDocumentProxy } from 'unpdf';
import { expect } from 'vitest';
import type { Clerk } from './clerk.ts';

/** What any reader of PDF finds in a paper, without the spaces that its lines put in between. */
export async function wordsOfPdf(pdf: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 });
  return (await extractText(document, { mergePages: true })).text.replace(/\s/g, '');
}

/** Opens the PDF behind a link of the page, as the officer's browser would, and reads it. */
export async function openPdf(clerk: Clerk, link: string | RegExp, within = clerk.page.locator('main')) {
  const href = await within.getByRole('link', { name: link }).getAttribute('href');
  const response = await clerk.page.request.get(new URL(href ?? '', clerk.page.url()).href);
  expect(response.headers()['content-type'], await clerk.page.title()).toBe('application/pdf');
  return wordsOfPdf(await response.body());
}
