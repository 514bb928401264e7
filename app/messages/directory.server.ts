import type { KeyObject } from 'node:crypto';
import { answerWithin } from '#app/national/answer-limit.ts';
import { OutageError } from '#app/national/outage.ts';
import type { Clock } from '#app/vocabulary/clock.ts';
import { type ChainVerifier, createChainVerifier, type Trust } from './certificates.server.ts';
import { Directory, DOOR_PATHS } from './door.ts';
import type { OrganisationKeys } from './keys.server.ts';

/** An organisation whose certificates lead to a root and name its code. */
export interface DirectoryEntry {
  code: string;
  name: string;
  /** The certificate that its messages are signed with, DER, base64. */
  signingCertificate: string;
  signingKey: KeyObject;
  encryptionKey: KeyObject;
}

/** The organisation is not in the directory, or its certificates do not lead to a root. */
export class UnknownOrganisationError extends Error {
  override readonly name = 'UnknownOrganisationError';

  constructor(readonly code: string) {
    super(`${code} is not in the directory`);
  }
}

/** 組織の電子証明書の名簿 as an organisation uses it. */
export interface DirectoryClient {
  /** Throws UnknownOrganisationError, or OutageError when the directory itself is silent. */
  get(code: string): Promise<DirectoryEntry>;
  /** The owner of a signing certificate that came with a message; undefined = untrusted or replaced. */
  signerOf(chain: string[]): Promise<DirectoryEntry | undefined>;
}

export interface DirectoryDeps {
  /** Fetches the directory, or a part of it that contains `code`. */
  load: (code: string) => Promise<Directory>;
  trust: Trust;
  /** Certificates are valid in legal time. */
  clock: Clock;
}

/** A directory over any source; entries are verified, kept, and fetched again when they no longer fit. */
export function createDirectory({ load, trust, clock }: DirectoryDeps): DirectoryClient {
  const verify = createChainVerifier(trust);
  const entries = new Map<string, DirectoryEntry>();
  const loading = new Map<string, Promise<void>>();
  const now = () => new Date(clock.now());

  function refresh(code: string): Promise<void> {
    const running = loading.get(code);
    if (running) return running;
    const started = load(code)
      .then((directory) => {
        entries.delete(code);
        for (const organisation of directory.organisations) {
          const entry = verifyEntry(organisation, verify, now());
          if (entry) entries.set(entry.code, entry);
        }
      })
      .finally(() => loading.delete(code));
    loading.set(code, started);
    return started;
  }

  async function get(code: string): Promise<DirectoryEntry> {
    if (!entries.has(code)) await refresh(code);
    const entry = entries.get(code);
    if (!entry) throw new UnknownOrganisationError(code);
    return entry;
  }

  async function signerOf(chain: string[]): Promise<DirectoryEntry | undefined> {
    const certificate = verify(chain, now());
    if (!certificate) return undefined;
    const { code } = certificate;
    if (entries.get(code)?.signingCertificate !== chain[0]) await refresh(code);
    const entry = entries.get(code);
    return entry?.signingCertificate === chain[0] ? entry : undefined;
  }

  return { get, signerOf };
}

function verifyEntry(
  { code, name, signing, encryption }: Directory['organisations'][number],
  verify: ChainVerifier,
  at: Date,
): DirectoryEntry | undefined {
  const signer = verify(signing, at);
  const receiver = verify(encryption, at);
  const [signingCertificate] = signing;
  if (signer?.code !== code || receiver?.code !== code || !signingCertificate) return undefined;
  return { code, name, signingCertificate, signingKey: signer.publicKey, encryptionKey: receiver.publicKey };
}

export interface DirectoryClientDeps extends Omit<DirectoryDeps, 'load'> {
  /** Base URL of J-LIS's door. */
  base: string;
  fetch?: typeof fetch;
  timeoutMs?: number;
}

/** The directory that J-LIS offers at `GET {base}/directory?code=…`. */
export function createDirectoryClient({
  base,
  trust,
  clock,
  timeoutMs = 5_000,
  ...deps
}: DirectoryClientDeps): DirectoryClient {
  const load = async (code: string): Promise<Directory> => {
    const url = `${base}${DOOR_PATHS.directory}?code=${encodeURIComponent(code)}`;
    try {
      return await answerWithin(timeoutMs, async (signal) => {
        const response = await (deps.fetch ?? fetch)(url, { signal });
        if (!response.ok) throw new Error(`directory: ${response.status}`);
        return Directory.parse(await response.json());
      });
    } catch (error) {
      throw new OutageError('jlis', error);
    }
  };
  return createDirectory({ load, trust, clock });
}

/** The directory's entry for an organisation, as it hands it in. */
export function directoryEntryOf(keys: OrganisationKeys): Directory['organisations'][number] {
  return { code: keys.code, name: keys.name, signing: keys.signing.chain, encryption: keys.encryption.chain };
}
