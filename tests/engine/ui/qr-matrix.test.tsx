import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { QrCode } from '#app/ui/index.ts';
import { qrMatrix } from '#app/ui/qr-matrix.ts';

function drawn(content: string): string {
  return qrMatrix(content)
    .map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
    .join('\n');
}

const TOKEN = `142051.Abcdefghij0123456789-_.${'Zz09-_'.repeat(14)}ab`;

describe('QRコード（JIS X 0510）', () => {
  // The digests are of what another implementation (npm qrcode 1.5.4, byte mode, level M) draws for the same text.
  it.each([
    ['一番小さい型', 'HELLO', 21, 'c346c75add5698735afe3f7eb4f3e6c57ccefd9563f45f65c6d76aa518fb6f91'],
    ['型番7: 型番の情報が付く', TOKEN, 45, '87500e46a420ac8924d65cb6241b2e593f6059a80907c958c0759c0f0f1a137d'],
    [
      '型番10: 長さが2バイトになる',
      'x'.repeat(213),
      57,
      'f8a692e420006d88c10e55f6fb2f048c68ad07db0d7c3f134adf4ff3fc04aae2',
    ],
  ])('%s', (_, content, size, digest) => {
    expect(qrMatrix(content)).toHaveLength(size);
    expect(createHash('sha256').update(drawn(content)).digest('hex')).toBe(digest);
  });

  it('どの長さでも正方形になり、長すぎる文字列は描かない', () => {
    for (let length = 0; length <= 213; length += 1) {
      const matrix = qrMatrix('a'.repeat(length));
      expect(matrix.every((row) => row.length === matrix.length)).toBe(true);
    }
    expect(() => qrMatrix('a'.repeat(214))).toThrow(RangeError);
  });

  it('図には名前があり、まわりに4つ分の余白がある', () => {
    const svg = renderToStaticMarkup(<QrCode content="HELLO" label="受付のQRコード" />);
    expect(svg).toContain('aria-label="受付のQRコード"');
    expect(svg).toContain('viewBox="0 0 29 29"');
    expect(svg).toContain('d="M4 4h1v1h-1z');
  });
});
