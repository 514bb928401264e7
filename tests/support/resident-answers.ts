import type { Page } from 'playwright-core';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import { enterPin, presentCard } from './card-app.ts';
import { pageName, press } from './pressing.ts';

/** Somebody who is typed because the household was not fetched. */
export interface TypedPerson {
  name: string;
  kana?: string;
  bornOn: CalendarDate;
  sex: '1' | '2';
  relationship: string;
}

/** 届出の答え: everything a resident may say; what is left out is answered in the most usual way. */
export interface Application {
  /** Key of the person of the fixtures whose card is used. */
  person: string;
  cardSurfacePin?: string;
  password?: string;
  /** Whose card signs, if it is another one. */
  signer?: string;
  /** 'no': the movers are typed. */
  consent?: 'yes' | 'no';
  /** Everybody of the household, or those with these names (given names are enough). */
  movers?: 'everybody' | readonly string[];
  /** Without consent: 続柄 of the filer, everybody else, and whether somebody stays. */
  filerRelationship?: string;
  typed?: readonly TypedPerson[];
  scope?: 'wholeHousehold' | 'partOfHousehold';
  oldHouseholder?: string;
  /** Names of the movers with a card; left out: as it is proposed. */
  cardHolders?: readonly string[];
  movingOn?: CalendarDate;
  /** One of the two: a postcode, or prefecture, city and (as it is listed, with its city) ward by name. */
  postcode?: string;
  municipality?: readonly [prefecture: string, city: string, ward?: string];
  /** Where a postcode has several: part of the wanted one. */
  town?: string;
  /** 'undecided': the municipality alone. */
  lot?: 'undecided' | { town?: string; lot: string; building?: string };
  newHousehold?: 'new' | 'join';
  /** Name of the mover who becomes head, or of the head of the household that is joined. */
  householder?: string;
  /** 続柄 to the new head by name of the mover. */
  relationships?: Readonly<Record<string, string>>;
  /** Name, or 'unknown'. */
  remainingHouseholder?: string;
  phone?: string;
  email?: string;
  /** Left out: the first day that is offered. */
  visitOn?: CalendarDate;
  visitOffice?: string;
  /** Left out: the first time that is offered. */
  visitTime?: string;
  visitor?: 'filer' | 'householdMember' | 'proxy';
}

/** 次へ進む: the one button that sends the question. */
export async function sendQuestion(page: Page): Promise<void> {
  await press(page, 'main form[method="post"] button[type="submit"].btn-solid');
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.check(`input[name="${name}"][value="${value}"]`);
}

/** Ticks exactly those whose label has one of the names. */
async function tickNamed(page: Page, name: string, names: 'everybody' | readonly string[]): Promise<void> {
  for (const row of await page.locator(`label:has(input[name="${name}"])`).all()) {
    const label = (await row.textContent()) ?? '';
    await row.locator('input').setChecked(names === 'everybody' || names.some((one) => label.includes(one)));
  }
}

async function chooseNamed(page: Page, name: string, wanted: string): Promise<void> {
  await page.locator(`label:has(input[name="${name}"])`, { hasText: wanted }).first().locator('input').check();
}

/** Writes a day into the three fields, in the western calendar. */
export async function fillDate(page: Page, name: string, on: CalendarDate): Promise<void> {
  const [year = '', month = '', day = ''] = on.split('-');
  const era = page.locator(`select[name="${name}.era"]`);
  if ((await era.count()) > 0) await era.selectOption('western');
  await page.fill(`input[name="${name}.year"]`, year);
  await page.fill(`input[name="${name}.month"]`, String(Number(month)));
  await page.fill(`input[name="${name}.day"]`, String(Number(day)));
}

/** 市区町村から探す. */
async function findMunicipality(
  page: Page,
  [prefecture, city, ward]: NonNullable<Application['municipality']>,
): Promise<void> {
  await press(page, 'main a[href$="/municipality"]');
  const next = 'main form[method="get"] button';
  await page.selectOption('select[name="prefecture"]', { label: prefecture });
  await press(page, next);
  await page.selectOption('select[name="city"]', { label: city });
  await press(page, next);
  if (ward) {
    await page.selectOption('select[name="ward"]', { label: ward });
    await press(page, next);
  }
  await sendQuestion(page);
}

/** 異動者を書く: one person, from the list and back to it. */
export async function typePerson(page: Page, person: TypedPerson): Promise<void> {
  await press(page, 'main a[href$="/person"]');
  await page.fill('input[name="name"]', person.name);
  if (person.kana) await page.fill('input[name="kana"]', person.kana);
  await fillDate(page, 'bornOn', person.bornOn);
  await choose(page, 'sex', person.sex);
  await page.selectOption('select[name="relationship"]', person.relationship);
  await sendQuestion(page);
}

async function typePeople(page: Page, application: Application): Promise<void> {
  await press(page, 'main a[href*="/person?key="] >> nth=0');
  await page.selectOption('select[name="relationship"]', application.filerRelationship ?? '世帯主');
  await sendQuestion(page);
  for (const person of application.typed ?? []) await typePerson(page, person);
}

async function sayRelationships(page: Page, relationships: Readonly<Record<string, string>>): Promise<void> {
  for (const select of await page.locator('main select[name^="relationship."]').all()) {
    const label = (await page.locator(`label[for="${await select.getAttribute('id')}"]`).textContent()) ?? '';
    const said = Object.entries(relationships).find(([name]) => label.includes(name))?.[1];
    if (said) await select.selectOption(said);
    else if ((await select.inputValue()) === '') await select.selectOption('同居人');
  }
}

/** 時間を選ぶ: HH:MM of the chosen day, or the first that is offered. */
export async function chooseTime(page: Page, visitTime?: string): Promise<void> {
  const times = page.locator(visitTime ? `input[name="visitSlot"][value$="/${visitTime}"]` : 'input[name="visitSlot"]');
  await times.first().check();
}

type Answering = (page: Page, application: Application) => Promise<void>;

const sends =
  (fill: Answering): Answering =>
  async (page, application) => {
    await fill(page, application);
    await sendQuestion(page);
  };

/** How each question is answered; pages are known by the last part of their address. */
const ANSWERING: Readonly<Record<string, Answering>> = {
  profile: async (page, { person, cardSurfacePin }) => {
    await press(page, 'main form[method="post"] button[type="submit"]');
    await presentCard(page, person);
    await enterPin(page, cardSurfacePin ?? USUAL_PINS.cardSurface);
  },
  household: sends((page, { consent }) => choose(page, 'consent', consent ?? 'yes')),
  movers: sends((page, { movers }) => tickNamed(page, 'movers', movers ?? 'everybody')),
  people: sends(typePeople),
  scope: sends((page, { scope }) => choose(page, 'scope', scope ?? 'wholeHousehold')),
  'old-householder': sends((page, { oldHouseholder }) => page.fill('[name="oldHouseholder"]', oldHouseholder ?? '')),
  cards: sends(async (page, { cardHolders }) => {
    if (cardHolders) await tickNamed(page, 'cards', cardHolders);
  }),
  'moving-date': sends((page, { movingOn }) => fillDate(page, 'movingOn', movingOn ?? '2026-11-28')),
  destination: sends((page) => choose(page, 'destinationKind', 'japan')),
  postcode: async (page, { postcode, municipality }) => {
    if (municipality) return findMunicipality(page, municipality);
    await page.fill('input[name="postcode"]', postcode ?? '251-0054');
    await sendQuestion(page);
  },
  town: sends((page, { town }) => chooseNamed(page, 'town', town ?? '')),
  lot: sends(async (page, { lot, municipality }) => {
    await choose(page, 'decided', lot === 'undecided' ? 'no' : 'yes');
    if (lot === 'undecided') return;
    const town = lot?.town ?? (municipality ? '本町' : undefined);
    if (town) await page.fill('input[name="town"]', town);
    await page.fill('input[name="lot"]', lot?.lot ?? '1-2-3');
    if (lot?.building) await page.fill('input[name="building"]', lot.building);
  }),
  'new-household': sends((page, { newHousehold }) => choose(page, 'newHousehold', newHousehold ?? 'new')),
  'new-householder': sends(async (page, { householder }) => {
    const typed = page.locator('input[name="joinedHeadName"]');
    if ((await typed.count()) > 0) await typed.fill(householder ?? '');
    else await chooseNamed(page, 'newHeadKey', householder ?? '');
  }),
  relationships: sends((page, { relationships }) => sayRelationships(page, relationships ?? {})),
  'remaining-householder': sends((page, { remainingHouseholder }) =>
    chooseNamed(page, 'remainingChoice', remainingHouseholder ?? 'まだ決まっていない'),
  ),
  contact: sends(async (page, { phone, email }) => {
    await page.fill('input[name="phone"]', phone ?? '090-1234-5678');
    if (email) await page.fill('input[name="email"]', email);
  }),
  'visit-day': sends(async (page, { visitOn }) => {
    if (visitOn) await choose(page, 'visitOn', visitOn);
    else await page.locator('input[name="visitOn"]').first().check();
  }),
  'visit-office': sends((page, { visitOffice }) => chooseNamed(page, 'visitOffice', visitOffice ?? '')),
  'visit-time': sends((page, { visitTime }) => chooseTime(page, visitTime)),
  visitor: sends((page, { visitor }) => choose(page, 'visitor', visitor ?? 'filer')),
};

/** Answers the question that is shown. */
export async function answerQuestion(page: Page, application: Application): Promise<void> {
  const answering = ANSWERING[pageName(page)];
  if (!answering) throw new Error(`no question: ${page.url()}`);
  await answering(page, application);
}
