import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type ServerBuild,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { createElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { inSpeech } from '#app/language.server.ts';
import { buildOfPath } from '#app/routes-of-path.server.ts';
import { signInAndFile, visitorOf } from '#tests/routes/portal-visitor.ts';
import { openWorld } from '#tests/support/world.ts';
import { type Figure, figure, median, processorTime } from '../figures.ts';

const ROUNDS = 15;
const PAGES = 20;

/** As the entry that Remix makes by itself: the page is streamed. */
const streamed: ServerBuild['entry']['module']['default'] = (request, status, headers, remixContext) =>
  new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(createElement(RemixServer, { context: remixContext, url: request.url }), {
      onShellReady() {
        headers.set('Content-Type', 'text/html');
        const body = createReadableStreamFromReadable(pipe(new PassThrough()));
        resolve(new Response(body, { status, headers }));
      },
      onShellError: reject,
    });
  });

/** 空の画面: one route that says nothing, answered as Remix does where a project says nothing either. */
function emptyBuild(real: ServerBuild): ServerBuild {
  const empty = () => createElement('html', { lang: 'ja' }, createElement('body'));
  return {
    ...real,
    entry: { module: { default: streamed } },
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
        // As bytes, which is what a line is given.
        await answer.arrayBuffer();
      }
    }
  };
  const path = `/moving/applications/${receiptNumber}`;
  const status = draw(buildOfPath(real, path), path);
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
