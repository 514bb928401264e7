import lighthouse, { type Result } from 'lighthouse';
import { launchBrowser } from '#tests/support/browser.ts';
import { freePort } from '#tests/support/demo-server.ts';
import { type Figure, figure, median } from '../figures.ts';
import { type MeasuredPage, measuredPages, type Site } from './site.ts';

const RUNS = 5;
/** A busy machine breaks a recording now and then; Lighthouse itself says to run it again. */
const ATTEMPTS = 4;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

interface Look {
  scores: Record<(typeof CATEGORIES)[number], number>;
  lcp: number;
  cls: number;
  blocking: number;
  /** HTML and CSS as they crossed the line. */
  plainBytes: number;
  totalBytes: number;
  hasScripts: boolean;
}

function numberOf({ audits }: Result, name: string): number {
  const value = audits[name]?.numericValue;
  if (value === undefined) throw new Error(`${name} was not measured: ${audits[name]?.errorMessage}`);
  return value;
}

interface NetworkRequest {
  transferSize?: number;
  resourceType?: string;
}

function requestsOf({ audits }: Result): NetworkRequest[] {
  const details = audits['network-requests']?.details;
  return details?.type === 'table' ? (details.items as NetworkRequest[]) : [];
}

function lookOf(result: Result): Look {
  const requests = requestsOf(result);
  const sum = (some: NetworkRequest[]) => some.reduce((total, { transferSize }) => total + (transferSize ?? 0), 0);
  const score = (name: (typeof CATEGORIES)[number]) => 100 * (result.categories[name]?.score ?? 0);
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    lcp: numberOf(result, 'largest-contentful-paint') / 1000,
    cls: numberOf(result, 'cumulative-layout-shift'),
    blocking: numberOf(result, 'total-blocking-time'),
    plainBytes: sum(
      requests.filter(({ resourceType }) => resourceType === 'Document' || resourceType === 'Stylesheet'),
    ),
    totalBytes: sum(requests),
    hasScripts: requests.some(
      ({ resourceType, transferSize }) => resourceType === 'Script' && (transferSize ?? 0) > 20_000,
    ),
  };
}

/** One visit by a phone on slow 4G with a quarter of this processor, as Lighthouse plays it. */
async function visit(origin: string, { path, cookie }: MeasuredPage): Promise<Look> {
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  try {
    const found = await lighthouse(`${origin}${path}`, {
      port,
      logLevel: 'silent',
      onlyCategories: [...CATEGORIES],
      ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
    });
    if (!found || found.lhr.runtimeError) throw new Error(`${path}: ${found?.lhr.runtimeError?.message}`);
    return lookOf(found.lhr);
  } finally {
    await browser.close();
  }
}

async function visitWell(origin: string, page: MeasuredPage): Promise<Look> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await visit(origin, page);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

function figuresOf(id: string, looks: readonly Look[]): Figure[] {
  const middle = (of: (look: Look) => number) => median(looks.map(of));
  const isHydrated = looks.some(({ hasScripts }) => hasScripts);
  const bytes = middle((look) => (isHydrated ? look.totalBytes : look.plainBytes)) / 1024;
  const of = (name: string, what: string, unit: string, value: number, goal: Parameters<typeof figure>[4]) =>
    figure(`page.${id}.${name}`, `${what}, median of ${RUNS}`, unit, value, goal);
  return [
    of('weight', isHydrated ? 'all files, compressed' : 'HTML and CSS, compressed', 'KB', bytes, {
      atMost: isHydrated ? 120 : 20,
    }),
    of(
      'lcp',
      'largest contentful paint, slow 4G, 4 × CPU',
      's',
      middle(({ lcp }) => lcp),
      {
        atMost: isHydrated ? 1.5 : 1,
      },
    ),
    of(
      'cls',
      'cumulative layout shift',
      '',
      middle(({ cls }) => cls),
      { atMost: 0.02 },
    ),
    of(
      'blocking',
      'total blocking time',
      'ms',
      middle(({ blocking }) => blocking),
      { atMost: 100 },
    ),
    of(
      'performance',
      'Lighthouse',
      'points',
      middle(({ scores }) => scores.performance),
      { atLeast: 95 },
    ),
    of(
      'accessibility',
      'Lighthouse',
      'points',
      middle(({ scores }) => scores.accessibility),
      { atLeast: 100 },
    ),
    of(
      'best-practices',
      'Lighthouse',
      'points',
      middle(({ scores }) => scores['best-practices']),
      { atLeast: 100 },
    ),
    // Only the start is meant to be found.
    ...(id === 'start'
      ? [
          of(
            'seo',
            'Lighthouse',
            'points',
            middle(({ scores }) => scores.seo),
            { atLeast: 100 },
          ),
        ]
      : []),
  ];
}

/** Weight, paint, shift, blocking and scores of the pages, and the weight of a whole filing. */
export async function benchPages(site: Site): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const page of measuredPages(site)) {
    const looks: Look[] = [];
    for (let run = 0; run < RUNS; run += 1) looks.push(await visitWell(site.server.origin, page));
    figures.push(...figuresOf(page.id, looks));
  }
  const filing = site.filingBytes / 1024;
  figures.push(figure('page.filing', 'a whole filing, from マイページ to the receipt', 'KB', filing, { atMost: 250 }));
  return figures;
}
