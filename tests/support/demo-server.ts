import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One running demo: the real process, its databases and its log. */
export interface DemoServer {
  origin: string;
  nationalOrigin: string;
  dataDir: string;
  /** Everything the process printed so far. */
  log(): string;
  /** SIGKILL, as a power cut would; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM and a clean end. */
  stop(): Promise<void>;
  /** Resolves when the process is gone by itself (power cut). */
  gone(): Promise<void>;
}

/** `condition` is a SELECT on `database`; the process kills itself right after the commit that makes it true. */
export interface PowerCut {
  database: string;
  condition: string;
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function waitUntilHealthy(origin: string, child: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the demo ended early:\n${log()}`);
    const healthy = await fetch(`${origin}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the demo did not become healthy:\n${log()}`);
}

/** Starts the real server process on free ports (or on those of a server that was killed). */
export async function startDemo(options: {
  dataDir: string;
  ports?: { app: number; national: number };
  powerCut?: PowerCut;
  /** JSON of towns and officers instead of those of the fixtures. */
  townsFile?: string;
  /** Over what a demo is told, for a process that is none. */
  environment?: Record<string, string>;
}): Promise<DemoServer> {
  const app = options.ports?.app ?? (await freePort());
  const national = options.ports?.national ?? (await freePort());
  const output = join(options.dataDir, `server-${Date.now()}.log`);
  writeFileSync(output, '');
  let printed = '';
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', ...(options.powerCut ? ['--import', './tests/support/power-cut.ts'] : []), 'app/server.ts'],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DEMO: '1',
        PORT: String(app),
        NATIONAL_PORT: String(national),
        DATA_DIR: options.dataDir,
        VITEST: '',
        ...(options.townsFile ? { TOWNS_FILE: options.townsFile } : {}),
        ...options.environment,
        ...(options.powerCut ? { POWER_CUT: JSON.stringify(options.powerCut) } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const keep = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = `http://localhost:${app}`;
  await waitUntilHealthy(origin, child, () => printed);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await gone;
    writeFileSync(output, printed);
  };
  return {
    origin,
    nationalOrigin: `http://localhost:${national}`,
    dataDir: options.dataDir,
    log: () => printed,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    gone: async () => {
      await gone;
      writeFileSync(output, printed);
    },
  };
}

/** Ports of a server, to start its successor at the same addresses. */
export function portsOf(server: DemoServer): { app: number; national: number } {
  return { app: Number(new URL(server.origin).port), national: Number(new URL(server.nationalOrigin).port) };
}

/** Name of the variable by which a run's own processes find its template; two runs never share one. */
export const TEMPLATE_VARIABLE = 'MOVING_OSS_TEMPLATE';

/** A fresh copy of the seeded databases; removed by `dispose`. */
export function copyTemplate(): { dataDir: string; dispose(): void } {
  const template = process.env[TEMPLATE_VARIABLE];
  if (!template) throw new Error('Run with vitest.journeys.config.ts, which seeds the databases first.');
  const dataDir = mkdtempSync(join(tmpdir(), 'moving-oss-'));
  cpSync(template, dataDir, { recursive: true });
  return { dataDir, dispose: () => rmSync(dataDir, { recursive: true, force: true }) };
}
