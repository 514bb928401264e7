import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { QrCode } from '#app/ui/index.ts';

const pictureOf = (content: string) => renderToStaticMarkup(<QrCode content={content} label="受付のQRコード" />);

describe('QRコード（JIS X 0510）', () => {
  it('図には名前があり、まわりに4つ分の余白がある', () => {
    const svg = pictureOf('HELLO');
    expect(svg).toContain('aria-label="受付のQRコード"');
    expect(svg).toContain('viewBox="0 0 29 29"');
    expect(svg).toContain('d="M4 4h1v1h-1z');
  });

  it('内容が違えば図も違い、長ければ型が大きくなる', () => {
    expect(pictureOf('HELLO')).not.toBe(pictureOf('WORLD'));
    expect(pictureOf('x'.repeat(140)).includes('viewBox="0 0 57 57"')).toBe(true);
  });
});
