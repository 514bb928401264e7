import { expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { copyTemplate, portsOf, startDemo } from '#tests/support/demo-server.ts';
import { beginJourney } from '#tests/support/journey.ts';
import {
  answerUntil,
  enterPin,
  goToSignature,
  leaveCardApp,
  pageName,
  presentCard,
  press,
  sendQuestion,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';
import { applicationsIn, said } from '#tests/support/resident-refusal.ts';

test('ロックされた利用者証明用の暗証番号ではログインできず、窓口で初期化できることが分かる', async () => {
  await using journey = await beginJourney();
  const page = await journey.resident();
  await page.goto(`${journey.server.origin}/sign-in`);
  await press(page, 'form[action="/sign-in?index"] button');
  await presentCard(page, 'abe-akiko');
  expect(await said(page)).toContain('暗証番号がロックされています');
  expect(await said(page)).toContain('カードと、運転免許証などの本人確認書類をお持ちください。');
  await leaveCardApp(page);
  expect(pageName(page)).toBe('sign-in');
  expect(await said(page)).toContain('お住まいの市区町村の窓口で初期化できます。');
});

test('3回続けて間違えるとロックされ、その回数は停電（kill -9）と再起動をまたいで残る', async () => {
  const copy = copyTemplate();
  const browser = await launchBrowser();
  let server = await startDemo({ dataDir: copy.dataDir });
  try {
    const { page } = await newVisitor(browser);
    await page.goto(`${server.origin}/sign-in`);
    await press(page, 'form[action="/sign-in?index"] button');
    await presentCard(page, 'murakami-setsuko');
    expect(await said(page)).toContain('残り3回');
    await enterPin(page, '0000');
    await enterPin(page, '12');
    expect(await said(page)).toContain('この入力は回数に数えていません。');
    await enterPin(page, '1111');
    expect(await said(page)).toContain('あと1回間違えるとロックされます。');

    await server.kill();
    server = await startDemo({ dataDir: copy.dataDir, ports: portsOf(server) });
    // The visit goes on where it was, in the same browser and in another one.
    await page.reload();
    expect(await said(page)).toContain('残り1回');
    const other = await newVisitor(browser, { javaScript: false });
    await other.page.goto(`${server.origin}/sign-in`);
    await press(other.page, 'form[action="/sign-in?index"] button');
    await presentCard(other.page, 'murakami-setsuko');
    expect(await said(other.page)).toContain('残り1回');
    await enterPin(other.page, '2222');
    expect(await said(other.page)).toContain('暗証番号がロックされています');
    await enterPin(page, '1234');
    expect(await said(page)).toContain('暗証番号がロックされています');

    await server.kill();
    server = await startDemo({ dataDir: copy.dataDir, ports: portsOf(server) });
    await page.reload();
    expect(await said(page)).toContain('暗証番号がロックされています');
  } finally {
    await browser.close();
    await server.stop();
    copy.dispose();
  }
});

test('署名用のパスワードは5回で、またはもうロックされていて署名できない。届出は出されず、回答は残る', async () => {
  await using journey = await beginJourney();
  const locked = await journey.resident();
  await signIn(locked, journey.server.origin, 'ikeda-yuji');
  await startApplication(locked);
  await answerUntil(locked, { person: 'ikeda-yuji', householder: '雄二' });
  await goToSignature(locked);
  await sendQuestion(locked);
  await presentCard(locked, 'ikeda-yuji');
  expect(await said(locked)).toContain('暗証番号がロックされています');
  await leaveCardApp(locked);
  expect(pageName(locked)).toBe('signature');
  expect(await said(locked)).toContain('署名用の暗証番号がロックされています。まだ届け出ていません。');

  const page = await journey.resident();
  await signIn(page, journey.server.origin, 'ono-tsubasa');
  await startApplication(page);
  await answerUntil(page, { person: 'ono-tsubasa' });
  await goToSignature(page);
  await sendQuestion(page);
  await presentCard(page, 'ono-tsubasa');
  for (const left of [4, 3, 2, 1]) {
    await enterPin(page, `WRONG${left}`);
    expect(await said(page)).toContain(`あと${left}回間違えるとロックされます。`);
  }
  await enterPin(page, 'WRONG0');
  expect(await said(page)).toContain('暗証番号がロックされています');
  await leaveCardApp(page);
  expect(await said(page)).toContain('まだ届け出ていません。');
  expect(applicationsIn(journey.server)).toBe(0);
});
