/**
 * One run at a time. Who asks during a run gets the next one, which starts after they asked and is shared by all who
 * asked meanwhile; so nothing that was written before the question is overlooked.
 */
export function createLane<R>(run: () => Promise<R>): () => Promise<R> {
  let running: Promise<R> | undefined;
  let next: Promise<R> | undefined;

  function start(): Promise<R> {
    next = undefined;
    running = run().finally(() => {
      if (!next) running = undefined;
    });
    return running;
  }

  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
