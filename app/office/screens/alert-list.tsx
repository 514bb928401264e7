import { NotificationBanner } from '#app/ui/index.ts';
import type { Alert } from '#app/vocabulary/refusals.ts';

/** 確認事項（アラート）: what is remarkable and what to do about it; the work goes on. */
export function AlertList({ alerts }: { alerts: readonly Alert[] }) {
  return (
    <>
      {alerts.map((alert) => (
        <NotificationBanner key={`${alert.code} ${alert.sentence}`} kind="warning" title={alert.sentence}>
          <p>{alert.remedy}</p>
          {alert.article ? <p>根拠：{alert.article}</p> : null}
        </NotificationBanner>
      ))}
    </>
  );
}
