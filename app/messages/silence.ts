/** 応答のない外部システム, and since when (protocol time). */
export interface SilentSystem {
  system: string;
  since: string;
}

/** Remembers which systems did not answer the last time they were asked. */
export interface Silence {
  noticed(system: string): void;
  ended(system: string): void;
  list(): SilentSystem[];
}

export function createSilence(now: () => string): Silence {
  const since = new Map<string, string>();
  return {
    noticed: (system) => {
      if (!since.has(system)) since.set(system, now());
    },
    ended: (system) => {
      since.delete(system);
    },
    list: () => [...since].map(([system, start]) => ({ system, since: start })),
  };
}

/** Each system once, with its earliest silence. */
export function longestSilence(found: SilentSystem[]): SilentSystem[] {
  const earliest = new Map<string, SilentSystem>();
  for (const silent of found) {
    const known = earliest.get(silent.system);
    if (!known || silent.since < known.since) earliest.set(silent.system, silent);
  }
  return [...earliest.values()];
}
