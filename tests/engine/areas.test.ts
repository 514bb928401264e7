import type { ServerBuild } from '@remix-run/node';
import { expect, test } from 'vitest';
import { buildOfArea } from '#app/areas.server.ts';

const IDS = [
  'root',
  'routes/$',
  'routes/_index',
  'routes/demo',
  'routes/demo.faults',
  'routes/moving._index',
  'routes/portal-api.$',
];
const routes = Object.fromEntries(IDS.map((id) => [id, { id }]));
const build = { routes, assets: { routes }, mode: 'production' } as unknown as ServerBuild;

test.each([
  ['demo', ['routes/demo', 'routes/demo.faults']],
  ['moving', ['routes/moving._index']],
  ['portal-api', ['routes/portal-api.$']],
  ['_index', ['routes/_index']],
])('%s の入口には、その画面と、どこにもないページの画面だけ', (area, own) => {
  const part = buildOfArea(build, area);
  expect(Object.keys(part.routes)).toEqual(['root', 'routes/$', ...own]);
  expect(Object.keys(part.assets.routes)).toEqual(Object.keys(part.routes));
  expect(part.mode).toBe('production');
});
