import { ProblemError } from '#app/messages/problems.ts';
import { UnreadableError, type UnreadableReason } from '#app/messages/unreadable.ts';

/** 受付拒否: what a door will not take, with a stable code and a Japanese sentence. */
export function refused(status: number, code: string, detail: string): ProblemError {
  return new ProblemError({ status, code, detail });
}

const UNREADABLE: Record<UnreadableReason, { status: number; detail: string }> = {
  badSignature: { status: 401, detail: '署名を確認できません。' },
  untrusted: { status: 401, detail: '証明書を確認できません。' },
  wrongSender: { status: 403, detail: '署名した組織と名乗った組織が違います。' },
  wrongAddressee: { status: 403, detail: 'ほかの組織に宛てた電文です。' },
  unknownType: { status: 422, detail: '知らない電文種別です。' },
  unknownVersion: { status: 422, detail: '電文の版が違います。' },
  malformed: { status: 400, detail: '電文の形式が正しくありません。' },
  undecryptable: { status: 422, detail: '電文を復号できません。' },
};

/** An unreadable message is refused for good; anything else stays what it is. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof UnreadableError)) return error;
  const { status, detail } = UNREADABLE[error.reason];
  return refused(status, error.reason, detail);
}
