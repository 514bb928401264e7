import { type Clerk, follow, press } from './clerk.ts';

/** 住民の照会: the record of one person, for a reason that is kept; `removed` looks among the 除票 too. */
export async function openResident(clerk: Clerk, name: string, options: { removed?: boolean } = {}): Promise<void> {
  const { page, origin, town } = clerk;
  await page.goto(`${origin}/office/${town}/residents`);
  await page.getByLabel('探す言葉').fill(name);
  if (options.removed) await page.getByRole('checkbox', { name: '除票も探す' }).check();
  await page.getByLabel(/^照会の理由/).selectOption('転入の手続のため');
  await press(clerk, '探す');
  await follow(clerk, name, page.getByRole('table'));
}

/** What the record says under a heading of its list. */
export async function recorded(clerk: Clerk, term: string): Promise<string> {
  const entry = clerk.page
    .locator('main dt', { hasText: new RegExp(`^${term}$`) })
    .locator('xpath=following-sibling::dd[1]');
  return ((await entry.textContent()) ?? '').trim();
}

/** 世帯: name and 続柄 of everybody in the household of the record. */
export async function householdOf(clerk: Clerk): Promise<string[]> {
  const rows = await clerk.page.getByRole('table', { name: /^世帯/ }).locator('tbody').getByRole('row').all();
  return Promise.all(
    rows.map(async (row) => {
      const name = await row.getByRole('link').textContent();
      const relationship = await row.getByRole('cell').first().textContent();
      return `${name} ${relationship?.replace(/^続柄/, '')}`;
    }),
  );
}

/** 番号の手続: step and state, as the officer reads them. */
export async function numberingOf(clerk: Clerk): Promise<string> {
  await clerk.page.locator('summary').filter({ hasText: '番号の手続の経過' }).click();
  return (await clerk.page.getByRole('list', { name: '番号の手続' }).textContent()) ?? '';
}

/** Whether the record is that of a resident, and no 除票. */
export async function isResident(clerk: Clerk): Promise<boolean> {
  return clerk.page.locator('main h1 + *', { hasText: /^住民$/ }).isVisible();
}
