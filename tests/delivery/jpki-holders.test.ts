import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serialOf } from '#app/national/certificates.server.ts';
import { DEMO_PINS, type NewCard } from '#mocks/jpki/index.ts';
import { browserOf, codeOf, type JpkiWorld, jpkiWorld, TARO } from './jpki-world.ts';

const START = '2026-11-24T00:00:00.000Z';
function card(cardId: string, code: number, more: Partial<NewCard> = {}): NewCard {
  return { ...TARO, cardId, residentRecordCode: codeOf(code), ...more };
}

const CARDS = {
  moving: card('CARD-MOVING', 1),
  early: card('CARD-EARLY', 2),
  corrected: card('CARD-CORRECTED', 3),
  deceased: card('CARD-DECEASED', 4),
  expired: card('CARD-EXPIRED', 5, {
    issuedOn: '2020-06-01',
    signature: { issuedOn: '2020-06-01' },
  }),
  revoked: card('CARD-REVOKED', 6, {
    signature: { revokedAt: '2026-11-20T00:00:00.000Z', reason: 'requested' },
  }),
  lapsed: card('CARD-LAPSED', 7, { lapsed: { reason: 'notMovedIn', on: '2026-06-01' } }),
};

let world: JpkiWorld;

beforeAll(async () => {
  world = await jpkiWorld([TARO, ...Object.values(CARDS)], START);
});

afterAll(() => world.close());

const bytes = new TextEncoder().encode('転出届');
const digest = createHash('sha256').update(bytes).digest('base64');

async function sign(cardId: string) {
  const { url, state } = await world.auth.beginSigning({ digest, title: '転出届・転入予約' });
  const browser = browserOf(world);
  await browser.go(url);
  await browser.choose(cardId);
  await browser.enterPin(DEMO_PINS.signature);
  const result = await world.auth.finishSigning(browser.url, state);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe('発行番号からの照会', () => {
  it('利用者証明用の番号だけが住民票コードに結び付く', async () => {
    const issued = await world.jpki.issueCard(TARO);
    expect(await world.jpki.holderOf(issued.authenticationSerial)).toBe(TARO.residentRecordCode);
    expect(await world.jpki.holderOf(issued.signatureSerial ?? '')).toBeUndefined();
    expect(await world.jpki.holderOf('FFFF')).toBeUndefined();
    const { certificateChain } = await sign(TARO.cardId);
    expect(serialOf(certificateChain[0] ?? '')).toBe(issued.signatureSerial);
  });
});
