import { tapCard, textOf } from './residents.ts';
import { type Changes, type Standing, until, Walker } from './walker.ts';

/** A signed-in officer with a walker of the own. */
export interface Desk {
  town: string;
  walker: Walker;
}

/** Signs in as the officer of a role, `desk` being the one who does the daily work alone. */
export async function newOfficer(
  origin: string,
  town: string,
  slug = 'desk',
  onSeen?: ConstructorParameters<typeof Walker>[1],
): Promise<Desk> {
  const walker = new Walker(origin, onSeen);
  const home = await walker.post(`/office/${town}/sign-in`, { officer: `${slug}-${town}`, next: `/office/${town}` });
  if (home.status !== 200) throw new Error(`${slug} of ${town} could not sign in: ${home.status}`);
  return { town, walker };
}

const versionOf = (page: Standing) => /name="version" value="(\d+)"/.exec(page.body)?.[1];

/** The page of an application, once the machine has looked at signature and identity. */
export async function openApplication({ town, walker }: Desk, receipt: string): Promise<Standing> {
  return until(`application ${receipt}`, async () => {
    const page = await walker.open(`/office/${town}/applications/${receipt}`);
    return page.status === 200 && versionOf(page) !== undefined ? page : undefined;
  });
}

/** One press on the page of an application. */
export async function press(desk: Desk, receipt: string, act: string, changes: Changes = {}): Promise<Standing> {
  const { walker } = desk;
  const page = await until(`${act} of ${receipt}`, async () => {
    const open = await openApplication(desk, receipt);
    return open.body.includes(`value="${act}"`) ? open : undefined;
  });
  const done = await walker.submit(`value="${act}"`, { act, ...changes });
  if (done.status !== 200) throw new Error(`${act} of ${receipt}: ${done.status} ${textOf(done)} (was ${page.url})`);
  return done;
}

/** 審査を始めて受理する, to 転出処理済み (the town has 専決). */
export async function startAndAccept(desk: Desk, receipt: string): Promise<void> {
  await press(desk, receipt, 'start');
  await press(desk, receipt, 'accept');
}

/** 補正・却下: a page of its own with a sentence. */
export async function answerWith(desk: Desk, receipt: string, page: 'correction' | 'refusal', fields: Changes) {
  const opened = await desk.walker.open(`/office/${desk.town}/applications/${receipt}/${page}`);
  if (!opened.url.endsWith(page)) throw new Error(`${page} of ${receipt} is not offered`);
  const done = await desk.walker.submit('<textarea', fields);
  if (done.status !== 200) throw new Error(`${page}: ${done.status} ${textOf(done)}`);
}

/** The case of a visitor in the new town, by name. */
export async function findArrival({ town, walker }: Desk, name: string, on: string): Promise<string> {
  return until(`arrival of ${name}`, async () => {
    const page = await walker.open(`/office/${town}/visitors?on=${on}`);
    const links = [...page.body.matchAll(/href="(\/office\/\d+\/arrivals\/[0-9a-f-]+)"[^>]*>([^<]*)/g)];
    return links.find(([, , text]) => text?.includes(name))?.[1];
  });
}

/** 来庁の受付と本人確認. */
export async function checkIn({ walker }: Desk, arrival: string): Promise<void> {
  await walker.open(`${arrival}/check-in`);
  const done = await walker.submit('name="document"', { document: '個人番号カード' });
  if (!done.url.endsWith('/card')) throw new Error(`not checked in: ${done.status} ${textOf(done)}`);
}

/** カードと住民基本台帳用の暗証番号, up to the 転出証明書情報. */
export async function presentCard({ walker }: Desk, arrival: string, key: string): Promise<void> {
  await walker.open(`${arrival}/card`);
  await walker.submit('value="open"');
  await tapCard(walker, key, 'residentRegister');
}

/** 転出証明書情報を取り寄せ、届出の内容を記録する. */
export async function fetchAndRecord({ walker }: Desk, arrival: string): Promise<void> {
  const page = await walker.open(`${arrival}/certificate`);
  if (page.body.includes('value="fetch"') && !page.body.includes('value="said"')) await walker.submit('value="fetch"');
  if (walker.here?.body.includes('value="goOn"')) await walker.submit('value="goOn"');
  const said = await walker.submit('value="said"');
  if (!said.url.endsWith('/household')) throw new Error(`not recorded: ${said.status} ${textOf(said)}`);
}

/** 世帯と続柄: a household of their own, the first mover its head. */
export async function chooseNewHousehold({ walker }: Desk, arrival: string): Promise<void> {
  const page = await walker.open(`${arrival}/household`);
  const names = [...new Set(page.body.match(/relationship-\d+/g))];
  const chosen = Object.fromEntries(names.map((name, index) => [name, index === 0 ? '世帯主' : '子']));
  // Foreign residents show their 在留カード.
  const cards = Object.fromEntries([...new Set(page.body.match(/card-\d+(?=")/g))].map((name) => [name, 'endorsed']));
  const done = await walker.submit('name="relationship-', { act: 'choose', kind: 'new', ...chosen, ...cards });
  if (!done.url.endsWith('/filing')) throw new Error(`no household: ${done.status} ${textOf(done)}`);
}

/** 転入届の署名と登録 (専決). */
export async function signFiling({ walker }: Desk, arrival: string): Promise<void> {
  await walker.open(`${arrival}/filing`);
  const done = await walker.submit('name="digest"', { method: 'pad' });
  if (!/\/cards$/.test(done.url)) throw new Error(`not registered: ${done.status} ${done.url} ${textOf(done)}`);
}
