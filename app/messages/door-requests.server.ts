import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DirectoryClient } from './directory.server.ts';
import { DoorRequest } from './door.ts';
import { claimedHeader, signCompact, verifyCompact } from './jose.server.ts';
import type { OrganisationKeys } from './keys.server.ts';
import { ProblemError } from './problems.ts';

const REQUEST_TYP = 'door+jws';
/** Longest life of a request, and the difference of clocks that is forgiven, seconds. */
const LIFETIME = 60;
const CLOCK_SKEW = 5;
const Header = z.object({ typ: z.literal(REQUEST_TYP), x5c: z.array(z.string().max(8_000)).min(1).max(4) });

/** What a caller asks of the mailbox of the organisation `aud`. */
export type DoorClaims = Pick<DoorRequest, 'aud' | 'ids' | 'limit' | 'digest'>;

/** Signs a request to a mailbox. Protocol time: the machine's own clock. */
export function signDoorRequest(keys: OrganisationKeys, claims: DoorClaims): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  const request: DoorRequest = { ...claims, iss: keys.code, iat, exp: iat + LIFETIME, jti: randomUUID() };
  const header = { typ: REQUEST_TYP, x5c: keys.signing.chain };
  return signCompact(header, JSON.stringify(request), keys.signing.privateKey);
}

/** リプレイの検査: remembers the requests that are still alive. */
export interface ReplayWindow {
  /** false = seen before. */
  admit(jti: string, exp: number): boolean;
}

/** In memory: a request outlives a restart by a minute at most, and pulls and acks are harmless when repeated. */
export function createReplayWindow(): ReplayWindow {
  const seen = new Map<string, number>();
  return {
    admit: (jti, exp) => {
      const now = Date.now() / 1000;
      for (const [known, end] of seen) {
        if (end + CLOCK_SKEW >= now) break;
        seen.delete(known);
      }
      if (seen.has(jti)) return false;
      seen.set(jti, exp);
      return true;
    },
  };
}

/** Who asks for what. Throws ProblemError (400, 401, 403), or OutageError when the directory is silent. */
export async function verifyDoorRequest(
  signed: string,
  self: string,
  directory: DirectoryClient,
  replays: ReplayWindow,
): Promise<DoorRequest> {
  const header = readHeader(signed);
  const signer = await directory.signerOf(header.x5c);
  if (!signer) throw refused(401, 'untrusted', '証明書を確認できません。');
  const payload = await verifyCompact(signed, signer.signingKey).catch(() => {
    throw refused(401, 'badSignature', '署名を確認できません。');
  });
  const request = readClaims(payload);
  if (request.iss !== signer.code) throw refused(403, 'wrongSender', '署名した組織と名乗った組織が違います。');
  if (request.aud !== self) throw refused(403, 'wrongAudience', 'ほかの組織に宛てた要求です。');
  const now = Date.now() / 1000;
  const lifetime = request.exp - request.iat;
  if (request.exp + CLOCK_SKEW < now || request.iat - CLOCK_SKEW > now || lifetime < 0 || lifetime > LIFETIME) {
    throw refused(401, 'expired', '要求の有効時間を過ぎています。');
  }
  if (!replays.admit(request.jti, request.exp)) throw refused(401, 'replayed', '同じ要求をすでに受け取りました。');
  return request;
}

function readHeader(signed: string): z.infer<typeof Header> {
  try {
    return Header.parse(claimedHeader(signed));
  } catch {
    throw refused(400, 'malformed', '要求の形式が正しくありません。');
  }
}

function readClaims(payload: string): DoorRequest {
  try {
    return DoorRequest.parse(JSON.parse(payload));
  } catch {
    throw refused(400, 'malformed', '要求の形式が正しくありません。');
  }
}

function refused(status: number, code: string, detail: string): ProblemError {
  return new ProblemError({ status, code, detail });
}
