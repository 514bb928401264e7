import type { LoaderFunctionArgs } from '@remix-run/node';

/** For those who watch the process: it answers, and this is its legal time. */
export function loader({ context }: LoaderFunctionArgs): Response {
  const { clock, config, towns } = context.services;
  return Response.json(
    { ok: true, legalTime: clock.now(), demo: config.demo, towns: [...towns.keys()] },
    { headers: { 'Cache-Control': 'no-store' } },
  );
}
