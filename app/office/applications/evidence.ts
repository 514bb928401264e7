import type { CertificateValidation, MovingForm } from '#app/messages/contracts/application.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { sameAddressOnCertificate, sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import { ageOn } from '#app/vocabulary/dates.ts';
import { canFileOn } from '#app/vocabulary/deadlines.ts';
import type { FourItems, Sex } from '#app/vocabulary/persons.ts';
import type { EvidenceCheck } from './application-work.ts';
import { compareName, type RegisteredPerson } from './comparison.ts';

/** What is known when the evidence of a 転出届 is judged. */
export interface Evidence {
  receiptNumber: string;
  form: MovingForm;
  townCode: string;
  /** Signature over exactly the received bytes. */
  signatureFits: boolean;
  /** undefined = the 署名検証 service is silent. */
  validation: CertificateValidation | undefined;
  certificateItems: FourItems;
  /** The identified person, once there is one. */
  applicant?: RegisteredPerson & { address: Parameters<typeof formatAddress>[0] };
}

type Judged = Omit<EvidenceCheck, 'title' | 'code'>;

const passed = (sentence: string): Judged => ({ state: 'passed', sentence });

function signature(evidence: Evidence): Judged {
  if (evidence.signatureFits) return passed('受け取ったデータは、署名されたときから1バイトも変わっていません。');
  return {
    state: 'failed',
    sentence: '署名が受け取ったデータと合いません。データが変わったか、別の証明書の署名です。',
    article: '公的個人認証法第2条',
  };
}

function certificate({ validation }: Evidence): Judged {
  const article = '公的個人認証法第18条';
  if (!validation || validation.status === 'unknown') {
    return { state: 'waiting', sentence: '証明書の失効確認の応答がありません。しばらくして自動で確かめます。' };
  }
  switch (validation.status) {
    case 'valid':
      return passed(
        validation.revokedAt
          ? '署名の時点で有効でした。そのあとで失効しましたが、届出の効力は変わりません。'
          : '信頼する認証局の証明書で、署名の時点で有効でした。',
      );
    case 'revokedBeforeSigning':
      return { state: 'failed', sentence: '署名より前に失効した証明書です。', article };
    case 'expired':
      return { state: 'failed', sentence: '署名の時点で有効期間を過ぎた証明書です。', article };
    case 'untrusted':
      return { state: 'failed', sentence: '信頼する認証局につながらない証明書です。', article };
  }
}

function signer({ form, certificateItems }: Evidence): Judged {
  const same =
    sameNameOnCertificate(form.filer.name, certificateItems.name) &&
    form.filer.bornOn === certificateItems.bornOn &&
    form.filer.sex === certificateItems.sex;
  return same
    ? passed('届出人と署名した人は同じです。')
    : {
        state: 'failed',
        sentence: '届出人と証明書の名義が違います。別の人のカードで署名されています。',
        article: '住民基本台帳法第27条',
      };
}

function fourItems({ certificateItems, applicant }: Evidence): Judged {
  if (!applicant) return { state: 'attention', sentence: '住民票と結び付いていないので、まだ照合していません。' };
  const differing: string[] = [];
  if (compareName(certificateItems.name, applicant.name) === 'different') differing.push('氏名');
  if (applicant.bornOn.on && certificateItems.bornOn !== applicant.bornOn.on) differing.push('生年月日');
  if (certificateItems.sex !== applicant.sex) differing.push('性別');
  if (!sameAddressOnCertificate(certificateItems.address, formatAddress(applicant.address))) differing.push('住所');
  if (differing.length === 0) return passed('証明書の4情報は住民票と同じです（代替文字を読み替えています）。');
  return {
    state: 'attention',
    sentence: `証明書と住民票で${differing.join('・')}が違います。届出人に確かめるか、補正を依頼してください。`,
  };
}

function resident({ applicant }: Evidence): Judged {
  if (!applicant) {
    return {
      state: 'attention',
      sentence: '届出人がまだ住民票と結び付いていません。「届出人を探す」で選んでください。',
    };
  }
  return applicant.status === 'resident'
    ? passed('届出人は本市の住民です。')
    : { state: 'failed', sentence: '届出人は本市の住民ではありません（消除済み）。', article: '住民基本台帳法第24条' };
}

function window({ form }: Evidence): Judged {
  return canFileOn(form.filedOn, form.movingOn)
    ? passed('受付期間（異動日の30日前から10日後まで）の届出です。')
    : {
        state: 'failed',
        sentence: 'オンラインの受付期間（異動日の30日前から10日後まで）の外です。窓口か郵便で届け出ていただきます。',
        article: '住民基本台帳法第24条',
      };
}

function destination({ form, townCode }: Evidence): Judged {
  if (form.toMunicipality === townCode) {
    return {
      state: 'failed',
      sentence: '転出先が本市です。市内の引越しは転居届です。',
      article: '住民基本台帳法第23条',
    };
  }
  return passed('転出先は国内の他の市区町村です。');
}

function filerAge({ form }: Evidence): Judged {
  return ageOn(form.filer.bornOn, form.filedOn) >= 15
    ? passed('届出人は15歳以上です。')
    : { state: 'failed', sentence: '15歳未満の方のカードでは届け出られません。', article: '住民基本台帳法第26条' };
}

function form({ form: stated, receiptNumber, townCode }: Evidence): Judged {
  return stated.receiptNumber === receiptNumber && stated.fromMunicipality === townCode
    ? passed('届書の受付番号とあて先は合っています。')
    : { state: 'failed', sentence: '届書の受付番号かあて先が送信の記録と違います。', article: '住民基本台帳法第24条' };
}

const CHECKS: { code: string; title: string; judge: (evidence: Evidence) => Judged }[] = [
  { code: 'form', title: '届書', judge: form },
  { code: 'signature', title: '電子署名', judge: signature },
  { code: 'certificate', title: '署名用電子証明書', judge: certificate },
  { code: 'signer', title: '署名した人', judge: signer },
  { code: 'resident', title: '住民票', judge: resident },
  { code: 'fourItems', title: '4情報の照合', judge: fourItems },
  { code: 'window', title: '受付期間', judge: window },
  { code: 'destination', title: '転出先', judge: destination },
  { code: 'filerAge', title: '届出人の年齢', judge: filerAge },
];

/**
 * 審査 (申請管理の形式審査, 標準仕様書 4.0.8の実質審査): every check of a signed 転出届, in the order of the screen.
 * A certificate that was revoked after the signature is the normal case after a move and passes.
 */
export function assessEvidence(evidence: Evidence): EvidenceCheck[] {
  return CHECKS.map(({ code, title, judge }) => ({ code, title, ...judge(evidence) }));
}

/** 性別の表記. */
export function sexWord(sex: Sex): string {
  return sex === '1' ? '男' : sex === '2' ? '女' : '不明';
}
