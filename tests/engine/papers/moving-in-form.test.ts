import { expect, it } from 'vitest';
import type { MovingInFiling } from '#app/office/counter/counter-filing.server.ts';
import { movingInForm } from '#app/office/papers/moving-in-form.server.ts';
import { checkBinding } from '#app/papers/binding.server.ts';
import { drawnText } from '#app/papers/drawn-text.server.ts';
import { printer } from '#tests/support/papers.ts';

const FILING: MovingInFiling = {
  filedOn: '2026-12-01',
  town: '藤沢市',
  movedInOn: '2026-11-28',
  newAddress: { prefecture: '神奈川県', municipality: '藤沢市', town: '辻堂西海岸二丁目', lot: '5番6号' },
  oldAddress: { prefecture: '東京都', municipality: '調布市', town: '布田2丁目', lot: '33番地1' },
  oldHouseholder: '佐藤　健司',
  householder: '佐藤　健司',
  movers: [
    { name: '佐藤　健司', kana: 'サトウ　ケンジ', bornOn: '昭和59年5月17日', relationship: '世帯主' },
    { name: 'KIM　MINJI', bornOn: '1990年1月20日', relationship: '同居人' },
  ],
  filer: { name: '佐藤　健司', kind: 'filer', document: '個人番号カード', authority: '本人' },
};

it('転入届は、届け出る内容と転入する人を和暦で言い、署名の欄が空いている（住民基本台帳法第22条）', async () => {
  const content = movingInForm(FILING);
  const pdf = await printer.print(content);
  const [text = ''] = drawnText(pdf);
  expect(text).toContain('藤沢市長　あて');
  expect(text).toContain('届出日令和8年12月1日転入した日令和8年11月28日');
  expect(text).toContain('KIM　MINJI1990年1月20日同居人');
  expect(text).not.toContain('公印');
  expect(() => checkBinding(pdf, content, false)).not.toThrow();
});
