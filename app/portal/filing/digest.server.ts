import { createHash } from 'node:crypto';

/** SHA-256 of the bytes that are signed, base64. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64');
}
