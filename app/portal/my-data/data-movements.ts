import type { Instant } from '#app/vocabulary/clock.ts';
import type { Hop } from '../applications/applications.ts';

/** 動いた情報の種類. */
export type MovementKind =
  | 'application'
  | 'withdrawal'
  | 'visit'
  | 'visitCancelled'
  | 'status'
  | 'certificate'
  | 'movingInNotice';

/** 情報の移動の一件: which organisation handed what to which, and when. */
export interface DataMovement {
  at: Instant;
  from: 'portal' | 'oldTown' | 'newTown';
  to: 'portal' | 'oldTown' | 'newTown';
  kind: MovementKind;
}

const BY_PORTAL: Readonly<Record<string, Pick<DataMovement, 'to' | 'kind'>>> = {
  sent: { to: 'oldTown', kind: 'application' },
  withdrawalRequested: { to: 'oldTown', kind: 'withdrawal' },
  cancellationRequested: { to: 'oldTown', kind: 'withdrawal' },
  announced: { to: 'newTown', kind: 'visit' },
  portalWithdrew: { to: 'newTown', kind: 'visitCancelled' },
};

/**
 * 情報の移動 between the organisations of one's own move: what the portal sent, and what each town reported. Between two towns only what the
 * town that received it has said: prepared = it has the 転出証明書情報, movedIn = it has the 転入通知.
 */
export function movementsOf(hops: readonly Pick<Hop, 'object' | 'step' | 'at'>[]): DataMovement[] {
  return hops.flatMap(({ object, step, at }): DataMovement[] => {
    if (object === 'portal') {
      const sent = BY_PORTAL[step];
      return sent ? [{ at, from: 'portal', ...sent }] : [];
    }
    if (object === 'application') {
      const report: DataMovement = { at, from: 'oldTown', to: 'portal', kind: 'status' };
      return step === 'movedIn' ? [{ at, from: 'newTown', to: 'oldTown', kind: 'movingInNotice' }, report] : [report];
    }
    const report: DataMovement = { at, from: 'newTown', to: 'portal', kind: 'status' };
    return step === 'prepared' ? [{ at, from: 'oldTown', to: 'newTown', kind: 'certificate' }, report] : [report];
  });
}
