import { NotificationBanner } from '#app/ui/index.ts';
import type { ShownAlert } from '../arrivals/arrival-screens.server.ts';
import { officeInstant } from '../office-dates.ts';

/** 確認事項（アラート）: what is remarkable and what to do about it; the work goes on. What was worked off before says by whom. */
export function AlertList({ alerts }: { alerts: readonly ShownAlert[] }) {
  return (
    <>
      {alerts.map(({ code, sentence, remedy, article, cleared }) =>
        cleared ? (
          <NotificationBanner key={`${code} ${sentence}`} kind="info" title={`準備で確認済み：${sentence}`}>
            <p>{cleared.note}</p>
            <p>{`${officeInstant(cleared.at)}　${cleared.by}`}</p>
          </NotificationBanner>
        ) : (
          <NotificationBanner key={`${code} ${sentence}`} kind="warning" title={sentence}>
            <p>{remedy}</p>
            {article ? <p>根拠：{article}</p> : null}
          </NotificationBanner>
        ),
      )}
    </>
  );
}
