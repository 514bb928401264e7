import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { renderToPipeableStream, renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { withoutPadding } from '#app/padding.server.ts';

/** Many short words, as in a list to choose from: long ones React writes in another way. */
const page = (before: number) => (
  <select name={'x'.repeat(before)}>
    {Array.from({ length: 400 }, (_, index) => (
      <option key={String(index)} value="妻（未届）">
        続柄
      </option>
    ))}
  </select>
);

function rendered(before: number): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page(before), {
      onAllReady: () => buffer(pipe(new PassThrough())).then(resolve, reject),
      onError: reject,
    });
  });
}

test('どこで文字が区切りにかかっても、漢字の前に余計な文字は入らない', async () => {
  const padded = [];
  for (const before of [0, 1, 2, 3, 4, 5]) {
    const html = await rendered(before);
    padded.push(html.includes(0));
    expect(withoutPadding(html)).toBe(renderToStaticMarkup(page(before)));
  }
  expect(padded, 'React pads no more: app/padding.server.ts may go').toContain(true);
});
