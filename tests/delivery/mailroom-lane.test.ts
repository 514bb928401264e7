import { expect, it } from 'vitest';
import { createLane } from '#app/messages/lane.ts';

it('一度に一つだけ動き、動いている間に頼まれた分は、次の一回にまとめられる', async () => {
  const log: string[] = [];
  let runs = 0;
  const lane = createLane(async () => {
    runs += 1;
    const run = runs;
    log.push(`start ${run}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
    log.push(`end ${run}`);
    return run;
  });
  const first = lane();
  const [second, third] = [lane(), lane()];
  expect(await Promise.all([first, second, third])).toEqual([1, 2, 2]);
  expect(await lane()).toBe(3);
  expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2', 'start 3', 'end 3']);
});

it('失敗しても、次は動く', async () => {
  let runs = 0;
  const lane = createLane(async () => {
    runs += 1;
    if (runs === 1) throw new Error('一度目');
    return runs;
  });
  const [first, second] = await Promise.allSettled([lane(), lane()]);
  expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled']);
});
