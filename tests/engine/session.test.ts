import { describe, expect, test } from 'vitest';
import { createSessions, IDLE_MINUTES } from '#app/session.server.ts';

function sessionsAt(start = 1_000_000_000_000) {
  let now = start;
  const sessions = createSessions({ secret: 's'.repeat(40), secure: false, now: () => now });
  const request = (setCookie: string) =>
    new Request('http://localhost/moving', { headers: { Cookie: setCookie.split(';')[0] ?? '' } });
  const wait = (minutes: number) => {
    now += minutes * 60_000;
  };
  return { sessions, request, wait };
}

const OFFICER = { officerId: 'desk-132080', townCode: '132080', token: 'a-token' };

describe('セッション', () => {
  test('保存したものが読める', async () => {
    const { sessions, request } = sessionsAt();
    const cookie = await sessions.resident.commit({ subject: 'abc', serial: '1A2B3C4D', flow: { state: 'xyz' } });
    await expect(sessions.resident.get(request(cookie))).resolves.toEqual({
      subject: 'abc',
      serial: '1A2B3C4D',
      flow: { state: 'xyz' },
    });
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
  });

  test('住民と職員は別々で、同じブラウザで両方になれる', async () => {
    const { sessions } = sessionsAt();
    const [resident, officer] = [
      await sessions.resident.commit({ subject: 'a' }),
      await sessions.officer.commit(OFFICER),
    ];
    const both = new Request('http://localhost/', {
      headers: { Cookie: [resident, officer].map((cookie) => cookie.split(';')[0]).join('; ') },
    });
    await expect(sessions.resident.get(both)).resolves.toEqual({ subject: 'a' });
    await expect(sessions.officer.get(both)).resolves.toEqual(OFFICER);
  });

  test('1バイトでも書き換えられたら、ないものとして扱う', async () => {
    const { sessions, request } = sessionsAt();
    const cookie = await sessions.officer.commit(OFFICER);
    const forged = cookie.replace(/officer=(.)/, (_match, first: string) => `officer=${first === 'A' ? 'B' : 'A'}`);
    await expect(sessions.officer.get(request(forged))).resolves.toBeUndefined();
  });

  test(`${IDLE_MINUTES}分何もしないと終わり、終わったことが分かる`, async () => {
    const { sessions, request, wait } = sessionsAt();
    const cookie = await sessions.officer.commit(OFFICER);
    wait(IDLE_MINUTES);
    await expect(sessions.officer.get(request(cookie))).resolves.toEqual(OFFICER);
    wait(1);
    await expect(sessions.officer.get(request(cookie))).resolves.toBeUndefined();
    await expect(sessions.officer.hasEnded(request(cookie))).resolves.toBe(true);
    await expect(sessions.officer.touch(request(cookie))).resolves.toBeUndefined();
  });

  test('使っている間は続く', async () => {
    const { sessions, request, wait } = sessionsAt();
    let cookie = await sessions.officer.commit(OFFICER);
    await expect(sessions.officer.touch(request(cookie))).resolves.toBeUndefined();
    for (let visit = 0; visit < 5; visit += 1) {
      wait(20);
      cookie = (await sessions.officer.touch(request(cookie))) ?? cookie;
    }
    await expect(sessions.officer.get(request(cookie))).resolves.toEqual(OFFICER);
  });

  test('一度もサインインしていない人に、終わったとは言わない', async () => {
    const { sessions } = sessionsAt();
    const request = new Request('http://localhost/');
    await expect(sessions.resident.get(request)).resolves.toBeUndefined();
    await expect(sessions.resident.hasEnded(request)).resolves.toBe(false);
  });

  test('終わらせるとクッキーが消える', async () => {
    const { sessions, request } = sessionsAt();
    const cookie = await sessions.resident.destroy();
    expect(cookie).toMatch(/Max-Age=0/);
    await expect(sessions.resident.get(request(cookie))).resolves.toBeUndefined();
  });

  test('httpsではクッキーがホストに結び付く', async () => {
    const sessions = createSessions({ secret: 's'.repeat(40), secure: true });
    await expect(sessions.resident.commit({})).resolves.toMatch(/^__Host-resident=.*Secure/);
  });
});
