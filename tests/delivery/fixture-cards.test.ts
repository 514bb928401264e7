import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ageOn } from '#app/vocabulary/dates.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { DEMO_STARTS_ON, USUAL_PINS } from '#db/fixtures/define.ts';
import { DEMO_FAMILIES } from '#db/fixtures/families.ts';
import { newCardOf } from '#db/fixtures/records.ts';
import { newCardKeyPair } from '#mocks/jpki/authority/keys.ts';
import { browserOf, type JpkiWorld, jpkiWorld } from './jpki-world.ts';

const people = DEMO_FAMILIES.flatMap((family) =>
  family.persons.flatMap((person) => {
    const card = newCardOf(family, person);
    return card ? [{ key: person.key, card, fixture: person.card }] : [];
  }),
);

/** What a card can do with the usual PINs: sign in, sign so that others believe it, be read and written at a counter. */
interface Use {
  signIn: 'done' | 'locked' | 'unusable';
  signing: 'valid' | 'expired' | 'revokedBeforeSigning' | 'locked' | 'unusable';
  counter: 'read' | 'wrongPin' | 'lapsed' | 'noFreeLine';
}

const USUAL: Use = { signIn: 'done', signing: 'valid', counter: 'read' };

/** Where a special card fails, and nowhere else. */
const SPECIAL: Record<string, Partial<Use>> = {
  'inoue-osamu': { signing: 'expired' },
  'hayashi-nanami': { signing: 'revokedBeforeSigning' },
  'shimizu-kazuya': { signIn: 'unusable', signing: 'expired', counter: 'lapsed' },
  'mori-yuto': { counter: 'noFreeLine' },
  'abe-akiko': { signIn: 'locked' },
  'ikeda-yuji': { signing: 'locked' },
  'hashimoto-hideki': { counter: 'wrongPin' },
};

/** 署名用電子証明書 is not issued to children under 15 (公的個人認証サービス事務処理要領); who is older has one. */
function expectedUse({ key, card }: (typeof people)[number]): Use {
  const signing = ageOn(card.holder.bornOn, DEMO_STARTS_ON) < 15 ? 'unusable' : USUAL.signing;
  return { ...USUAL, signing, ...SPECIAL[key] };
}

describe.each([
  ['デモの初日', DEMO_STARTS_ON],
  ['その60日後', '2027-01-23'],
])('架空の住民の%s（%s）のカード', (_, day) => {
  let world: JpkiWorld;
  beforeAll(async () => {
    // What is asked here is not about keys: one for all makes no difference and takes no time.
    const pair = await newCardKeyPair();
    const cards = people.map(({ card }) => card);
    world = await jpkiWorld(cards, tokyoInstant(day, '10:00'), { newKeyPair: async () => pair });
  });
  afterAll(() => world.close());

  async function present(url: string, cardId: string, pin: string) {
    const browser = browserOf(world);
    await browser.go(url);
    await browser.choose(cardId);
    await browser.enterPin(pin);
    // Without a way back by itself the person leaves.
    if (browser.page) await browser.submit('cancel');
    return browser.url;
  }

  async function signIn(cardId: string): Promise<string> {
    const { url, state } = await world.auth.beginSignIn();
    const result = await world.auth.finishSignIn(await present(url, cardId, USUAL_PINS.authentication), state);
    return result.ok ? 'done' : result.error;
  }

  async function sign(cardId: string): Promise<string> {
    const digest = createHash('sha256').update(cardId).digest('base64');
    const { url, state } = await world.auth.beginSigning({ digest, title: '転出届・転入予約' });
    const result = await world.auth.finishSigning(await present(url, cardId, USUAL_PINS.signature), state);
    if (!result.ok) return result.error;
    return (await world.checks.validateCertificate(result.value.certificateChain, world.clock.now())).status;
  }

  async function showAtCounter(cardId: string): Promise<string> {
    const { sessionId, url } = await world.terminal.openSession({ returnUrl: 'http://localhost:3000/office' });
    await present(url, cardId, USUAL_PINS.residentRegister);
    const reading = await world.terminal.read(sessionId);
    if (reading.state !== 'read') return 'wrongPin';
    if (reading.card.lapsed) return 'lapsed';
    return reading.card.remarkLinesLeft > 0 ? 'read' : 'noFreeLine';
  }

  it('ログイン、電子署名、窓口での読取りと書換えは、特別な人が特別な所で断られるほかは、だれでもできる', async () => {
    const seen: Record<string, Use> = {};
    for (const { key, card } of people) {
      const [signedIn, signed, shown] = [
        await signIn(card.cardId),
        await sign(card.cardId),
        await showAtCounter(card.cardId),
      ];
      seen[key] = { signIn: signedIn, signing: signed, counter: shown } as Use;
    }
    expect(seen).toEqual(Object.fromEntries(people.map((person) => [person.key, expectedUse(person)])));
  }, 60_000);
});

describe('架空の住民のカードの注記', () => {
  it('使えない所のあるカードは、一覧でそうと分かる', () => {
    const unnoted = people.filter(({ key, fixture }) => SPECIAL[key] && !fixture?.note);
    expect(unnoted.map(({ key }) => key)).toEqual([]);
  });
});
