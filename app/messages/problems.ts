import { Problem } from './door.ts';

/** 拒否された通信: the other side understood and refused for good; the same message again would be refused again. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}`);
  }
}

/** RFC 9457: the answer of a door that refuses. */
export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

/** What a door said when it refused; without a readable reason the status alone. */
export async function readProblem(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  return { status: response.status, code: `http${response.status}`, detail: '理由は示されませんでした。' };
}
