/**
 * 証明書プロファイル (公的個人認証法第7条, 公的個人認証サービス署名用認証局の証明書プロファイル): where the items of a
 * person stand in a 署名用 certificate, as otherName entries of the subjectAltName.
 */
export const FOUR_ITEM_OIDS = {
  name: '1.2.392.200149.8.5.5.1',
  /** 代替文字の使用位置: one digit per character of the name, 1 where a 代替文字 stands. */
  nameSubstitutions: '1.2.392.200149.8.5.5.2',
  sex: '1.2.392.200149.8.5.5.3',
  bornOn: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
} as const;

/** Names of the two certification authorities of individuals, and of the anchor above them. */
export const AUTHORITY_NAMES = {
  root: 'C=JP, O=JPKI, OU=JPKI simulated root, OU=J-LIS',
  signature: 'C=JP, O=JPKI, OU=JPKI for digital signature, OU=J-LIS',
  authentication: 'C=JP, O=JPKI, OU=JPKI for user authentication, OU=J-LIS',
} as const;

const ERAS = [
  { code: '5', since: '2019-05-01' },
  { code: '4', since: '1989-01-08' },
  { code: '3', since: '1926-12-25' },
  { code: '2', since: '1912-07-30' },
  { code: '1', since: '1868-01-25' },
] as const;

/** 生年月日 in a certificate: a digit for the era and YYYYMMDD; 0 where the era is not known. */
export function certificateBirthDate(bornOn: string): string {
  const [year = '0000', month = '00', day = '00'] = bornOn.split('-');
  const era = ERAS.find(({ since }) => bornOn >= since);
  return `${era?.code ?? '0'}${year}${month}${day}`;
}

/** 生年月日 of a certificate back to YYYY-MM-DD (00 for an unknown part). */
export function birthDateOfCertificate(value: string): string {
  return `${value.slice(1, 5)}-${value.slice(5, 7)}-${value.slice(7, 9)}`;
}
