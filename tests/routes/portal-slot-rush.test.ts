import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { ActionFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { TimeChoice } from '#app/portal/visits/visit-choice.ts';
import * as question from '#app/routes/moving.drafts.$draft.$question.tsx';
import { BESIDE, offerPlaces, peopleAtTimes, type Sender, WANTED } from '#tests/support/slot-rush.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const PEOPLE = 500;
const PLACES = 20;

let world: World;
let origin: string;
const server = createServer((request, response) => {
  void answer(request).then(async (answered) => {
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(await answered.text());
  });
});

/** The page's action behind a real socket: what it throws that is no answer is a 500, as in the application. */
async function answer(request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const [, , , draft = '', name = ''] = (request.url ?? '').split('/');
  const args = {
    request: new Request(`${origin}${request.url}`, {
      method: 'POST',
      body: Buffer.concat(chunks),
      headers: {
        Cookie: request.headers.cookie ?? '',
        'Content-Type': request.headers['content-type'] ?? '',
      },
    }),
    params: { draft, question: name },
    context: { services: world.services, nonce: '' },
  } as unknown as ActionFunctionArgs;
  try {
    const result = await question.action(args);
    if (result instanceof Response) return result;
    if (!('data' in result)) throw new Error('an answer without data');
    return Response.json(result.data, { status: result.init?.status ?? 200 });
  } catch (thrown) {
    return thrown instanceof Response ? thrown : new Response(String(thrown), { status: 500 });
  }
}

beforeAll(async () => {
  world = await openWorld();
  await offerPlaces(world, PLACES);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await world[Symbol.asyncDispose]();
});

/** All at once, from another thread, so that every request goes over the wire. */
async function rush(sends: (Sender & { visitSlot: string })[]): Promise<{ status: number; body: string }[]> {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    Promise.all(workerData.sends.map(async ({ draft, cookie, visitSlot }) => {
      const response = await fetch(workerData.origin + '/moving/drafts/' + draft + '/visit-time', {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: new URLSearchParams({ visitSlot }),
      });
      return { status: response.status, body: await response.text() };
    })).then((answers) => parentPort.postMessage(answers));
  `;
  return new Promise((done, failed) => {
    const worker = new Worker(code, { eval: true, workerData: { origin, sends } });
    worker.once('message', done).once('error', failed);
  });
}

const places = () => world.portal.store.read(({ db, t }) => db.select().from(t.portalVisitPlaces));

it('20枠に500人が同時に送ると、20人が取れ、480人には丁寧に断って近い時間を示し、二つ取る人も、エラーもない', async () => {
  const people = await peopleAtTimes(world, PEOPLE);

  const answers = await rush(people.map((one) => ({ ...one, visitSlot: WANTED })));
  const statuses = new Map<number, number>();
  for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  expect(Object.fromEntries(statuses)).toEqual({ 302: PLACES, 409: PEOPLE - PLACES });
  for (const { body } of answers.filter(({ status }) => status === 409)) {
    expect(JSON.parse(body).refusal).toMatchObject({ code: 'slotTaken' });
  }
  const first = await places();
  expect(first.map(({ place }) => place).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: PLACES }, (_, index) => index + 1),
  );
  expect(new Set(first.map(({ holder }) => holder)).size).toBe(PLACES);

  // Who came too late sees free times near by, on the same page.
  const lost = people.filter((_, index) => answers[index]?.status === 409);
  const [late] = lost;
  if (!late) throw new Error('nobody was late');
  const page = await question.loader({
    request: new Request(`${origin}/moving/drafts/${late.draft}/visit-time`, { headers: { Cookie: late.cookie } }),
    params: { draft: late.draft, question: 'visit-time' },
    context: { services: world.services, nonce: '' },
  } as unknown as ActionFunctionArgs);
  expect(page.visitTimes?.times.map(({ startsAt }: TimeChoice) => startsAt)).toEqual(['10:30', '11:00']);
  expect(page.visitTimes?.nearby.map(({ value }: TimeChoice) => value)).toContain('2026-12-01/tsujido/10:00');

  // Twice at once from one browser: one place; whoever has one already moves, and never has two.
  const winners = people.filter((_, index) => answers[index]?.status === 302).slice(0, 10);
  const late10 = lost.slice(0, 10);
  const both = await rush(
    [...winners, ...late10].flatMap((one) => [
      { ...one, visitSlot: BESIDE },
      { ...one, visitSlot: WANTED },
      { ...one, visitSlot: BESIDE },
    ]),
  );
  expect(both.filter(({ status }) => status !== 302 && status !== 409)).toEqual([]);
  const after = await places();
  expect(new Set(after.map(({ holder }) => holder)).size).toBe(after.length);
  expect(after.length).toBe(PLACES + late10.length);
  for (const startsAt of ['10:00', '10:30']) {
    const inSlot = after.filter((row) => row.startsAt === startsAt);
    expect(new Set(inSlot.map(({ place }) => place)).size).toBe(inSlot.length);
    expect(inSlot.length).toBeLessThanOrEqual(PLACES);
  }
});
