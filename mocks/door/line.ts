import { createDirectory, directoryEntryOf } from '#app/messages/directory.server.ts';
import type { Directory, DoorRequest } from '#app/messages/door.ts';
import { createReplayWindow, verifyDoorRequest } from '#app/messages/door-requests.server.ts';
import type { Message } from '#app/messages/envelope.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import { type CheckedLetter, check, open, seal } from '#app/messages/seal.server.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import { findMunicipality } from '#app/vocabulary/municipalities.server.ts';
import type { Cipher } from '#db/cipher.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { createOrganisationCa, OrganisationCaState } from '../organisation-ca.server.ts';
import { findSecret, saveSecret } from './secrets.ts';

/** 電文の封: what the simulators need of signatures, encryption and keys, for every organisation that they play. */
export interface Line {
  /** Root certificate of the organisations, DER, base64. */
  readonly root: string;
  /** Keys of an organisation, made on first use and kept. Throws for a code that nobody has. */
  keysOf(code: string): Promise<OrganisationKeys>;
  /** Checks signature, certificate chain, sender and envelope; the content stays closed. */
  check(sealed: string): Promise<CheckedLetter>;
  /** As `check`, then decrypts for one of the organisations that are played here and checks the content. */
  open(sealed: string, receiver: string): Promise<Message>;
  /** Signed by `envelope.from`, closed for `envelope.to`. */
  seal(message: Message): Promise<string>;
  /** A request to a mailbox: signed by its `iss`, meant for this door, fresh, not seen before. */
  verifyDoorRequest(signed: string, audience: string): Promise<DoorRequest>;
  /** Certificates of the organisations that are in use; with a code that one, even if it was not used before. */
  directory(code?: string): Promise<Directory>;
}

const NAMES: Record<string, string> = {
  portal: '引越しポータル',
  jlis: '地方公共団体情報システム機構',
  interlink: '中間サーバー',
  immigration: '出入国在留管理庁',
};

/** Does this 市区町村 keep a register, i.e. is it an organisation on the line? (住民基本台帳法第5条, 第38条) */
export function keepsRegister(code: string): boolean {
  return findMunicipality(code)?.isDesignatedCity === false;
}

function nameOf(code: string): string | undefined {
  return NAMES[code] ?? (keepsRegister(code) ? findMunicipality(code)?.name : undefined);
}

const SECRET = 'organisation-ca';

/** Opens the books of the organisations' certification authority, or founds it. */
export async function createLine(deps: { store: Store<NationalTables>; cipher: Cipher; clock: Clock }): Promise<Line> {
  const stored = await findSecret(deps, SECRET);
  const ca = await createOrganisationCa(stored ? OrganisationCaState.parse(JSON.parse(stored)) : undefined);
  const used = new Map<string, Promise<OrganisationKeys>>();
  let saving = Promise.resolve();
  if (stored) {
    for (const { code } of OrganisationCaState.parse(JSON.parse(stored)).organisations) {
      used.set(code, ca.keysOf(code, nameOf(code) ?? code));
    }
  } else await save();

  /** One after the other, so that the newest state is the one that stays. */
  function save(): Promise<void> {
    saving = saving
      .catch(() => undefined)
      .then(async () => saveSecret(deps, SECRET, JSON.stringify(await ca.exportState())));
    return saving;
  }

  function keysOf(code: string): Promise<OrganisationKeys> {
    const known = used.get(code);
    if (known) return known;
    const name = nameOf(code);
    if (!name) return Promise.reject(new Error(`${code} is no organisation on this line`));
    // Nobody sees a key before it is stored: after a restart it must be the same.
    const made = ca.keysOf(code, name).then((keys) => save().then(() => keys));
    used.set(code, made);
    return made;
  }

  async function directory(code?: string): Promise<Directory> {
    const codes = code === undefined ? [...used.keys()].sort() : nameOf(code) ? [code] : [];
    const keys = await Promise.all(codes.map(keysOf));
    return { organisations: keys.map(directoryEntryOf) };
  }

  const client = createDirectory({ load: directory, trust: { roots: [ca.root] }, clock: deps.clock });
  const replays = createReplayWindow();
  return {
    root: ca.root,
    keysOf,
    directory,
    check: (sealed) => check(sealed, client),
    open: async (sealed, receiver) => open(sealed, await keysOf(receiver), client),
    seal: async (message) => seal(message, await keysOf(message.envelope.from), await client.get(message.envelope.to)),
    verifyDoorRequest: (signed, audience) => verifyDoorRequest(signed, audience, client, replays),
  };
}
