import { describe, expect, it } from 'vitest';
import { createNationalContacts } from '#app/national/contacts.server.ts';

const ADDRESSES = {
  ocsp: 'http://ocsp.example/',
  'auth-app': 'http://auth.example/',
};

/** Systems that answer with these statuses; 0 = nobody there. */
function contactsWith(statuses: Record<string, number>, clock = { now: 1_000_000 }) {
  const asked: string[] = [];
  const contacts = createNationalContacts({
    addresses: ADDRESSES,
    now: () => clock.now,
    limitMs: 50,
    fetch: async (to, init) => {
      const host = new URL(String(to)).hostname.split('.')[0] ?? '';
      asked.push(host);
      const status = statuses[host] ?? 200;
      if (status === 0) throw new TypeError('fetch failed');
      if (status === -1)
        return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
      return new Response(null, { status });
    },
  });
  return { contacts, asked, clock };
}

describe('電文によらない外部システムの状態', () => {
  it('まだ通信していなければ問い合わせ、断られても応答とみなす', async () => {
    const { contacts, asked } = contactsWith({ ocsp: 405 });
    expect(await contacts.states()).toEqual([
      { system: 'auth-app', heardMsAgo: 0 },
      { system: 'ocsp', heardMsAgo: 0 },
    ]);
    expect(asked.toSorted()).toEqual(['auth', 'ocsp']);
  });

  it('停止・エラー・応答の遅れは、応答なしになる', async () => {
    const { contacts } = contactsWith({ ocsp: 503, auth: -1 });
    expect((await contacts.states()).map(({ system, silentMs }) => `${system} ${silentMs}`)).toEqual([
      'auth-app 0',
      'ocsp 0',
    ]);
  });

  it('同時に聞かれても、相手には一度だけ問い合わせる', async () => {
    const { contacts, asked } = contactsWith({ ocsp: 503 });
    const both = await Promise.all([contacts.states(), contacts.states()]);
    expect(both[0]).toEqual(both[1]);
    expect(asked.toSorted()).toEqual(['auth', 'ocsp']);
    await contacts.states();
    expect(asked.toSorted()).toEqual(['auth', 'ocsp', 'ocsp']);
  });

  it('一分以内に通信した相手には問い合わせず、応答のない相手には毎回確かめて、戻れば消える', async () => {
    const statuses: Record<string, number> = { ocsp: 503 };
    const { contacts, asked, clock } = contactsWith(statuses);
    await contacts.fetchOf('auth-app')(ADDRESSES['auth-app']);
    await contacts.states();
    asked.length = 0;
    clock.now += 59_000;
    expect((await contacts.states()).find(({ system }) => system === 'ocsp')?.silentMs).toBe(59_000);
    expect(asked).toEqual(['ocsp']);
    statuses.ocsp = 200;
    expect((await contacts.states()).find(({ system }) => system === 'ocsp')).toEqual({
      system: 'ocsp',
      heardMsAgo: 0,
    });
    asked.length = 0;
    clock.now += 60_000;
    await contacts.states();
    expect(asked.toSorted()).toEqual(['auth', 'ocsp']);
  });

  it('使った人には、失敗もそのまま返す', async () => {
    const { contacts } = contactsWith({ ocsp: 0 });
    await expect(contacts.fetchOf('ocsp')(ADDRESSES.ocsp)).rejects.toThrow('fetch failed');
  });
});
