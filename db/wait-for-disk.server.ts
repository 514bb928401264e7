import { closeSync, fdatasync, openSync } from 'node:fs';

/** The wait until commits are on the disk; the thread that works does not stand still meanwhile. */
export interface DiskWait {
  /** The wait for everything that was committed before the call; one wait serves all who ask meanwhile. */
  flush(): Promise<void>;
  /** Waits for what was committed last; undefined = everything is on the disk. */
  underWay(): Promise<void> | undefined;
  close(): void;
}

/** Flushes the write-ahead log of an open SQLite database: what it does itself with `synchronous=FULL`, on another thread. */
export function createDiskWait(database: string): DiskWait {
  const log = openSync(`${database}-wal`, 'r+');
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    next = undefined;
    running = new Promise<void>((resolve, reject) => {
      fdatasync(log, (error) => {
        if (!next) running = undefined;
        if (error) reject(error);
        else resolve();
      });
    });
    return running;
  }

  return {
    flush: () => {
      if (!running) return start();
      next ??= running.then(start);
      return next;
    },
    underWay: () => next ?? running,
    close: () => closeSync(log),
  };
}
