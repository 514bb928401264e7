import { StatusBadge } from '#app/ui/index.ts';
import type { PullHealth } from '../applications/inbox.server.ts';

/** 自動取込みの状態: in words, with the last time. */
export function PullLight({ health }: { health: PullHealth }) {
  const { state, ms } = health;
  const minutes = Math.floor((ms ?? 0) / 60_000);
  return (
    <p className="flex flex-wrap items-center gap-2 text-[0.875rem]">
      申請の自動取込み
      {state === 'good' ? <StatusBadge tone="success">正常</StatusBadge> : null}
      {state === 'silent' ? <StatusBadge tone="error">応答なし</StatusBadge> : null}
      {state === 'waiting' ? <StatusBadge>開始前</StatusBadge> : null}
      {state === 'silent' ? <span>{minutes}分前から。自動で取り込み直します。</span> : null}
      {state === 'good' ? <span>{minutes > 0 ? `${minutes}分前に確認` : '1分以内に確認'}</span> : null}
    </p>
  );
}
