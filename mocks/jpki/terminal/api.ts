import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Problem } from '#app/messages/door.ts';
import { ProblemError, problemResponse } from '#app/messages/problems.ts';
import {
  CARD_REFUSALS,
  CARD_TERMINAL_AUDIENCE,
  CardContinuation,
  CardOperation,
  type CardReading,
  OpenTerminalSession,
  PinReset,
  type TerminalCard,
  type TerminalSession,
} from '#app/national/contracts/card-terminal.ts';
import { certificateName } from '#app/vocabulary/certificate-names.ts';
import { MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import type { CardFile, CardRow } from '../cards/card-file.ts';
import type { JpkiDeps } from '../deps.ts';
import { type CardOperations, refuseOperation } from './operations.ts';
import { nowSeconds, type TerminalRow, type TerminalSessions } from './sessions.ts';

export const CARD_TERMINAL = '/card-terminal';
const BODY_LIMIT = 10_000;

function problem(status: number, code: string, detail: string): ProblemError {
  return new ProblemError({ status, code, detail });
}

function readBody<S extends z.ZodType>(text: string, schema: S): z.infer<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw problem(400, 'malformed', '要求の形式が正しくありません。');
  }
}

/** What towns ask of the card terminal: signed requests, see app/national/contracts/card-terminal.ts. */
export function createTerminalApi(
  deps: JpkiDeps,
  parts: { file: CardFile; sessions: TerminalSessions; operations: CardOperations },
): (request: Request, path: string) => Promise<Response> {
  const { file, sessions, operations } = parts;

  /** Who asks, and the body to which the signature is bound. */
  async function callerOf(request: Request): Promise<{ town: string; text: string }> {
    const [scheme, signed] = (request.headers.get('authorization') ?? '').split(' ');
    if (scheme !== 'DoorRequest' || !signed) throw problem(401, 'unsigned', '要求に署名がありません。');
    const text = await request.text();
    if (text.length > BODY_LIMIT) throw problem(400, 'malformed', '要求が長すぎます。');
    const claims = await deps.verifyDoorRequest(signed, CARD_TERMINAL_AUDIENCE);
    if (claims.digest !== createHash('sha256').update(text).digest('base64url')) {
      throw problem(401, 'otherBody', '署名された要求と本文が違います。');
    }
    if (!MunicipalityCode.safeParse(claims.iss).success) {
      throw problem(403, 'noTown', '統合端末は市区町村だけが使えます。');
    }
    return { town: claims.iss, text };
  }

  async function sessionOf(town: string, id: string): Promise<TerminalRow> {
    const row = await sessions.find(id);
    if (!row) throw problem(410, 'pinNotEntered', CARD_REFUSALS.pinNotEntered);
    if (row.town !== town) throw problem(404, 'notFound', '読取りの記録がありません。');
    return row;
  }

  function padOf(sessionId: string): TerminalSession {
    return { sessionId, url: `${deps.base}${CARD_TERMINAL}/pads/${sessionId}` };
  }

  async function describe(card: CardRow, town: string): Promise<TerminalCard> {
    const lapse = file.lapseOf(card);
    const unconfirmed = await operations.findUnconfirmed(town, card.id);
    return {
      cardId: card.id,
      residentRecordCode: deps.cipher.decrypt(card.residentRecordCode),
      fourItems: { name: certificateName(card.name), bornOn: card.bornOn, sex: card.sex, address: card.address },
      municipalityCode: card.municipalityCode,
      issuedOn: card.issuedOn,
      expiresOn: card.expiresOn,
      lapsed: lapse !== undefined,
      ...(lapse ? { lapseReason: lapse.reason } : {}),
      ...(card.continueUseBy ? { continueUseBy: card.continueUseBy } : {}),
      remarkLinesLeft: card.remarkLinesLeft,
      ...(unconfirmed ? { unconfirmedOperationId: unconfirmed } : {}),
    };
  }

  async function readingOf(row: TerminalRow): Promise<CardReading> {
    if (row.expiresAt < nowSeconds()) return { state: 'expired' };
    if (row.state === 'cancelled') return { state: 'cancelled' };
    if (row.cardId && (await sessions.isLocked(row))) return { state: 'locked', cardId: row.cardId };
    const card = row.state === 'read' && row.cardId ? await file.find(row.cardId) : undefined;
    return card ? { state: 'read', card: await describe(card, row.town) } : { state: 'waiting' };
  }

  async function resetPin(row: TerminalRow, { pin, identifiedBy }: PinReset): Promise<TerminalSession> {
    if (!row.cardId || row.expiresAt < nowSeconds()) throw refuseOperation('cardNotPresented');
    await sessions.allowReset(row, pin, identifiedBy);
    return padOf(row.id);
  }

  async function answer(path: string, town: string, text: string): Promise<unknown> {
    const [, kind = '', id = '', action = ''] = path.split('/');
    switch (`${kind}/${action}`) {
      case 'sessions/':
        if (id === '') {
          const { returnUrl } = readBody(text, OpenTerminalSession);
          if (!/^https?:$/.test(new URL(returnUrl).protocol))
            throw problem(400, 'malformed', '戻り先が正しくありません。');
          return padOf(await sessions.open(town, returnUrl));
        }
        break;
      case 'sessions/reading':
        return readingOf(await sessionOf(town, id));
      case 'sessions/operations': {
        const operation = readBody(text, CardOperation);
        if (operation.kind === 'rewrite' && operation.municipalityCode !== town) {
          throw problem(403, 'otherTown', 'ほかの市区町村の住所を書き込むことはできません。');
        }
        return operations.perform(await sessionOf(town, id), operation);
      }
      case 'sessions/pin-resets':
        return resetPin(await sessionOf(town, id), readBody(text, PinReset));
      case 'operations/':
        return operations.state(town, id);
      case 'operations/continuation':
        return operations.continueUse(town, id, readBody(text, CardContinuation));
      case 'operations/confirmation':
        return operations.confirm(town, id);
    }
    throw problem(404, 'notFound', 'このアドレスには何もありません。');
  }

  return async (request, path) => {
    try {
      if (request.method !== 'POST') throw problem(405, 'method', 'この方法では使えません。');
      const { town, text } = await callerOf(request);
      return Response.json(await answer(path, town, text), { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      if (error instanceof ProblemError) return problemResponse(Problem.parse(error.problem));
      throw error;
    }
  };
}
