import type { Instant } from '#app/vocabulary/clock.ts';
import type { ApproveRelease, EndRelease, ProtectionMeasure, RequestRelease } from '../protection.ts';
import type { Facts } from './decision.ts';
import type { ProtectionError } from './protection-checks.ts';
import { isReleased } from './protection-terms.ts';

const SHORTEST = 5;
const LONGEST = 120;

type ReleaseCommand = RequestRelease | ApproveRelease | EndRelease;

/** 一時解除 (標準仕様書 3.1): what stands in the way of asking for it, approving it or ending it. */
export function whyNotRelease(
  command: ReleaseCommand,
  { state, release }: ProtectionMeasure,
  { now, officer }: Facts,
): ProtectionError | undefined {
  if (state !== 'provisional' && state !== 'full') return 'wrongState';
  const standing = release && (!release.until || isReleased({ releasedUntil: release.until }, now));
  switch (command.kind) {
    case 'RequestRelease':
      if (standing) return 'releasePending';
      if (command.minutes < SHORTEST || command.minutes > LONGEST) return 'releaseLength';
      return command.reason.trim() ? undefined : 'missingReason';
    case 'ApproveRelease':
      if (!release || release.approvedBy) return 'noRelease';
      return release.requestedBy.id === officer.id ? 'sameOfficer' : undefined;
    case 'EndRelease':
      return standing ? undefined : 'noRelease';
  }
}

/** The measure after the act; an approved release carries the instant at which it is over by itself. */
export function releaseAfter(command: ReleaseCommand, measure: ProtectionMeasure, facts: Facts): ProtectionMeasure {
  const { id, name } = facts.officer;
  switch (command.kind) {
    case 'RequestRelease': {
      const { minutes, reason } = command;
      return { ...measure, release: { requestedBy: { id, name }, requestedAt: facts.now, reason, minutes } };
    }
    case 'ApproveRelease': {
      const { release } = measure;
      if (!release) return measure;
      const until = later(facts.now, release.minutes);
      return { ...measure, release: { ...release, approvedBy: { id, name }, until } };
    }
    case 'EndRelease': {
      const { release: _, ...rest } = measure;
      return rest;
    }
  }
}

function later(from: Instant, minutes: number): Instant {
  return new Date(Date.parse(from) + minutes * 60_000).toISOString();
}
