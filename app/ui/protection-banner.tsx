/**
 * 支援措置の表示: stays in sight while the record is on the screen; word and colour, never colour alone. Where the screen is small or
 * enlarged it takes two fifths at most and scrolls within itself, so that the record can still be read.
 */
export function ProtectionBanner({ children }: { children?: React.ReactNode }) {
  return (
    <section
      aria-label="支援措置"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
      tabIndex={0}
      className="protection-banner sticky top-0 z-20 max-h-[40dvh] overflow-y-auto border-y-2 border-red-1000 bg-red-1000 px-4 py-2 text-dns-16B-130 text-white"
    >
      <strong>支援措置対象者</strong>
      <span className="ml-3 font-400">
        {children ??
          '住所・転出先・世帯の情報を本人以外に伝えないでください。照会と交付は支援措置担当の確認が必要です。'}
      </span>
    </section>
  );
}
