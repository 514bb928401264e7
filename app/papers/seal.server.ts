import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { DirectoryClient } from '#app/messages/directory.server.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import { MunicipalityCode } from '#app/vocabulary/identifiers.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';

/** 電子公印の内容: which paper the town signed, its main entries and the sum of everything that it says. */
export const PaperStatement = z.object({
  /** 団体コード of the town that issued it. */
  town: MunicipalityCode,
  title: z.string().min(1).max(40),
  number: z.string().min(1).max(80),
  on: CalendarDate,
  sum: z.string().regex(/^[\w-]{43}$/),
  main: z.array(z.tuple([z.string().max(20), z.string().max(200)])).max(4),
});
export type PaperStatement = z.infer<typeof PaperStatement>;

/** Signatures of 64 bytes, not wrapped in ASN.1. */
const SHORT = 'ieee-p1363';
const TOKEN = /^([\w-]{20,2400})\.([\w-]{86})$/;
/** Between the paper itself and what is said about its bytes. */
const TAIL = /%moss-paper ([\w-]+\.[\w-]+)\n%moss-file ([\w-]{86})\nstartxref\n(\d+)\n%%EOF\n$/;
const LONGEST_TAIL = 3_000;

type Signer = Pick<OrganisationKeys, 'signing'>;

/** What is signed: no message, no receipt and no door request can pass for it, nor a paper for a file. */
function signed(kind: 'paper' | 'file', text: string | Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${kind}-seal:`), Buffer.from(text)]);
}

function signWith({ signing }: Signer, what: Buffer): string {
  return sign('sha256', what, { key: signing.privateKey, dsaEncoding: SHORT }).toString('base64url');
}

function fits(key: KeyObject, what: Buffer, signature: string): boolean {
  const own = Buffer.from(signature, 'base64url');
  // A last character may carry unused bits: another spelling of the same signature is another code.
  if (own.toString('base64url') !== signature) return false;
  return verify('sha256', what, { key, dsaEncoding: SHORT }, own);
}

/** 電子公印: the statement and the town's signature, short enough for a QRコード. */
export function sealPaper(keys: Signer, statement: PaperStatement): string {
  const payload = Buffer.from(JSON.stringify(PaperStatement.parse(statement))).toString('base64url');
  return `${payload}.${signWith(keys, signed('paper', payload))}`;
}

/** The code alone: what was typed or scanned may carry the address of the page before it, and breaks of lines. */
export function codeOf(typed: string): string {
  const plain = typed.replace(/\s/g, '');
  return plain.slice(plain.lastIndexOf('#') + 1);
}

/** What a code says, unproven. undefined = it is none. */
function readStatement(code: string): PaperStatement | undefined {
  const payload = TOKEN.exec(code)?.[1];
  if (!payload) return undefined;
  try {
    return PaperStatement.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

/** 電子公印の検査: what the town signed. Needs its certificate and nothing else. Throws OutageError when the directory is silent. */
export async function verifyPaper(directory: DirectoryClient, code: string): Promise<PaperStatement | undefined> {
  const statement = readStatement(code);
  const [, payload, signature] = TOKEN.exec(code) ?? [];
  if (!statement || !payload || !signature) return undefined;
  const { signingKey } = await directory.get(statement.town);
  return fits(signingKey, signed('paper', payload), signature) ? statement : undefined;
}

/** 電子ファイルの電子公印: a comment after the last page with a signature over every byte before it. Readers of PDF pass over it. */
export function sealFile(keys: Signer, pdf: Buffer, code: string): Buffer {
  const start = /startxref\n(\d+)\n%%EOF\n?$/.exec(pdf.subarray(-64).toString('latin1'))?.[1];
  if (!start) throw new Error('the printer made no PDF');
  const body = Buffer.concat([pdf, Buffer.from(`${pdf.at(-1) === 10 ? '' : '\n'}%moss-paper ${code}\n`)]);
  const signature = signWith(keys, signed('file', fileDigest(body)));
  return Buffer.concat([body, Buffer.from(`%moss-file ${signature}\nstartxref\n${start}\n%%EOF\n`)]);
}

const fileDigest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** 電子ファイルの検査: `changed` = its code is genuine, but the file is not as the town made it. */
export async function verifyFile(
  directory: DirectoryClient,
  file: Buffer,
): Promise<{ state: 'intact' | 'changed'; statement: PaperStatement; paper: Buffer } | undefined> {
  const tail = TAIL.exec(file.subarray(-LONGEST_TAIL).toString('latin1'));
  const [all, code = '', signature = '', start = ''] = tail ?? [];
  if (!all) return undefined;
  const statement = await verifyPaper(directory, code);
  if (!statement) return undefined;
  const { signingKey } = await directory.get(statement.town);
  const body = file.subarray(0, file.length - all.length + `%moss-paper ${code}\n`.length);
  const paper = file.subarray(0, file.length - all.length);
  const genuine =
    fits(signingKey, signed('file', fileDigest(body)), signature) &&
    paper.subarray(-64).toString('latin1').trimEnd().endsWith(`startxref\n${start}\n%%EOF`);
  return { state: genuine ? 'intact' : 'changed', statement, paper };
}
