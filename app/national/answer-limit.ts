/**
 * 応答待ちの上限: waits for an answer, body included, at most so long. The signal alone would not do: a fetch that is
 * aborted while its body is being read may stay pending for ever (nodejs/node#56917), and with it all that wait in turn.
 * Throws what `ask` throws, or an Error when the time is over.
 */
export async function answerWithin<R>(limitMs: number, ask: (signal: AbortSignal) => Promise<R>): Promise<R> {
  const patience = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const late = new Error(`no answer within ${limitMs} ms`);
      reject(late);
      patience.abort(late);
    }, limitMs);
  });
  try {
    return await Promise.race([ask(patience.signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
