import { NotificationBanner } from '#app/ui/index.ts';
import type { BulkResult } from '../applications/bulk-acts.server.ts';

/** まとめて行った処理の結果: each case with its own. */
export function BulkResults({ results, base }: { results: readonly BulkResult[]; base: string }) {
  const refused = results.filter(({ done }) => !done);
  const done = results.length - refused.length;
  const title =
    refused.length === 0 ? `${done}件を行いました` : `${done}件を行い、${refused.length}件は行いませんでした`;
  return (
    <NotificationBanner kind={refused.length === 0 ? 'success' : 'warning'} title={title} live>
      <ul className="list-disc pl-6">
        {(refused.length === 0 ? results : refused).map(({ receiptNumber, sentence }) => (
          <li key={receiptNumber}>
            <a href={`${base}/${receiptNumber}`}>{receiptNumber}</a>：{sentence}
          </li>
        ))}
      </ul>
    </NotificationBanner>
  );
}
