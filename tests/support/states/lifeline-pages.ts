import { NEVER_EMPTY, type PageState, type StateRegistry } from './page-states.ts';
import type { Prepared } from './prepared.ts';
import { until } from './walker.ts';

const at =
  (name: keyof Prepared['receipts'], page = '') =>
  (demo: Prepared) =>
    `/moving/applications/${demo.receipts[name]}/lifelines${page}`;
const HIDEKI = 'takahashi-hideki';
const send = (customerNumber: string) => ({ customerNumber, intent: 'send', consent: 'yes' });
const days = (...names: string[]) =>
  Object.fromEntries(
    names.flatMap((name) => [
      [`${name}.era`, 'western'],
      [`${name}.year`, '2026'],
      [`${name}.month`, '11'],
      [`${name}.day`, '30'],
    ]),
  );

/** Every press has a form of its own number, as the page would give it. */
const formNumber = (last: string) => `01890000-0000-7000-8000-0000000000${last}`;
const press = (company: string, last: string, fields: Record<string, string>) => ({
  path: at('expected', `/${company}`),
  fields: { requestId: formNumber(last), ...fields },
});

/** Sends with consent and waits for the company, which may be slow on a busy machine. */
const tell =
  (company: string, last: string, customerNumber: string, says: string): PageState['walk'] =>
  async (page, demo) => {
    const fields = { requestId: formNumber(last), ...send(customerNumber), ...days('stopOn', 'startOn') };
    await demo.walkers.get(HIDEKI)?.post(at('expected', `/${company}`)(demo), fields);
    await until(says, async () => {
      await page.reload();
      return (await page.locator('main').textContent())?.includes(says);
    });
  };

/** 電気・ガス・水道などへの連絡. */
export const LIFELINE_PAGES: StateRegistry = {
  'routes/moving.applications.$receipt.lifelines._index': {
    success: [{ name: 'companies', as: HIDEKI, path: at('expected'), says: '会社ごとに' }],
    empty: [{ name: 'called-off', as: 'ono-tsubasa', path: at('refused'), says: 'この引越しの届出は終わりました' }],
    error: [{ name: 'foreign', as: 'ikeda-yuji', path: at('moved'), status: 404, says: 'ページが見つかりません' }],
  },
  'routes/moving.applications.$receipt.lifelines.$company': {
    success: [
      { name: 'form', as: HIDEKI, path: at('expected', '/internet'), says: '新しい家で始める日' },
      {
        name: 'check',
        as: HIDEKI,
        path: at('expected', '/internet'),
        post: press('internet', '11', { intent: 'check', ...days('startOn') }),
        says: 'この表にあるものだけを送ります',
      },
      {
        name: 'accepted',
        as: HIDEKI,
        path: at('expected', '/water'),
        walk: tell('water', '12', '', '受付完了'),
        says: '受付完了',
      },
      {
        name: 'attendance',
        as: HIDEKI,
        path: at('expected', '/gas'),
        walk: tell('gas', '13', '', '新しい家にだれかがいてください'),
        says: '新しい家にだれかがいてください',
      },
      {
        name: 'refused',
        as: HIDEKI,
        path: at('expected', '/power'),
        walk: tell('power', '14', '12345678', '契約が見つかりませんでした'),
        says: '契約が見つかりませんでした',
      },
    ],
    empty: NEVER_EMPTY,
    error: [
      {
        name: 'without-consent',
        as: HIDEKI,
        path: at('expected', '/post'),
        post: press('post', '15', { intent: 'send', ...days('forwardFrom') }),
        status: 400,
        says: '同意の欄にチェックを入れてください',
      },
      {
        name: 'nothing-typed',
        as: HIDEKI,
        path: at('expected', '/internet'),
        send: { form: 'name="startOn.year"', fields: { intent: 'check', customerNumber: '12' } },
        status: 400,
        says: '6桁から13桁の数字で入力してください',
      },
      {
        name: 'called-off',
        as: 'ono-tsubasa',
        path: at('refused', '/post'),
        post: {
          path: at('refused', '/post'),
          fields: { requestId: formNumber('16'), ...send(''), ...days('forwardFrom') },
        },
        status: 409,
        says: '新しい連絡は送れません',
      },
      {
        name: 'outage',
        as: 'tanaka-hiroshi',
        path: at('underReview', '/water'),
        post: {
          path: at('underReview', '/water'),
          fields: { requestId: formNumber('17'), ...send(''), ...days('stopOn', 'startOn') },
        },
        fault: { system: 'lifelines', kind: 'down' },
        status: 302,
        says: 'このサイトが自動でもう一度送ります',
      },
    ],
  },
};
