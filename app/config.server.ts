import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The environment lacks something, or something in it cannot be read. The sentence names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Everything the process is told from outside. */
export interface Config {
  /** NODE_ENV=production: built pages instead of vite. */
  production: boolean;
  /** DEMO=1: demo control, seeded databases, made-up residents. */
  demo: boolean;
  /** The national systems are played by this process. */
  simulators: boolean;
  port: number;
  nationalPort: number;
  dataDir: string;
  /** PostgreSQL for several machines; without it each organisation has a SQLite file in `dataDir`. */
  postgresUrl?: string;
  /** Where browsers reach the application, without a slash at the end. */
  publicOrigin: string;
  /** AES-256 key of everything personal that is stored. */
  dataKey: Uint8Array;
  /** Signs the session cookies. */
  sessionSecret: string;
  urls: {
    digitalAuthIssuer: string;
    jlis: string;
    interlink: string;
    immigration: string;
    ocsp: string;
    cardTerminal: string;
    portalApi: string;
    lifelines: string;
    /** Where a person tries PINs before filing; only the simulated card app has such a page. */
    pinRehearsal?: string;
  };
  /** SMTP server and sender of e-mails to residents; without it that a mail was due is only written into the log. */
  mail?: { url: string; from: string };
  /** Files with root certificates (PEM) where the national systems are real; the simulation makes its own. */
  trust: { organisationRoots?: string; jpkiRoots?: string };
  /** Folder with the keys of the organisations that this process runs, one `{code}.json` each. */
  organisationKeysDir?: string;
  /** JSON with the towns of this process and their officers; the demo has its own without it. */
  townsFile?: string;
  /** IPAmj明朝 for the characters of names on papers; the system's own font is used without it. */
  namesFontFile?: string;
  /** Registration at the デジタル認証アプリ; the key is a file with a private JWK. */
  digitalAuth: { clientId: string; clientKeyFile?: string };
}

const flag = z
  .enum(['0', '1', ''])
  .default('0')
  .transform((value) => value === '1');
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ''));
const port = z.coerce.number().int().min(1).max(65_535);
const dataKey = z.base64().refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64');

const Environment = z.object({
  NODE_ENV: z.string().optional(),
  DEMO: flag,
  SIMULATORS: z.enum(['0', '1']).optional(),
  PORT: port.default(3000),
  NATIONAL_PORT: port.optional(),
  DATA_DIR: z.string().min(1).optional(),
  POSTGRES_URL: z.string().min(1).optional(),
  PUBLIC_ORIGIN: url.optional(),
  DATA_KEY: dataKey.optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DIGITAL_AUTH_ISSUER: url.optional(),
  DIGITAL_AUTH_CLIENT_ID: z.string().min(1).optional(),
  DIGITAL_AUTH_CLIENT_KEY_FILE: z.string().min(1).optional(),
  JLIS_URL: url.optional(),
  INTERLINK_URL: url.optional(),
  IMMIGRATION_URL: url.optional(),
  OCSP_URL: url.optional(),
  CARD_TERMINAL_URL: url.optional(),
  PORTAL_API_URL: url.optional(),
  LIFELINES_URL: url.optional(),
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  ORGANISATION_ROOTS_FILE: z.string().min(1).optional(),
  ORGANISATION_KEYS_DIR: z.string().min(1).optional(),
  TOWNS_FILE: z.string().min(1).optional(),
  JPKI_ROOTS_FILE: z.string().min(1).optional(),
  NAMES_FONT_FILE: z.string().min(1).optional(),
});
type Environment = z.infer<typeof Environment>;

/** Without simulators these have to be given: nothing may be guessed about a real system. */
const NEEDED_IN_PRODUCTION = [
  'DATA_DIR',
  'PUBLIC_ORIGIN',
  'DATA_KEY',
  'SESSION_SECRET',
  'DIGITAL_AUTH_ISSUER',
  'DIGITAL_AUTH_CLIENT_ID',
  'DIGITAL_AUTH_CLIENT_KEY_FILE',
  'JLIS_URL',
  'INTERLINK_URL',
  'IMMIGRATION_URL',
  'OCSP_URL',
  'CARD_TERMINAL_URL',
  'PORTAL_API_URL',
  'LIFELINES_URL',
  'ORGANISATION_ROOTS_FILE',
  'ORGANISATION_KEYS_DIR',
  'TOWNS_FILE',
  'JPKI_ROOTS_FILE',
] as const satisfies (keyof Environment)[];

function readEnvironment(environment: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
  const result = Environment.safeParse(given);
  if (result.success) return result.data;
  // Values are never repeated: one of them may be a secret.
  const sentences = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The environment cannot be read. ${sentences.join('; ')}`);
}

function refuseGaps(environment: Environment): void {
  const missing = NEEDED_IN_PRODUCTION.filter((name) => environment[name] === undefined);
  if (missing.length === 0) return;
  throw new ConfigError(
    `Refusing to start in production without ${missing.join(', ')}. Set ${
      missing.length === 1 ? 'it' : 'them'
    }, or DEMO=1 for a demonstration with simulated national systems.`,
  );
}

const DemoSecrets = z.object({ dataKey, sessionSecret: z.string().min(32) });

/** Secrets of a demonstration are made once and kept beside its databases, readable only by their owner. */
function keptSecrets(dataDir: string): z.infer<typeof DemoSecrets> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    const secrets = { dataKey: randomBytes(32).toString('base64'), sessionSecret: randomBytes(32).toString('base64') };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600, flag: 'wx', flush: true });
  }
  try {
    return DemoSecrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new ConfigError(`The file ${file} cannot be read. Without it the databases beside it cannot be opened.`);
  }
}

/** Both or neither: a server without a sender cannot send. */
function mailOf({ MAIL_URL: mailUrl, MAIL_FROM: from }: Environment): Config['mail'] {
  if (!mailUrl && !from) return undefined;
  if (!mailUrl || !from) throw new ConfigError(`${mailUrl ? 'MAIL_FROM' : 'MAIL_URL'} is missing: e-mails need both.`);
  return { url: mailUrl, from };
}

/** Reads the environment. Throws a ConfigError that names what is missing. */
export function loadConfig(environment: Record<string, string | undefined> = process.env): Config {
  const env = readEnvironment(environment);
  const production = env.NODE_ENV === 'production';
  if (production && !env.DEMO) refuseGaps(env);
  const dataDir = env.DATA_DIR ?? 'data';
  const secrets =
    env.DATA_KEY && env.SESSION_SECRET
      ? { dataKey: env.DATA_KEY, sessionSecret: env.SESSION_SECRET }
      : { ...keptSecrets(dataDir), ...(env.DATA_KEY ? { dataKey: env.DATA_KEY } : {}) };
  const nationalPort = env.NATIONAL_PORT ?? env.PORT + 1;
  const national = `http://localhost:${nationalPort}`;
  const simulators = env.SIMULATORS ? env.SIMULATORS === '1' : env.DEMO || !production;
  const publicOrigin = env.PUBLIC_ORIGIN ?? `http://localhost:${env.PORT}`;
  return {
    production,
    demo: env.DEMO,
    simulators,
    port: env.PORT,
    nationalPort,
    dataDir,
    postgresUrl: env.POSTGRES_URL,
    publicOrigin,
    dataKey: Buffer.from(secrets.dataKey, 'base64'),
    sessionSecret: env.SESSION_SECRET ?? secrets.sessionSecret,
    urls: {
      digitalAuthIssuer: env.DIGITAL_AUTH_ISSUER ?? `${national}/auth-app/api/realms/main`,
      jlis: env.JLIS_URL ?? `${national}/jlis`,
      immigration: env.IMMIGRATION_URL ?? `${national}/immigration`,
      interlink: env.INTERLINK_URL ?? `${national}/interlink`,
      ocsp: env.OCSP_URL ?? `${national}/ocsp`,
      cardTerminal: env.CARD_TERMINAL_URL ?? `${national}/card-terminal`,
      portalApi: env.PORTAL_API_URL ?? `${publicOrigin}/portal-api`,
      lifelines: env.LIFELINES_URL ?? `${national}/lifelines`,
      pinRehearsal: simulators ? `${national}/auth-app/rehearsals` : undefined,
    },
    mail: mailOf(env),
    trust: { organisationRoots: env.ORGANISATION_ROOTS_FILE, jpkiRoots: env.JPKI_ROOTS_FILE },
    organisationKeysDir: env.ORGANISATION_KEYS_DIR,
    townsFile: env.TOWNS_FILE,
    namesFontFile: env.NAMES_FONT_FILE,
    digitalAuth: {
      clientId: env.DIGITAL_AUTH_CLIENT_ID ?? 'moving-oss-portal',
      clientKeyFile: env.DIGITAL_AUTH_CLIENT_KEY_FILE,
    },
  };
}
