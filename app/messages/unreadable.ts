/** 読めない電文の理由. */
export type UnreadableReason =
  | 'badSignature'
  | 'untrusted'
  | 'wrongSender'
  | 'wrongAddressee'
  | 'unknownType'
  | 'unknownVersion'
  | 'malformed'
  | 'undecryptable';

/** What an unreadable message says about itself; nobody vouches for it. */
export interface Claim {
  id: string;
  type: string;
  from: string;
}

/** 読めない電文: kept aside and shown to an officer, never applied, never dropped. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';

  constructor(
    readonly reason: UnreadableReason,
    readonly detail: string,
    readonly claimed?: Claim,
  ) {
    super(`${reason}: ${detail}`);
  }
}
