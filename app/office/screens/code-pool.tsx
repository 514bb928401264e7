import type { CodePoolGauge } from '#app/juki/door.ts';
import { DescriptionList, NotificationBanner } from '#app/ui/index.ts';
import { lastsFor, officeInstant } from '../office-dates.ts';

function Standing({ gauge: { left, lowMark, waiting } }: { gauge: CodePoolGauge }) {
  if (left === 0) {
    return (
      <NotificationBanner kind="error" title="未使用の住民票コードがありません">
        <p>
          届出の受付は続けられます。コードは払出しが届いてから記載します。
          {waiting > 0 ? `いま${waiting}人が待っています。` : 'いま待っている人はいません。'}
        </p>
      </NotificationBanner>
    );
  }
  if (left < lowMark) {
    return (
      <NotificationBanner kind="warning" title="残りが少なくなっています">
        <p>J-LISへの払出しの依頼は自動で行います。</p>
      </NotificationBanner>
    );
  }
  return <NotificationBanner kind="success" title="残りは足りています" />;
}

/** 住民票コードの残数 (住民基本台帳法施行規則第14条): what is left, for how long, and whether more is under way. */
export function CodePool({ gauge }: { gauge: CodePoolGauge }) {
  const { left, lowMark, averageUse, daysLeft, requestedAt, waiting } = gauge;
  return (
    <section className="mt-6 max-w-page">
      <h2 className="text-std-18B-160">未使用の住民票コード</h2>
      <Standing gauge={gauge} />
      <DescriptionList
        items={[
          { term: '残り', value: `${left}件` },
          { term: 'どれだけもつか', value: daysLeft === undefined ? '最近は使っていません' : lastsFor(daysLeft) },
          { term: '一日の使用（30日の平均）', value: `${averageUse.toFixed(2)}件` },
          { term: '払出しを依頼する目安', value: `${lowMark}件を下回ったとき` },
          {
            term: '払出しの依頼',
            value: requestedAt
              ? `${officeInstant(requestedAt)}に依頼し、届くのを待っています`
              : '依頼中のものはありません',
          },
          { term: 'コードを待っている人', value: `${waiting}人` },
        ]}
      />
    </section>
  );
}
