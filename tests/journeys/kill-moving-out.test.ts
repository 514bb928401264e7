import { expect, test } from 'vitest';
import { accept, returnToApplication, shows, waitFor } from '#tests/support/clerk.ts';
import { beginInterruption, oneMore } from '#tests/support/interruption.ts';
import { fileMove } from '#tests/support/prepared-move.ts';
import { inWorldOf } from '#tests/support/prepared-world.ts';
import { signIn } from '#tests/support/resident.ts';
import { CHOFU, FUJISAWA } from '#tests/support/story.ts';

const OLD = `town-${CHOFU}.db`;
const NEW = `town-${FUJISAWA}.db`;

test('転出の確定と事前通知の送信の間に停電しても、事前通知は一度だけ届き、申請は完了になる（法第24条の2第3項）', async () => {
  await using story = await beginInterruption(async (databases) => {
    await inWorldOf(databases.dataDir, fileMove);
    return oneMore(databases, OLD, "outbox WHERE type = 'MovingOutCertificate'");
  });
  const [application] = story.rows(OLD, 'SELECT receipt_number AS receipt FROM applications');
  const receipt = String(application?.receipt);

  const clerk = await story.clerk(CHOFU);
  await story.cutOff(() => accept(clerk, receipt));
  const certificate = "outbox WHERE type = 'MovingOutCertificate' AND state = ?";
  expect(story.count(OLD, certificate, 'pending')).toBe(1);
  expect(story.count(OLD, certificate, 'sent')).toBe(0);
  expect(story.rows(OLD, 'SELECT stage FROM applications')).not.toEqual([{ stage: 'completed' }]);
  const before = story.reservedTime();

  await story.restart();
  await returnToApplication(clerk, receipt);
  await waitFor(clerk, () => shows(clerk, '転出処理済み'), 'the end of the moving out');
  await expect.poll(() => story.count(NEW, 'expected_arrivals'), { timeout: 10_000 }).toBe(1);
  const resident = await story.resident();
  await signIn(resident, story.origin, 'sato-kenji');
  await resident.goto(`${story.origin}/moving/applications/${receipt}`);
  await expect
    .poll(async () => (await resident.reload()) && resident.locator('main').textContent(), { timeout: 10_000 })
    .toContain('完了');

  expect(story.count(OLD, 'moving_outs WHERE waiting')).toBe(1);
  expect(story.count(OLD, certificate, 'sent')).toBe(1);
  expect(story.count(OLD, "register_drafts WHERE kind = 'RegisterMovingOut'")).toBe(1);
  expect(story.count(NEW, "inbox WHERE type = 'MovingOutCertificate'")).toBe(1);
  expect(story.rows(NEW, 'SELECT receipt_number AS receipt, has_notice, has_certificate FROM arrival_cases')).toEqual([
    { receipt, has_notice: 1, has_certificate: 1 },
  ]);
  const told = "portal_hops WHERE receipt_number = ? AND object = 'application' AND step = 'completed'";
  expect(story.count('portal.db', told, receipt)).toBe(1);
  expect(story.reservedTime() >= before).toBe(true);
  await story.expectSound();
});
