/** Chance that is the same for the same seed. */
export interface Chance {
  /** From 0 up to but without 1. */
  next(): number;
  /** A whole number from 0 up to but without `below`. */
  below(below: number): number;
  /** From `least` to `most`, both included. */
  between(least: number, most: number): number;
  happens(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

/** Splitmix-like generator of 32 bits (mulberry32): quick, and the same on every machine. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (probability) => next() < probability,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
  };
}

/** Something with a weight; heavier ones come more often. */
export type Weighted<T> = readonly (readonly [T, number])[];

/** Picks by weight, in a few steps whatever the number of choices. */
export function weightedPick<T>(choices: Weighted<T>): (chance: Chance) => T {
  const sums: number[] = [];
  let total = 0;
  for (const [, weight] of choices) {
    total += weight;
    sums.push(total);
  }
  return (chance) => {
    const at = chance.next() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    const found = choices[low];
    if (!found) throw new Error('nothing to pick from');
    return found[0];
  };
}
