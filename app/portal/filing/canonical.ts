/** A value of JSON without numbers that are not whole. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/**
 * 届書の正規形 (JSON Canonicalization Scheme, RFC 8785): keys in the order of their UTF-16 code units, no white space.
 * The forms of this portal hold whole numbers only, so that the number rules of the RFC are met by plain printing.
 */
export function canonicalText(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new TypeError('only whole numbers are canonical');
  if (typeof value === 'string' && /\p{Cs}/u.test(value)) throw new TypeError('lone surrogates cannot be canonical');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${JSON.stringify(key)}:${canonicalText(member)}`];
    });
  return `{${members.join(',')}}`;
}

/** 署名対象のバイト列: UTF-8 of the canonical text. */
export function canonicalBytes(value: Json): Uint8Array {
  return new TextEncoder().encode(canonicalText(value));
}
