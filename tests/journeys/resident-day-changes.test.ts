import { expect, test } from 'vitest';
import { beginJourney } from '#tests/support/journey.ts';
import {
  answerUntil,
  goToSignature,
  pageName,
  pressNamed,
  sendQuestion,
  sign,
  signIn,
  startApplication,
} from '#tests/support/resident.ts';
import { applicationsIn, expectRefusal } from '#tests/support/resident-refusal.ts';

test('書いている間に日が変わると、間に合わなくなった来庁の日は選べず、署名は新しい日の内容にし直す（住民基本台帳法第24条・第24条の2第3項）', async () => {
  await using journey = await beginJourney();
  const { origin } = journey.server;
  const minji = { person: 'kim-minji', movingOn: '2026-11-20' };
  const choosing = await journey.resident();
  await signIn(choosing, origin, 'kim-minji');
  await startApplication(choosing);
  await answerUntil(choosing, minji, 'visit-day');

  const hideki = { person: 'takahashi-hideki', householder: '秀樹' };
  const signing = await journey.resident();
  await signIn(signing, origin, 'takahashi-hideki');
  await startApplication(signing);
  await answerUntil(signing, hideki);
  await goToSignature(signing);

  await journey.advanceTo('2026-11-25');

  await choosing.check('input[name="visitOn"][value="2026-11-25"]');
  await sendQuestion(choosing);
  await expectRefusal(choosing, {
    sentence: '届出の処理に開庁日で1日以上かかります。2026年11月26日（令和8年）木曜日以降の日を選んでください。',
    way: '早く手続きしたい場合は、選べる日のうち最も早い日を選んでください。',
    article: '住民基本台帳法第24条の2第3項',
  });
  await pressNamed(choosing, '回答を変更する');
  await answerUntil(choosing, minji);
  expect(pageName(choosing)).toBe('check-answers');

  await sign(signing, 'takahashi-hideki');
  await expectRefusal(signing, {
    sentence: '確認した日から日付が変わりました。内容を確かめて、もう一度署名してください。',
    way: '入力した内容は残っています。',
    article: '住民基本台帳法第24条',
  });
  expect(applicationsIn(journey.server)).toBe(0);
  await pressNamed(signing, '内容の確認に戻る');
  await goToSignature(signing);
  await sign(signing, 'takahashi-hideki');
  expect(pageName(signing)).toBe('receipt');
});
