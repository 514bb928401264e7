import { z } from 'zod';
import { MunicipalityCode, ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { CalendarDate, FourItems } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';

/**
 * 統合端末: the counter's card reader with its PIN pad. A town opens a session, the visitor's browser page shows the
 * pad, the town reads the card and has it rewritten. Every request carries the town's `DoorRequest` (audience
 * `card-terminal`) with the digest of its body.
 *
 * - `POST {base}/sessions`                      OpenTerminalSession → TerminalSession
 * - `POST {base}/sessions/{id}/reading`         {} → CardReading
 * - `POST {base}/sessions/{id}/operations`      CardOperation → CardOperationState (409 = Problem)
 * - `POST {base}/sessions/{id}/pin-resets`      PinReset → TerminalSession (the pad where the holder sets the new PIN)
 * - `POST {base}/operations/{operationId}`      {} → CardOperationState
 * - `POST {base}/operations/{operationId}/confirmation` {} → CardOperationState
 * - `POST {base}/operations/{rewriting}/continuation`   CardContinuation → CardOperationState (409 = Problem)
 *
 * A session that is over and forgotten answers 410.
 */
export const CARD_TERMINAL_AUDIENCE = 'card-terminal';

/** カード読取りの開始. The pad leads back to `returnUrl` with the parameter `terminalSession`. */
export const OpenTerminalSession = z.strictObject({ returnUrl: z.url().max(500) });
export type OpenTerminalSession = z.infer<typeof OpenTerminalSession>;

/** The opened session and the page of the PIN pad. */
export const TerminalSession = z.object({ sessionId: z.uuid(), url: z.url() });
export type TerminalSession = z.infer<typeof TerminalSession>;

/** 個人番号カード as read at the counter with the 住民基本台帳用 PIN (住民基本台帳法第24条の2). */
export const TerminalCard = z.object({
  cardId: z.string().max(40),
  residentRecordCode: ResidentRecordCode,
  fourItems: FourItems,
  /** 団体コード of the address on the chip. */
  municipalityCode: MunicipalityCode,
  issuedOn: CalendarDate,
  expiresOn: CalendarDate,
  /** 失効 (施行令): the card can no longer be used for 特例転入 nor be continued. */
  lapsed: z.boolean(),
  lapseReason: z
    .enum(['expired', 'notMovedIn', 'notContinued', 'returned', 'deceased', 'numberChanged', 'codeChanged'])
    .optional(),
  /** 継続利用: due until the day given, or not needed. */
  continueUseBy: CalendarDate.optional(),
  /** 追記欄: free lines. */
  remarkLinesLeft: z.number().int().min(0),
  /** A rewriting that the card carries and the town has not confirmed: repair it. */
  unconfirmedOperationId: z.uuid().optional(),
});
export type TerminalCard = z.infer<typeof TerminalCard>;

/** 読取結果 of a session. `locked`: the holder may set a new PIN after identification. */
export const CardReading = z.discriminatedUnion('state', [
  z.object({ state: z.literal('waiting') }),
  z.object({ state: z.literal('read'), card: TerminalCard }),
  z.object({ state: z.literal('locked'), cardId: z.string().max(40) }),
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('expired') }),
]);
export type CardReading = z.infer<typeof CardReading>;

/** 券面事項の更新・署名用電子証明書の発行. `operationId` is chosen by the town; repeating it repeats nothing. */
export const CardOperation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rewrite'),
    operationId: z.uuid(),
    /** New address as written into the chip and on a line of the 追記欄. */
    address: textItem(300).min(1),
    municipalityCode: MunicipalityCode,
    /** 届出日. */
    on: CalendarDate,
  }),
  /** 署名用電子証明書の発行: the old one lapsed with the move; the new one carries the address of the chip. */
  z.strictObject({ kind: z.literal('issueSigningCertificate'), operationId: z.uuid(), on: CalendarDate }),
]);
export type CardOperation = z.infer<typeof CardOperation>;

/**
 * 継続利用 (住民基本台帳法施行令第30条の20) of the card that a rewriting named: the holder's PIN was entered for that one, so
 * the card need not lie in the reader any more, and what an outage interrupted ends without its holder.
 */
export const CardContinuation = z.strictObject({ operationId: z.uuid(), on: CalendarDate });
export type CardContinuation = z.infer<typeof CardContinuation>;

/**
 * State of an operation: notReceived (never arrived: do it again), written (on the card, not confirmed by the town),
 * confirmed. A refusal is a 409 and leaves no operation.
 */
export const CardOperationState = z.object({
  operationId: z.uuid(),
  state: z.enum(['notReceived', 'written', 'confirmed']),
  kind: z.enum(['rewrite', 'continueUse', 'issueSigningCertificate']).optional(),
  cardId: z.string().max(40).optional(),
  remarkLinesLeft: z.number().int().min(0).optional(),
});
export type CardOperationState = z.infer<typeof CardOperationState>;

/** Why the terminal refuses: codes of its problems with status 409. */
export const CARD_REFUSALS = {
  remarkLinesFull: '追記欄に空きがないため、このカードは継続して使えません。新しいカードの交付を案内してください。',
  cardLapsed: 'このカードは失効しているため、書き換えできません。新しいカードの交付を案内してください。',
  otherMunicipality:
    'カードの住所が自分の市区町村のものではないため、この処理ができません。先に券面を書き換えてください。',
  underFifteen: '15歳未満の方には、原則として署名用電子証明書を発行できません。',
  pinNotEntered: 'カードがまだ読み取られていません。住民基本台帳用の暗証番号の入力から始めてください。',
  cardNotPresented: 'カードがまだ置かれていません。カードを読み取り機に置くところから始めてください。',
  otherOperation: '同じ操作番号で、内容の違う処理が先に行われています。',
  unconfirmedOperation: 'このカードには確認の済んでいない書換えがあります。先に確認してください。',
} as const;
export type CardRefusalCode = keyof typeof CARD_REFUSALS;

/** 住民基本台帳用暗証番号の再設定: only after the holder was identified; the holder types the new one at the pad. */
export const PinReset = z.strictObject({
  pin: z.enum(['residentRegister', 'authentication', 'cardSurface', 'signature']),
  /** 本人確認 (法第27条): the document that was shown. */
  identifiedBy: z.string().min(1).max(100),
});
export type PinReset = z.infer<typeof PinReset>;
