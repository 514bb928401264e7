import { NotificationBanner } from '#app/ui/index.ts';
import type { SilentNation } from '../cards/card-line.server.ts';

const WORDS: Record<SilentNation['code'], string> = {
  cardTerminal:
    'カードの読取りと書換えはできません。読取りの前の方は、「カードと暗証番号」の画面で転入届を受け付け、受付票を渡せます。読取りの済んだ方は本登録まで続けられ、書換えは申出として受け付けます。',
  jlis: '通知はためておき、戻りしだい自動で送ります。窓口の手続は続けられます。',
};

function since(minutes: number): string {
  return minutes === 0 ? '1分以内' : `${minutes}分前`;
}

/** 縮退運転の表示: which national system is silent, since when, and what goes on without it. */
export function DegradedBanner({ silent }: { silent: readonly SilentNation[] }) {
  if (silent.length === 0) return null;
  return (
    <NotificationBanner kind="warning" title="国のシステムの応答がありません（縮退運転中）">
      <ul className="flex list-disc flex-col gap-1 pl-6">
        {silent.map(({ code, name, minutes }) => (
          <li key={code}>
            <strong>{name}</strong>（{since(minutes)}から）：{WORDS[code]}
          </li>
        ))}
      </ul>
    </NotificationBanner>
  );
}
