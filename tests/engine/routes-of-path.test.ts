import type { ServerBuild } from '@remix-run/node';
import { expect, test } from 'vitest';
import { buildOfPath } from '#app/routes-of-path.server.ts';

const IDS = [
  'root',
  'routes/$',
  'routes/_index',
  'routes/demo',
  'routes/demo.faults',
  'routes/moving._index',
  'routes/moving.applications.$receipt_.visit[.]ics',
  'routes/moving.drafts.new',
  'routes/moving.drafts.$draft.$question',
  'routes/portal-api.$',
  'routes/robots[.]txt',
];
const routes = Object.fromEntries(IDS.map((id) => [id, { id }]));
const build = { routes, assets: { routes }, mode: 'production' } as unknown as ServerBuild;

test.each([
  ['/demo/faults', ['routes/demo', 'routes/demo.faults']],
  ['/demo', ['routes/demo']],
  ['/moving', ['routes/moving._index']],
  ['/Moving/', ['routes/moving._index']],
  ['/moving/applications/1/visit.ics', ['routes/moving.applications.$receipt_.visit[.]ics']],
  ['/moving/drafts/A/who', ['routes/moving.drafts.$draft.$question']],
  ['/moving/drafts/new', ['routes/moving.drafts.new']],
  ['/moving/drafts/new/x', ['routes/moving.drafts.new', 'routes/moving.drafts.$draft.$question']],
  ['/portal-api/a/b', ['routes/portal-api.$']],
  ['/portal-api', ['routes/portal-api.$']],
  ['/robots.txt', ['routes/robots[.]txt']],
  ['/', ['routes/_index']],
  ['/nowhere', []],
])('%s には、答えうる画面と、どこにもないページの画面だけ', (path, own) => {
  const part = buildOfPath(build, path);
  expect(Object.keys(part.routes)).toEqual(['root', 'routes/$', ...own]);
  expect(Object.keys(part.assets.routes)).toEqual(Object.keys(part.routes));
  expect(part.mode).toBe('production');
});
