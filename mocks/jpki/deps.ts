import type { JWK } from 'jose';
import type { DoorRequest } from '#app/messages/door.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import type { Cipher } from '#db/cipher.ts';
import type * as cardTables from '#db/schema/cards.ts';
import type { Session, Store } from '#db/store.ts';
import type { Faults } from '../faults.ts';

export type CardTables = typeof cardTables;
export type CardSession = Session<CardTables>;

/** A service that is registered at the デジタル認証アプリ (RP). */
export interface AuthClient {
  clientId: string;
  /** As shown to the person. */
  name: string;
  redirectUris: string[];
  /** Public keys: for `private_key_jwt`, and with `use: enc` (else the first) for signatures that go out encrypted. */
  keys: JWK[];
}

/** What the simulators of cards and certificates are given. */
export interface JpkiDeps {
  store: Store<CardTables>;
  cipher: Cipher;
  /** Legal time: certificates, cards. Tokens and pages live in protocol time. */
  clock: Clock;
  newId: () => string;
  faults: Faults;
  /** Public origin of the simulators, e.g. http://localhost:3001 */
  base: string;
  clients: AuthClient[];
  /** Checks a town's signed request to the card terminal; throws a ProblemError or one with `toResponse`. */
  verifyDoorRequest: (signed: string, audience: string) => Promise<DoorRequest>;
  /** The 発行番号 of the 利用者証明用 certificate is handed to services that ask for it. */
  offersSerial?: () => boolean;
  /** Shown on the PIN pages of the demo: which PINs the invented cards have. */
  demoHint?: string;
  /** RSA-2048 keys made beforehand; making one takes a tenth of a second. */
  newKeyPair?: () => Promise<CryptoKeyPair>;
}
