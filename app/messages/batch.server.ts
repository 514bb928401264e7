import { SealedBatch, type TakenBatch } from './door.ts';
import { ProblemError, readProblem } from './problems.ts';

/** 一括の受け渡し at a door: each message is taken, or refused, as if it had come alone. Throws ProblemError for no batch at all. */
export async function takeBatch(body: string, take: (sealed: string) => Promise<Response>): Promise<Response> {
  const answers = await Promise.all(readBatch(body).map(async (sealed) => answerOf(await takeOne(sealed, take))));
  const taken: TakenBatch = { answers };
  return Response.json(taken, { headers: { 'Cache-Control': 'no-store' } });
}

/** A message at which the door breaks comes again; it keeps none of the others waiting. */
async function takeOne(sealed: string, take: (sealed: string) => Promise<Response>): Promise<Response> {
  try {
    return await take(sealed);
  } catch (error) {
    console.error('one message of a batch', error);
    return new Response(null, { status: 500 });
  }
}

async function answerOf(response: Response): Promise<TakenBatch['answers'][number]> {
  if (response.ok) return { status: response.status };
  return { status: response.status, problem: await readProblem(response) };
}

function readBatch(body: string): string[] {
  try {
    return SealedBatch.parse(JSON.parse(body)).messages;
  } catch {
    throw new ProblemError({ status: 400, code: 'malformed', detail: '一括の電文の形式が正しくありません。' });
  }
}
