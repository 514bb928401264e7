import * as application from '#app/routes/office.$town.applications.$receipt.tsx';
import * as arrival from '#app/routes/office.$town.arrivals.$case.tsx';
import * as card from '#app/routes/office.$town.arrivals.$case_.card.tsx';
import * as cardReturn from '#app/routes/office.$town.arrivals.$case_.card-return.tsx';
import * as certificate from '#app/routes/office.$town.arrivals.$case_.certificate.tsx';
import * as checkIn from '#app/routes/office.$town.arrivals.$case_.check-in.tsx';
import * as filing from '#app/routes/office.$town.arrivals.$case_.filing.tsx';
import * as household from '#app/routes/office.$town.arrivals.$case_.household.tsx';
import * as visitors from '#app/routes/office.$town.visitors.tsx';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { getPerson } from '#db/fixtures/families.ts';
import { cardIdOf } from '#db/fixtures/records.ts';
import { file, officeBrowser, pinPad, type RouteAnswer } from './office-story.ts';
import { CHOFU, FUJISAWA, PLAIN_FAMILIES, travelDays } from './story.ts';
import type { World } from './world.ts';

/** 住民基本台帳用の暗証番号 of most cards. */
export const PIN = USUAL_PINS.residentRegister;
type Fields = Record<string, string | number | readonly string[]>;
type Route = Parameters<ReturnType<typeof officeBrowser>['load']>[0];

/** The old town accepts at once. */
export async function movedOut(world: World, filer: string, changes = {}) {
  const form = await file(world, filer, changes);
  const desk = officeBrowser(world, world.officer(CHOFU));
  const params = { town: CHOFU, receipt: form.receiptNumber };
  const path = `/office/${CHOFU}/applications/${form.receiptNumber}`;
  const version = async () => (await desk.load(application, path, params)).data.page.version;
  await desk.press(application, path, params, { act: 'start', version: await version() });
  const { data } = await desk.load(application, path, params);
  const movers = data.page.movers.map(({ match }: { match: { addresseeNumber: string } }) => match.addresseeNumber);
  await desk.press(application, path, params, { act: 'accept', version: await version(), movers });
  await world.settle();
  return form;
}

/** A counter at which one case is worked on. */
export function counterOf(world: World, caseId: string, slug = 'desk') {
  const browser = officeBrowser(world, world.officer(FUJISAWA, slug));
  const params = { town: FUJISAWA, case: caseId };
  const base = `/office/${FUJISAWA}/arrivals/${caseId}`;
  const pad = pinPad();
  const page = async () => (await browser.load(arrival, base, params)).data.page;
  /** The other town answers in its own time while the counter waits. */
  async function meanwhile<T>(work: Promise<T>): Promise<T> {
    let settling = Promise.resolve();
    const timer = setInterval(() => {
      settling = settling.then(() => world.settle());
    }, 30);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      await settling;
    }
  }
  const press = async (route: Route, step: string, fields: Fields): Promise<RouteAnswer> =>
    browser.press(route, `${base}/${step}`, params, { version: (await page()).version, ...fields });
  return {
    pad,
    page,
    press,
    load: (route: Route, step: string) => browser.load(route, `${base}/${step}`, params),
    checkIn: (name: string) => press(checkIn, 'check-in', { kind: 'filer', name, document: '個人番号カード' }),
    /** Asks until the old town answers: a busy machine may be slower than its patience. */
    async confirm() {
      for (let tries = 0; tries < 5 && (await page()).certificate?.freshness !== 'confirmed'; tries += 1) {
        await meanwhile(press(certificate, 'certificate', { act: 'fetch' }));
      }
    },
    async readCard(personKey: string, ...pins: string[]) {
      const { location = '' } = await press(card, 'card', { act: 'open' });
      await pad.read(location, cardIdOf(personKey), ...(pins.length > 0 ? pins : [PIN]));
      return meanwhile(browser.load(cardReturn, `${base}/card-return`, params));
    },
  };
}

/** The case of a visit in the list of its day. */
export async function caseOf(world: World, receiptNumber: string): Promise<string> {
  const browser = officeBrowser(world, world.officer(FUJISAWA));
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const on = new Date(Date.parse(world.clock.now()) + (ahead * 24 + 9) * 3_600_000).toISOString().slice(0, 10);
    const { data } = await browser.load(visitors, `/office/${FUJISAWA}/visitors?on=${on}`, { town: FUJISAWA });
    const row = data.visitors.expected.find((one: { receiptNumber?: string }) => one.receiptNumber === receiptNumber);
    if (row) return row.caseId;
  }
  throw new Error('nobody is expected');
}

/** What the visitor says at the counter: everybody, the address as announced. */
export const saidOf = (page: { certificate: { movers: unknown[] } }): Fields => ({
  act: 'said',
  movers: page.certificate.movers.map((_, index) => String(index)),
  movedInOn: '令和8年11月28日',
  townBlock: '辻堂西海岸二丁目',
  lot: '5番6号',
});

/** The suggested 続柄 as the form sends them. */
export const relationships = (page: { suggestions: { new: { mover: number; relationship: string }[] } }): Fields =>
  Object.fromEntries(page.suggestions.new.map(({ mover, relationship }) => [`relationship-${mover}`, relationship]));

/** 特例転入 up to 本登録: the presented card lies read in the terminal, the cards of the family wait. */
export async function registeredAtCounter(world: World, filer: string) {
  const { receiptNumber } = await movedOut(world, filer);
  await travelDays(world, 6, '10:00');
  const desk = counterOf(world, await caseOf(world, receiptNumber));
  const name = getPerson(filer).person.name.full;
  await desk.checkIn(name);
  await desk.readCard(filer);
  await desk.confirm();
  const { data } = await desk.load(certificate, 'certificate');
  await desk.press(certificate, 'certificate', { ...saidOf(data.page), movedInOn: data.prefilled.movedInOn });
  await desk.press(household, 'household', { act: 'choose', kind: 'new', ...relationships(await desk.page()) });
  const { digest } = (await desk.load(filing, 'filing')).data.paper;
  await desk.press(filing, 'filing', { act: 'sign', method: 'pad', signedBy: name, digest });
  return desk;
}

/** Who files for a family about which there is nothing special. */
export const plain = (place: number): string => {
  const families = PLAIN_FAMILIES.filter(({ persons: [head] }) => head?.card && !head.card.note && !head.card.pins);
  const key = families.at(-place)?.persons[0]?.key;
  if (!key) throw new Error('no family is left');
  return key;
};
