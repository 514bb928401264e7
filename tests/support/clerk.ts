import type { Page } from 'playwright-core';
import { DEMO_OFFICERS } from '#db/fixtures/officers.ts';
import { enterPin, presentCard } from './card-app.ts';

/** An officer at a desk, and what the work cost: the screens that were looked at and the fields that were typed. */
export interface Clerk {
  page: Page;
  origin: string;
  town: string;
  /** Paths without the numbers of the case, in the order of looking, each one once. */
  screens: string[];
  typed: string[];
}

/** Roles of the fixtures: `desk` does the daily work alone. */
export type Desk =
  | 'desk'
  | 'reception'
  | 'reviewer'
  | 'approver'
  | 'counter'
  | 'registry'
  | 'protection'
  | 'protection2'
  | 'insurance'
  | 'children'
  | 'election'
  | 'election2'
  | 'auditor'
  | 'administrator';

const PATIENCE_MS = 20_000;

/** Presses or follows something and waits for the page that it leads to. Nothing of it needs a script. */
async function leave(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}

/** Presses a button of a form. */
export async function press(clerk: Clerk, name: string | RegExp, within = clerk.page.locator('main')): Promise<void> {
  await leave(clerk.page, () => within.getByRole('button', { name, exact: true }).click());
}

/** Follows a link. */
export async function follow(clerk: Clerk, name: string | RegExp, within = clerk.page.locator('main')): Promise<void> {
  await leave(clerk.page, () => within.getByRole('link', { name, exact: true }).first().click());
}

async function type(clerk: Clerk, label: string | RegExp, value: string): Promise<void> {
  clerk.typed.push(String(label));
  await clerk.page.locator('main').getByLabel(label).fill(value);
}

/** A page of the office, looked at until it shows what has to arrive by mail. */
export async function waitFor(clerk: Clerk, isThere: () => Promise<boolean>, what: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isThere())) {
    if (Date.now() > until) throw new Error(`${what} never came: ${clerk.page.url()}\n${await mainText(clerk)}`);
    await clerk.page.waitForTimeout(300);
    await clerk.page.reload();
  }
}

/** What the officer reads. */
export async function mainText(clerk: Clerk): Promise<string> {
  return (await clerk.page.locator('main').textContent()) ?? '';
}

/** Signs in as an officer of the town; counts the screens from here on. */
export async function signInOfficer(page: Page, origin: string, town: string, desk: Desk = 'desk'): Promise<Clerk> {
  const officer = DEMO_OFFICERS.find(({ id }) => id === `${desk}-${town}`);
  if (!officer) throw new Error(`no officer ${desk} in ${town}`);
  const clerk: Clerk = { page, origin, town, screens: [], typed: [] };
  await page.goto(`${origin}/office/${town}/sign-in`);
  await leave(page, () => page.locator(`form:has(input[value="${officer.id}"]) button`).click());
  const base = `/office/${town}`;
  page.on('load', () => {
    const { pathname } = new URL(page.url());
    if (!pathname.startsWith(base)) return;
    const screen = pathname.slice(base.length).replace(/\/[0-9a-f-]{36}/, '');
    if (!clerk.screens.includes(screen)) clerk.screens.push(screen);
  });
  return clerk;
}

async function open(clerk: Clerk, path: string): Promise<void> {
  await clerk.page.goto(`${clerk.origin}/office/${clerk.town}${path}`);
}

/** 申請管理: the inbox, as soon as the application is there. */
export async function openInbox(clerk: Clerk, receipt: string): Promise<void> {
  await open(clerk, '/applications');
  await waitFor(clerk, () => clerk.page.getByRole('link', { name: receipt }).isVisible(), `application ${receipt}`);
}

/** One application, from the inbox. */
export async function openApplication(clerk: Clerk, receipt: string): Promise<void> {
  await openInbox(clerk, receipt);
  await follow(clerk, receipt);
}

/** The same application again, when it has left the inbox of what is to be done. */
export async function returnToApplication(clerk: Clerk, receipt: string): Promise<void> {
  await open(clerk, `/applications/${receipt}`);
}

/** Whether the page shows the stage of the case. */
export async function shows(clerk: Clerk, text: string): Promise<boolean> {
  return (await mainText(clerk)).includes(text);
}

const ACCEPT = /^受理して/;

/** 審査を始める: afterwards the filer is identified and everything is checked. */
export async function startReview(clerk: Clerk): Promise<void> {
  await press(clerk, '審査を始める');
}

/** 受理: with 専決 the moving out is registered at once, else a draft waits for two more officers. */
export async function accept(
  clerk: Clerk,
  receipt: string,
  choice: { movers?: RegExp[]; remainingHead?: string } = {},
  look: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  await openApplication(clerk, receipt);
  await startReview(clerk);
  const button = clerk.page.locator('main').getByRole('button', { name: ACCEPT });
  await waitFor(clerk, () => button.isVisible(), 'the right to accept');
  await look(clerk.page);
  if (choice.movers) {
    const group = clerk.page.getByRole('group', { name: /^転出する人/ });
    for (const box of await group.getByRole('checkbox').all()) await box.uncheck();
    for (const name of choice.movers) await group.getByLabel(name).check();
  }
  if (choice.remainingHead) {
    await clerk.page.getByLabel(/^残る世帯の世帯主/).selectOption({ label: choice.remainingHead });
  }
  await press(clerk, ACCEPT);
  if (await shows(clerk, 'この処理は行いませんでした')) throw new Error(`not accepted:\n${await mainText(clerk)}`);
}

/** 補正の依頼. */
export async function askForCorrection(clerk: Clerk, fields: string[], sentence: string): Promise<void> {
  await follow(clerk, '補正を依頼する');
  for (const field of fields) await clerk.page.getByRole('checkbox', { name: field }).check();
  await type(clerk, /^届出人への説明/, sentence);
  await press(clerk, '補正を依頼する');
}

/** 却下, or 取消に応じない after the moving out was registered. */
export async function refuse(clerk: Clerk, act: '却下する' | '取消に応じない', reason: string): Promise<void> {
  await follow(clerk, act);
  await type(clerk, /^届出人への理由/, reason);
  await press(clerk, act);
}

/** 来庁予定: the visitors of a day, of the next open day if none is given. */
export async function openVisitors(clerk: Clerk, on?: string): Promise<void> {
  await open(clerk, `/visitors${on ? `?on=${on}` : ''}`);
}

function rowOf(clerk: Clerk, name: string) {
  return clerk.page.getByRole('row', { name }).first();
}

/** One expected arrival, from the list, as soon as the papers are there. */
export async function openArrival(clerk: Clerk, name: string, ready?: '準備完了'): Promise<void> {
  const row = rowOf(clerk, name);
  const isThere = async () => (await row.isVisible()) && (!ready || ((await row.textContent()) ?? '').includes(ready));
  await waitFor(clerk, isThere, `arrival of ${name}`);
  await leave(clerk.page, () => row.getByRole('link', { name, exact: true }).click());
}

/** 受付, straight from the list of the day. */
export async function receiveVisitor(clerk: Clerk, name: string): Promise<void> {
  const link = rowOf(clerk, name).getByRole('link', { name: /^受け付ける/ });
  await waitFor(clerk, () => link.isVisible(), `visitor ${name}`);
  await leave(clerk.page, () => link.click());
}

/** 本人確認, from the page of the case or on its own: what was announced is filled in already; `other` corrects it. */
export async function checkIn(
  clerk: Clerk,
  other: { kind?: '本人' | '同じ世帯の人' | '代理人'; name?: string; document?: string; letter?: string } = {},
): Promise<void> {
  const { page } = clerk;
  const start = page.getByRole('link', { name: '来庁を受け付けて本人確認する' });
  if (await start.isVisible()) await leave(page, () => start.click());
  if (other.kind) await page.getByRole('radio', { name: other.kind }).check();
  if (other.name) await type(clerk, /^来庁した人の氏名/, other.name);
  if (other.document) await page.getByLabel(/^提示された書類/).selectOption(other.document);
  if (other.letter) await type(clerk, /^委任状/, other.letter);
  await press(clerk, '本人確認を記録して、カードへ進む');
}

/** 予定のない来庁: the same questions without a case. */
export async function receiveWithoutAppointment(clerk: Clerk, name: string): Promise<void> {
  await follow(clerk, '予定のない方を受け付ける');
  await checkIn(clerk, { name });
}

/** カードと暗証番号: ends on the page of the 転出証明書情報. */
export async function readCard(clerk: Clerk, person: string, pin: string): Promise<void> {
  await press(clerk, '端末へ進む');
  await presentCard(clerk.page, person);
  await enterPin(clerk.page, pin);
}

/** 転出地の応答: asks again while the old town is silent, as an officer of a hurried machine would. */
export async function awaitAnswer(clerk: Clerk): Promise<void> {
  for (let asked = 0; asked < 5 && (await shows(clerk, '転出地の応答がありません')); asked += 1) {
    await press(clerk, 'もう一度問い合わせる');
  }
}

/** 転出証明書情報の確認: what was announced is filled in already; `other` is what the visitor says instead. */
export async function confirmSaid(
  clerk: Clerk,
  other: { movers?: RegExp[]; movedInOn?: string; lot?: string; townBlock?: string } = {},
): Promise<void> {
  if (other.movers) {
    const group = clerk.page.getByRole('group', { name: /^実際に転入する人/ });
    for (const box of await group.getByRole('checkbox').all()) await box.uncheck();
    for (const name of other.movers) await group.getByLabel(name).check();
  }
  if (other.movedInOn) await type(clerk, /^転入した日/, other.movedInOn);
  if (other.townBlock) await type(clerk, /^町名/, other.townBlock);
  if (other.lot) await type(clerk, /^番地/, other.lot);
  await press(clerk, 'この内容で、世帯へ進む');
}

/** 世帯と続柄: as suggested, or into an existing household with the 続柄 that the visitor says. */
export async function chooseHousehold(
  clerk: Clerk,
  other: { join?: string; relationships?: Record<string, string> } = {},
): Promise<void> {
  const { page } = clerk;
  if (other.join) {
    await page.getByRole('radio', { name: '今ある世帯に入る' }).check();
    const search = page.getByLabel('世帯員の氏名で探す');
    if ((await search.inputValue()) !== other.join) await type(clerk, '世帯員の氏名で探す', other.join);
    await press(clerk, '探す');
    await page.getByRole('radio', { name: `世帯主 ${other.join}` }).check();
  }
  for (const [name, relationship] of Object.entries(other.relationships ?? {})) {
    await page.getByLabel(`${name}（転出地での続柄`).selectOption(relationship);
  }
  await press(clerk, 'この世帯で、転入届へ進む');
}

/** 転入届: signed by the visitor; with 専決 it is registered at once. */
export async function signFiling(clerk: Clerk): Promise<void> {
  await press(clerk, /^署名を受けて、/);
}

/** カードの書換え of one person: card and PIN, except for the card that was read before and still lies there. */
export async function rewriteCard(clerk: Clerk, name: string, person?: { key: string; pin: string }): Promise<void> {
  const row = clerk.page.getByRole('listitem').filter({ hasText: `${name}さんのカード` });
  if (person) {
    await press(clerk, '端末へ進む', row);
    await presentCard(clerk.page, person.key);
    await enterPin(clerk.page, person.pin);
  } else {
    await press(clerk, 'このカードを書き換える', row);
  }
  await waitFor(clerk, async () => ((await row.textContent()) ?? '').includes('完了'), `the written card of ${name}`);
}

/** 終了: the page with what is handed out. */
export async function finish(clerk: Clerk): Promise<void> {
  await follow(clerk, /終了へ進む$/);
}
