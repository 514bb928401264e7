import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { type Config, ConfigError } from './config.server.ts';
import { importKeys, type OrganisationKeys } from './messages/keys.server.ts';
import { Officer } from './vocabulary/roles.ts';
import { Town } from './vocabulary/towns.ts';

/** What the organisations of this process find around them: real or simulated, they cannot tell. */
export interface Surroundings {
  /** 組織の鍵 of an organisation that this process runs. */
  keysOf(code: string): Promise<OrganisationKeys>;
  /** Roots of the organisations' certificates, DER, base64. */
  organisationRoots: readonly string[];
  /** Roots of the 公的個人認証 certificates, DER, base64. */
  jpkiRoots(): Promise<readonly string[]>;
  /** Private key of the portal at the デジタル認証アプリ. */
  clientKey: JWK;
  towns: readonly Town[];
  officers: readonly Officer[];
}

function pemToDer(pem: string): string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => block.replace(/-----[A-Z ]+-----|\s/g, ''));
}

function readRoots(file: string | undefined, variable: string): string[] {
  if (!file) throw new ConfigError(`Without simulators ${variable} is needed.`);
  return pemToDer(readFileSync(file, 'utf8'));
}

const TownFile = z.object({ towns: z.array(Town).min(1), officers: z.array(Officer) });

/** Towns with their offices and rules, and their officers: data of whoever runs the process. */
export function readTowns(file: string): Pick<Surroundings, 'towns' | 'officers'> {
  return TownFile.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** 実システム: keys, roots and towns come from files that their owners handed over. */
export async function realSurroundings(config: Config): Promise<Surroundings> {
  const { organisationKeysDir, townsFile, trust, digitalAuth } = config;
  if (!organisationKeysDir || !townsFile || !digitalAuth.clientKeyFile) {
    throw new ConfigError(
      'Without simulators ORGANISATION_KEYS_DIR, TOWNS_FILE and DIGITAL_AUTH_CLIENT_KEY_FILE are needed.',
    );
  }
  const jpkiRoots = readRoots(trust.jpkiRoots, 'JPKI_ROOTS_FILE');
  return {
    keysOf: async (code) => importKeys(JSON.parse(readFileSync(join(organisationKeysDir, `${code}.json`), 'utf8'))),
    organisationRoots: readRoots(trust.organisationRoots, 'ORGANISATION_ROOTS_FILE'),
    jpkiRoots: async () => jpkiRoots,
    clientKey: JSON.parse(readFileSync(digitalAuth.clientKeyFile, 'utf8')),
    ...readTowns(townsFile),
  };
}

/** The portal's registration at the simulated デジタル認証アプリ: made once, kept beside the databases. */
export async function keptClientKey(dataDir: string): Promise<JWK> {
  const file = join(dataDir, 'portal-client-key.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'portal' };
  writeFileSync(file, JSON.stringify(key), { mode: 0o600, flush: true });
  return key;
}
