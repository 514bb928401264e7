import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { DirectoryClient } from '#app/messages/directory.server.ts';
import type { PaperContent } from '#app/papers/content.ts';
import { loadPaperFonts, USUAL_NAMES_FONT } from '#app/papers/fonts.server.ts';
import { createPaperPrinter } from '#app/papers/printer.server.ts';

/** Without the system's package of IPAmj明朝 its characters cannot be drawn. */
export const hasNamesFont = existsSync(USUAL_NAMES_FONT);

export const fonts = loadPaperFonts();
export const printer = createPaperPrinter(fonts);

/** A paper about one invented person; everything in it names that person. */
export function paperOf(person: number, change: Partial<PaperContent> = {}): PaperContent {
  const serial = String(person).padStart(6, '0');
  return {
    kind: 'residentRecordCopy',
    title: '住民票の写し',
    number: `20261124 調布市 ${serial}`,
    issuer: { code: '132080', name: '調布市' },
    specimen: true,
    blocks: [
      {
        block: 'form',
        rows: [
          [{ label: '氏名', value: `見本　${serial}` }],
          [
            { label: '生年月日', value: '昭和48年10月10日' },
            { label: '性別', value: '男' },
            { label: '続柄', value: '世帯主' },
          ],
          [{ label: '住所', value: `東京都調布市佐須町5丁目21番地${serial}` }],
        ],
      },
      {
        block: 'points',
        points: ['この行は二行にわたるほど長い注意書きで、折り返しても読み返せることを確かめるためのものです。'],
      },
    ],
    attestation: {
      words: 'この写しは、住民票の原本と相違ないことを証明する。',
      on: '2026-11-24',
      mayor: '調布市長　深山　恒一',
    },
    ...change,
  };
}

/** A town with a key of its own, and a directory that knows it. */
export function sealingTown(town = '132080') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const directory: DirectoryClient = {
    get: async (code) => {
      if (code !== town) throw new Error(`${code} is not in the directory`);
      return { code, name: town, signingCertificate: '', signingKey: publicKey, encryptionKey: publicKey };
    },
    signerOf: async () => undefined,
  };
  return { keys: { signing: { privateKey, chain: [] } }, directory };
}
