import type { ReactNode } from 'react';
import { ErrorSummary, listErrors, NotificationBanner, OfficeFrame, ProtectionBanner } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import { officeInstant } from '../office-dates.ts';
import type { ShownRelease } from '../protection/protection-release.ts';

/** Places of the navigation. */
export type OfficePlace =
  | 'home'
  | 'applications'
  | 'visitors'
  | 'residents'
  | 'papers'
  | 'acts'
  | 'drafts'
  | 'inspections'
  | 'protection'
  | 'numbers'
  | 'renamings'
  | 'sections'
  | 'electoralRoll'
  | 'messages'
  | 'alerts'
  | 'health'
  | 'figures'
  | 'audit'
  | 'officers'
  | 'permissions'
  | 'account';

/** What the frame of an officer's page shows. */
export interface OfficeFrameData {
  town: { code: string; name: string };
  officer: { name: string; role: string };
  /** 自分のアカウント. */
  accountHref: string;
  today: string;
  navigation: { href: string; label: string; current: boolean; count?: number }[];
}

/** A "no" of any of the four kinds, on top of the page. */
export function AnswerBanner({ answer }: { answer: Answer | undefined }) {
  if (!answer) return null;
  if (answer.errors) return <ErrorSummary errors={listErrors(answer.errors)} />;
  if (answer.refusal) {
    return (
      <NotificationBanner kind="warning" title="この処理は行いませんでした" live>
        <p>{answer.refusal.sentence}</p>
        <p>根拠：{answer.refusal.article}</p>
      </NotificationBanner>
    );
  }
  if (answer.silent) {
    return (
      <NotificationBanner kind="warning" title={`${answer.silent}の応答がありません`} live>
        <p>届出は何も変わっていません。しばらくしてから、もう一度押してください。</p>
      </NotificationBanner>
    );
  }
  return null;
}

/** 支援措置の表示, and until when it is released, asked for and approved by whom. */
function Protection({ release }: { release: ShownRelease | undefined }) {
  if (!release) return <ProtectionBanner />;
  const { until, requestedBy, approvedBy } = release;
  return (
    <ProtectionBanner>
      {`一時解除中：${officeInstant(until)}まで（申請 ${requestedBy}、承認 ${approvedBy}）。時間が来ると元に戻ります。転出先は解除中も表示しません。`}
    </ProtectionBanner>
  );
}

/** ページの枠: the officer's frame, the banner of a protected record, the answer of the last press. */
export function OfficePage({
  frame,
  answer,
  isProtected,
  release,
  children,
}: {
  frame: OfficeFrameData;
  answer?: Answer | undefined;
  isProtected?: boolean;
  /** 一時解除中. */
  release?: ShownRelease | undefined;
  children: ReactNode;
}) {
  return (
    <OfficeFrame
      {...frame}
      signOutAction={`/office/${frame.town.code}/sign-out`}
      banner={isProtected ? <Protection release={release} /> : undefined}
    >
      <AnswerBanner answer={answer} />
      {children}
    </OfficeFrame>
  );
}
