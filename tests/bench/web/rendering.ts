import { pathToFileURL } from 'node:url';
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node';
import { createElement } from 'react';
import { buildOfArea } from '#app/areas.server.ts';
import { inSpeech } from '#app/language.server.ts';
import { signInAndFile, visitorOf } from '#tests/routes/portal-visitor.ts';
import { openWorld } from '#tests/support/world.ts';
import { type Figure, figure, median, processorTime } from '../figures.ts';

const ROUNDS = 15;
const PAGES = 20;

/** 空の画面: one route that says nothing, with the entry of the real build. */
function emptyBuild(real: ServerBuild): ServerBuild {
  const empty = () => createElement('html', { lang: 'ja' }, createElement('body'));
  return {
    ...real,
    routes: { root: { id: 'root', path: '', module: { default: empty } } },
    assets: {
      ...real.assets,
      routes: {
        root: {
          id: 'root',
          path: '',
          module: '/root.js',
          hasAction: false,
          hasLoader: false,
          hasClientAction: false,
          hasClientLoader: false,
          hasErrorBoundary: false,
        },
      },
    },
  } as ServerBuild;
}

/** 描画の速さ: the heaviest page (a filing with its steps) against a page that is empty, in turns in one process. */
export async function benchRendering(): Promise<Figure[]> {
  const real: ServerBuild = await import(pathToFileURL('build/server/index.js').href);
  await using world = await openWorld();
  const visitor = visitorOf(world, 'sato-kenji');
  const receiptNumber = await signInAndFile(visitor);
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  await world.settle();
  const context: AppLoadContext = { services: world.services, nonce: 'n' };
  const origin = world.services.config.publicOrigin;
  const draw = (build: ServerBuild, path: string) => {
    const handle = createRequestHandler(build, 'production');
    const asResident = { choice: 'ja', path, offered: true } as const;
    return () => inSpeech(asResident, drawPages);
    async function drawPages() {
      for (let page = 0; page < PAGES; page += 1) {
        const answer = await handle(new Request(`${origin}${path}`, { headers: { cookie } }), context);
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
        await answer.text();
      }
    }
  };
  const status = draw(buildOfArea(real, 'moving'), `/moving/applications/${receiptNumber}`);
  const empty = draw(emptyBuild(real), '/');
  const times: { status: number; empty: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push({ status: await processorTime(status), empty: await processorTime(empty) });
  }
  const ratio = median(times.map((time) => time.empty / time.status));
  const rate = (PAGES * 1000) / median(times.map((time) => time.status));
  return [
    figure('render.ratio', 'pages per second: 届出の状況 ÷ an empty Remix page', '', ratio, { atLeast: 0.25 }),
    figure('render.status', '届出の状況, loader and rendering', 'pages/s', rate, 'reported'),
  ];
}
