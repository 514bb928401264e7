import autocannon from 'autocannon';
import { type Figure, figure, percentile } from '../figures.ts';
import { type MeasuredPage, measuredPages, type Site } from './site.ts';

const RATE = 50;
const SECONDS = 20;
const WARM_UP_SECONDS = 3;

/** Milliseconds of each answer while so many requests come in every second. */
async function shoot(origin: string, { path, cookie }: MeasuredPage, seconds: number): Promise<number[]> {
  const options = {
    url: `${origin}${path}`,
    headers: { 'accept-encoding': 'br', ...(cookie ? { cookie } : {}) },
    // Each connection sends its share at the start of every second: many of them would measure a queue that nobody forms.
    connections: 2,
    overallRate: RATE,
    duration: seconds,
  };
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    run.on('response', (_client, _status, _bytes, time) => times.push(time));
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} answers were no pages`);
  return times;
}

/** サーバーの応答: the whole answer over the line of this machine, so a little more than the server's own time. */
export async function benchLoad(site: Site): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const page of measuredPages(site)) {
    await shoot(site.server.origin, page, WARM_UP_SECONDS);
    const p95 = percentile(await shoot(site.server.origin, page, SECONDS), 0.95);
    figures.push(figure(`load.${page.id}`, `answer at ${RATE} requests/s, p95`, 'ms', p95, { atMost: 50 }));
  }
  return figures;
}
