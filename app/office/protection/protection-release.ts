import type { ResidentView } from '#app/juki/door.ts';

/** 一時解除 of what is on a screen. */
export type ShownRelease = NonNullable<ResidentView['protectionRelease']>;

/** 一時解除中 (標準仕様書 3.1): only when nobody on the screen is protected without it; the first that ends counts. */
export function releaseOf(persons: readonly (ResidentView | undefined)[]): ShownRelease | undefined {
  const protectedPersons = persons.filter((one) => one?.protectedPerson);
  const releases = protectedPersons.flatMap((one) => one?.protectionRelease ?? []);
  if (releases.length === 0 || releases.length < protectedPersons.length) return undefined;
  return releases.toSorted((a, b) => a.until.localeCompare(b.until))[0];
}
