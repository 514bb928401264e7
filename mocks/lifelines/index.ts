import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { ProblemError, problemResponse } from '#app/messages/problems.ts';
import { LifelineCompany, LifelineReceipt, LifelineRequest } from '#app/national/contracts/lifelines.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Session } from '#db/store.ts';
import type { NationalDeps } from '../door/door.ts';
import { refused } from '../door/refusal.ts';
import { withFaults } from '../faults.ts';
import { decide, isWithdrawable } from './decisions.ts';

const BODY_LIMIT = 10_000;
/** First letters of a company's receipt numbers. */
const LETTERS = { power: 'DN', gas: 'GS', water: 'SD', broadcasting: 'HS', post: 'YB', internet: 'NT' } as const;

type Row = NationalTables['lifelineRequests']['$inferSelect'];
type NationalSession = Session<NationalTables>;

/** 生活の事業者, simulated: 電気, ガス, 水道, 放送, 郵便, インターネット, each with its own door and its own book. */
export interface LifelineCompanies {
  handler(request: Request): Promise<Response>;
  /** What a company has on its book, as it would read it. */
  received(): Promise<{ request: LifelineRequest; withdrawn: boolean }[]>;
}

export function createLifelineCompanies(deps: NationalDeps): LifelineCompanies {
  const { store, cipher, clock, line } = deps;

  const requestOf = (row: Row) => row.sealed && LifelineRequest.parse(JSON.parse(cipher.decrypt(row.sealed)));

  function receiptOf(row: Row): LifelineReceipt {
    const { requestId, receiptNumber, receivedAt } = row;
    const base = { requestId, receiptNumber };
    if (row.withdrawnAt) return LifelineReceipt.parse({ ...base, at: row.withdrawnAt, state: 'withdrawn' });
    const request = requestOf(row);
    if (!request) throw new Error('a request without content that nobody withdrew');
    return LifelineReceipt.parse({ ...base, at: receivedAt, ...decide(request, receivedAt, clock.now()) });
  }

  async function find({ db, t }: NationalSession, company: string, requestId: string): Promise<Row | undefined> {
    const [row] = await db
      .select()
      .from(t.lifelineRequests)
      .where(eq(t.lifelineRequests.requestId, requestId))
      .limit(1);
    if (row && row.company !== company) throw refused(403, 'otherCompany', 'ほかの事業者への申込みです。');
    return row;
  }

  async function put(
    session: NationalSession,
    company: LifelineCompany,
    row: Pick<Row, 'requestId' | 'digest'> & Partial<Row>,
  ) {
    const receiptNumber = `${LETTERS[company]}-${row.requestId.slice(-8).toUpperCase()}`;
    const whole: Row = { company, receiptNumber, receivedAt: clock.now(), withdrawnAt: null, sealed: null, ...row };
    await session.db.insert(session.t.lifelineRequests).values(whole);
    return whole;
  }

  function accept(company: LifelineCompany, text: string): Promise<LifelineReceipt> {
    const read = LifelineRequest.safeParse(parsed(text));
    if (!read.success || read.data.company !== company) {
      throw refused(400, 'malformed', '申込みの項目が、この事業者の決まりと違います。');
    }
    const { requestId } = read.data;
    const digest = createHash('sha256').update(text).digest('hex');
    return store.write(async (session) => {
      const known = await find(session, company, requestId);
      // Withdrawn before it arrived: it stays withdrawn.
      if (known?.withdrawnAt) return receiptOf(known);
      if (known && known.digest !== digest) {
        throw refused(409, 'otherContent', '同じ番号の申込みを、別の内容で受け取っています。');
      }
      return receiptOf(known ?? (await put(session, company, { requestId, digest, sealed: cipher.encrypt(text) })));
    });
  }

  function withdraw(company: LifelineCompany, requestId: string): Promise<LifelineReceipt> {
    return store.write(async (session) => {
      const known = await find(session, company, requestId);
      const withdrawnAt = clock.now();
      if (!known) return receiptOf(await put(session, company, { requestId, digest: '', withdrawnAt }));
      if (known.withdrawnAt) return receiptOf(known);
      const request = requestOf(known);
      if (request && !isWithdrawable(request, withdrawnAt)) {
        throw refused(409, 'tooLate', '作業の日になったため、取り消せません。電話で相談してください。');
      }
      const { db, t } = session;
      await db.update(t.lifelineRequests).set({ withdrawnAt }).where(eq(t.lifelineRequests.requestId, requestId));
      return receiptOf({ ...known, withdrawnAt });
    });
  }

  async function stateOf(company: LifelineCompany, requestId: string): Promise<LifelineReceipt> {
    const row = await store.read((session) => find(session, company, requestId));
    if (!row) throw refused(404, 'notFound', 'この申込みは届いていません。');
    return receiptOf(row);
  }

  /** The portal alone may ask, and only for what it has signed. */
  async function readSigned(request: Request, company: LifelineCompany): Promise<string> {
    const [scheme, signed] = (request.headers.get('authorization') ?? '').split(' ');
    if (scheme !== 'DoorRequest' || !signed) throw refused(401, 'unsigned', '要求に署名がありません。');
    const text = await request.text();
    if (text.length > BODY_LIMIT) throw refused(400, 'malformed', '要求が長すぎます。');
    const claims = await line.verifyDoorRequest(signed, company);
    if (claims.digest !== createHash('sha256').update(text).digest('base64url')) {
      throw refused(401, 'otherBody', '署名された要求と本文が違います。');
    }
    if (claims.iss !== 'portal') throw refused(403, 'notThePortal', '引越しポータルからの申込みだけを受け付けます。');
    return text;
  }

  async function answer(request: Request): Promise<LifelineReceipt> {
    const [, , name, kind, id, act] = new URL(request.url).pathname.split('/');
    const company = LifelineCompany.safeParse(name);
    if (!company.success || kind !== 'requests') throw refused(404, 'notFound', 'このアドレスには何もありません。');
    if (request.method !== 'POST') throw refused(405, 'method', 'この方法では使えません。');
    const text = await readSigned(request, company.data);
    if (id === undefined) return accept(company.data, text);
    if (act === 'state') return stateOf(company.data, id);
    if (act === 'withdrawal') return withdraw(company.data, id);
    throw refused(404, 'notFound', 'このアドレスには何もありません。');
  }

  return {
    handler: withFaults('lifelines', deps.faults, async (request) => {
      try {
        return Response.json(await answer(request), { headers: { 'cache-control': 'no-store' } });
      } catch (error) {
        if (error instanceof ProblemError) return problemResponse(error.problem);
        throw error;
      }
    }),
    received: () =>
      store.read(async ({ db, t }) => {
        const rows = await db.select().from(t.lifelineRequests).orderBy(t.lifelineRequests.receivedAt);
        return rows.flatMap((row) => {
          const request = requestOf(row);
          return request ? [{ request, withdrawn: row.withdrawnAt !== null }] : [];
        });
      }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
