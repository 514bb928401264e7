/** 応答のない外部システム, and since when (protocol time). */
export interface SilentSystem {
  system: string;
  since: string;
}

/** 外部システムの状態 as the mailroom last met it: how long ago it answered, and for how long it has been silent. */
export interface SystemContact {
  system: string;
  heardMsAgo?: number;
  silentMs?: number;
}

/** Remembers which systems did not answer the last time they were asked. */
export interface Silence {
  noticed(system: string): void;
  ended(system: string): void;
  list(): SilentSystem[];
  /** When each system answered last. */
  heard(): ReadonlyMap<string, string>;
}

export function createSilence(now: () => string): Silence {
  const since = new Map<string, string>();
  const heard = new Map<string, string>();
  return {
    noticed: (system) => {
      if (!since.has(system)) since.set(system, now());
    },
    ended: (system) => {
      since.delete(system);
      heard.set(system, now());
    },
    heard: () => heard,
    list: () => [...since].map(([system, start]) => ({ system, since: start })),
  };
}

/** 接続の状態 of every system that was asked or heard, from several memories of it. */
export function contactsOf(memories: readonly Silence[], nowMs: number): SystemContact[] {
  const contacts = new Map<string, SystemContact>();
  for (const memory of memories) {
    for (const [system, at] of memory.heard()) {
      const ago = Math.max(0, nowMs - Date.parse(at));
      const known = contacts.get(system);
      contacts.set(system, { ...known, system, heardMsAgo: Math.min(ago, known?.heardMsAgo ?? ago) });
    }
  }
  for (const { system, since } of longestSilence(memories.flatMap((memory) => memory.list()))) {
    contacts.set(system, { ...contacts.get(system), system, silentMs: Math.max(0, nowMs - Date.parse(since)) });
  }
  return [...contacts.values()].sort((a, b) => (a.system < b.system ? -1 : 1));
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
