import { desc } from 'drizzle-orm';
import { CARD_TERMINAL } from '../cards/card-line.server.ts';
import { lastsFor, officeInstant } from '../office-dates.ts';
import { organisationName } from '../organisation-names.server.ts';
import type { OfficeRoom } from '../room.server.ts';
import { type AlertCause, WATCH_LIMITS } from './alert-rules.ts';

const MINUTE_MS = 60_000;

/** 夜間処理の段階の言葉. */
export const NIGHT_STEPS = { register: '住民基本台帳の夜間処理', office: '窓口業務の夜間処理' } as const;

/** 夜間処理の段階. */
export type NightStep = keyof typeof NIGHT_STEPS;

function isNightStep(step: string): step is NightStep {
  return step in NIGHT_STEPS;
}

/** What is wrong with the lines and the mail: by the indices of what waits. */
async function causesOfMail(room: OfficeRoom): Promise<AlertCause[]> {
  const causes: AlertCause[] = [];
  const now = Date.parse(room.clock.now());
  for (const { peer, state, count, since } of await room.mailroom.queues()) {
    const name = organisationName(peer);
    if (state === 'dead') {
      causes.push({
        kind: 'deadLetter',
        subject: peer,
        sentence: `${name}に送れない電文が${count}通あります。`,
        size: count,
      });
    }
    const isOld = now - Date.parse(since) > WATCH_LIMITS.stuckMinutes * MINUTE_MS;
    if ((state === 'failed' || state === 'waiting') && isOld) {
      const what = state === 'failed' ? '処理に失敗した' : '前の電文を待つ';
      causes.push({
        kind: 'stuckMessage',
        subject: `${peer}:${state}`,
        sentence: `${name}から届き、${what}電文が${count}通あります（${officeInstant(since)}から）。`,
        size: count,
      });
    }
  }
  const unreadable = (await room.mailroom.unreadable()).length;
  if (unreadable > 0) {
    causes.push({
      kind: 'unreadable',
      subject: 'mail',
      sentence: `読めない電文が${unreadable}通あります。`,
      size: unreadable,
    });
  }
  return causes;
}

/** What residents and officers cannot do meanwhile, where that is not only a delay. */
const MEANWHILE: Readonly<Record<string, string>> = {
  ocsp: '審査と転入届の署名の確認は、戻るまで待ちます。',
  'auth-app': '住民はポータルのログインと署名ができません。電話には、窓口と郵送での届出を案内してください。',
  [CARD_TERMINAL]: '窓口ではカードを読めません。「カードの読取り」の画面に、続け方があります。',
};

/** 外部システムの停止: whoever is reached by messages, the card terminal, and those that are asked directly. */
async function causesOfLines(room: OfficeRoom): Promise<AlertCause[]> {
  const contacts = [...room.contacts(), ...(await room.asked.states())];
  return contacts.flatMap(({ system, silentMs = 0 }): AlertCause[] => {
    if (silentMs < WATCH_LIMITS.outageMinutes * MINUTE_MS) return [];
    const silent = `${organisationName(system)}の応答が${WATCH_LIMITS.outageMinutes}分を超えてありません。`;
    // However long it lasts, it is one outage.
    return [{ kind: 'outage', subject: system, sentence: `${silent}${MEANWHILE[system] ?? ''}`, size: 1 }];
  });
}

async function causesOfRegister(room: OfficeRoom): Promise<AlertCause[]> {
  const { pool, missingNotices, differences } = await room.juki.health();
  const causes: AlertCause[] = [];
  if (pool.left === 0) {
    const sentence = `未使用の住民票コードがありません。待っている人は${pool.waiting}人です。`;
    causes.push({ kind: 'poolEmpty', subject: 'pool', sentence, size: 1 });
  } else if (pool.left < pool.lowMark) {
    const days = pool.daysLeft === undefined ? '' : `残りは${lastsFor(pool.daysLeft)}です。`;
    const sentence = `未使用の住民票コードが、目安の${pool.lowMark}件を下回りました。${days}`;
    causes.push({ kind: 'poolLow', subject: 'pool', sentence, size: 1 });
  }
  if (missingNotices > 0) {
    const sentence = `期限を過ぎても転入通知のない方が${missingNotices}人います。`;
    causes.push({ kind: 'noticeOverdue', subject: 'register', sentence, size: missingNotices });
  }
  if (differences > 0) {
    const sentence = `整合性確認の差異が${differences}件残っています。`;
    causes.push({ kind: 'difference', subject: 'register', sentence, size: differences });
  }
  return causes;
}

/** Steps of the newest night alone: what failed earlier and went through since is over. */
async function causesOfNight(room: OfficeRoom): Promise<AlertCause[]> {
  const rows = await room.store.read(({ db, t: { nightSteps } }) =>
    db.select().from(nightSteps).orderBy(desc(nightSteps.day)).limit(Object.keys(NIGHT_STEPS).length),
  );
  return rows.flatMap(({ day, step, state, startedAt }) =>
    state === 'failed' && day === rows[0]?.day && isNightStep(step)
      ? [
          {
            kind: 'nightFailed' as const,
            subject: step,
            sentence: `${officeInstant(startedAt)}の${NIGHT_STEPS[step]}が終わりませんでした。`,
            size: 1,
          },
        ]
      : [],
  );
}

/** 見張り: everything that is wrong now. Reads counts alone; nobody's record. */
export async function findCauses(room: OfficeRoom): Promise<AlertCause[]> {
  const found = await Promise.all([
    causesOfMail(room),
    causesOfLines(room),
    causesOfRegister(room),
    causesOfNight(room),
  ]);
  return found.flat();
}

/** 夜間処理の一段階: recorded before and after, so that a crash shows as a step that never ended. */
export async function runNightStep<T>(room: OfficeRoom, step: NightStep, work: () => Promise<T>): Promise<T> {
  const day = room.today();
  const note = (state: 'running' | 'done' | 'failed', error?: unknown) =>
    room.store.write(async ({ db, t: { nightSteps } }) => {
      const at = room.clock.now();
      const ended = {
        state,
        finishedAt: state === 'running' ? null : at,
        error: error === undefined ? null : errorName(error),
      };
      await db
        .insert(nightSteps)
        .values({ day, step, startedAt: at, ...ended })
        .onConflictDoUpdate({
          target: [nightSteps.day, nightSteps.step],
          set: state === 'running' ? { startedAt: at, ...ended } : ended,
        });
    });
  await note('running');
  try {
    const done = await work();
    await note('done');
    return done;
  } catch (error) {
    await note('failed', error);
    throw error;
  }
}

/** The kind of an error: its words may carry what belongs to a person. */
function errorName(error: unknown): string {
  if (error instanceof AggregateError) return `${error.name}（${error.errors.length}件）`;
  return error instanceof Error ? error.name : 'Error';
}

/** 夜間処理の記録, the newest first. */
export async function lastNights(room: OfficeRoom, limit: number) {
  return room.store.read(({ db, t: { nightSteps } }) =>
    db.select().from(nightSteps).orderBy(desc(nightSteps.day), desc(nightSteps.step)).limit(limit),
  );
}
