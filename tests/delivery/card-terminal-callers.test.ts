import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCardTerminal } from '#app/national/card-terminal.server.ts';
import { OutageError } from '#app/national/outage.ts';
import { BASE, type JpkiWorld, jpkiWorld, TARO } from './jpki-world.ts';

const RETURN_URL = 'http://localhost:3000/office/142051/arrivals/1/card';
let world: JpkiWorld;

beforeAll(async () => {
  world = await jpkiWorld([TARO]);
});

afterAll(() => world.close());

describe('要求の確認', () => {
  async function ask(authorization: string | undefined, body: string): Promise<number> {
    const response = await world.fetch(`${BASE}/card-terminal/sessions`, {
      method: 'POST',
      headers: authorization ? { authorization } : {},
      body,
    });
    return response.status;
  }

  const body = JSON.stringify({ returnUrl: RETURN_URL });

  it('署名のない要求、本文と合わない要求、ほかの宛先の要求は断る', async () => {
    expect(await ask(undefined, body)).toBe(401);
    const wrongBody = await world.signRequest({ aud: 'card-terminal', digest: 'A'.repeat(43) });
    expect(await ask(`DoorRequest ${wrongBody}`, body)).toBe(401);
    const wrongAudience = await world.signRequest({ aud: 'jlis', digest: 'A'.repeat(43) });
    expect(await ask(`DoorRequest ${wrongAudience}`, body)).toBe(403);
  });

  it('市区町村でない組織は使えない', async () => {
    await expect(world.portalTerminal.openSession({ returnUrl: RETURN_URL })).rejects.toThrow('403');
  });

  it('止まっているときは障害になる', async () => {
    const silent = createCardTerminal({
      base: `${BASE}/card-terminal`,
      signRequest: world.signRequest,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    await expect(silent.openSession({ returnUrl: RETURN_URL })).rejects.toBeInstanceOf(OutageError);
  });
});
