import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { builtAssets } from './assets.server.ts';
import { ConfigError, loadConfig } from './config.server.ts';
import { log } from './log.server.ts';
import { composeServices } from './services.server.ts';
import { createWebApp } from './web.server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLOSE_AFTER_MS = 10_000;

interface Pages {
  build: ServerBuild | (() => Promise<ServerBuild>);
  assets: RequestHandler;
}

async function builtPages(): Promise<Pages> {
  const build: ServerBuild = await import(pathToFileURL(join(ROOT, 'build/server/index.js')).href);
  return { build, assets: builtAssets(join(ROOT, 'build/client')) };
}

async function pagesInDevelopment(server: ReturnType<typeof createServer>): Promise<Pages> {
  const vite = await import('vite');
  const dev = await vite.createServer({
    root: ROOT,
    server: { middlewareMode: true, hmr: { server } },
    appType: 'custom',
  });
  const build = () => dev.ssrLoadModule('virtual:remix/server-build') as Promise<unknown> as Promise<ServerBuild>;
  return { build, assets: dev.middlewares };
}

async function main(): Promise<void> {
  const config = loadConfig();
  const composition = await composeServices(config);
  const { services, stop } = composition;
  await composition.prepare();
  const server = createServer();
  const pages = config.production ? await builtPages() : await pagesInDevelopment(server);
  server.on('request', createWebApp({ services, ...pages }));
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, resolve);
  });
  await composition.start();
  console.log(`転入転出ワンストップ ${config.publicOrigin}/`);
  if (config.demo) console.log(`デモの操作盤　　　　 ${config.publicOrigin}/demo`);
  if (config.simulators) console.log(`国のシステム（模擬） http://localhost:${config.nationalPort}/`);

  let closing = false;
  const close = async (signal: string) => {
    if (closing) return;
    closing = true;
    log.info({ signal }, 'closing');
    // Requests under way are answered; connections that say nothing are dropped.
    setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS).unref();
    server.closeIdleConnections();
    await new Promise((resolve) => server.close(resolve));
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, close);
}

main().catch((error) => {
  if (error instanceof ConfigError) console.error(error.message);
  else log.fatal({ err: error }, 'could not start');
  process.exit(1);
});
