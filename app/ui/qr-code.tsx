import { create } from 'qrcode';

/** Light modules around the symbol that every reader needs. */
const QUIET = 4;

/** QRコード as a picture within the page: no script, no request, sharp at every size and on paper. */
export function QrCode({ content, label }: { content: string; label: string }) {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET;
  const dark = Array.from(modules.data, (isDark, at) =>
    isDark ? `M${(at % modules.size) + QUIET} ${Math.floor(at / modules.size) + QUIET}h1v1h-1z` : '',
  ).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      // Light on dark is not read: the colours stay in forced colours, too.
      className="h-auto w-64 max-w-full forced-color-adjust-none"
    >
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}
