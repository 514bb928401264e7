import type { Room } from './room.server.ts';

/** Pause between two looks for the answer. */
const LOOK_AGAIN_MS = 40;

/**
 * 回答を待つ: lets the mail go and come until the answer is there or the town's limit is over. A slow line must not hold the counter
 * longer than the rule says: the round goes on by itself.
 */
export async function untilAnswered<T>(room: Room, find: () => Promise<T | undefined>): Promise<T | undefined> {
  const until = Date.now() + room.town.rules.certificateTimeoutMs;
  let moving: Promise<unknown> | undefined;
  while (Date.now() < until) {
    moving ??= exchangeMail(room).finally(() => {
      moving = undefined;
    });
    await Promise.race([moving, sleep(LOOK_AGAIN_MS)]);
    const found = await find();
    if (found) return found;
    await sleep(LOOK_AGAIN_MS / 4);
  }
  return undefined;
}

async function exchangeMail(room: Room): Promise<void> {
  try {
    await room.mailroom.deliver();
    await room.mailroom.pull();
  } catch (error) {
    // Outage or not: the counter goes on when the time is over.
    room.onError?.(error);
    await sleep(LOOK_AGAIN_MS);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
