import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const CODINGS = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** Serves what the build compressed already; the type stays that of the plain file. */
function compressed(folder: string): RequestHandler {
  return (request, response, next) => {
    const path = normalize(request.path);
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const coding = CODINGS.find(
      ({ name, ending }) => accepted.includes(name) && existsSync(join(folder, path + ending)),
    );
    if (!coding || !path.startsWith('/')) return next();
    response.setHeader('Content-Encoding', coding.name);
    response.setHeader('Vary', 'Accept-Encoding');
    response.type(path.slice(path.lastIndexOf('.')));
    request.url = path + coding.ending;
    next();
  };
}

/** Files of the build: hashed ones for a year, the others (icon, robots.txt) for an hour. */
export function builtAssets(clientFolder: string): RequestHandler {
  const router = Router();
  const hashed = join(clientFolder, 'assets');
  router.use(
    '/assets',
    compressed(hashed),
    express.static(hashed, { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  router.use(express.static(clientFolder, { maxAge: '1h', index: false }));
  return router;
}
