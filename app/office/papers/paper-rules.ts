import type { HouseholdView, ResidentView } from '#app/juki/door.ts';
import { NUMBER_PURPOSES } from '#app/vocabulary/number-purposes.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Role } from '#app/vocabulary/roles.ts';
import { releaseOf } from '../protection/protection-release.ts';
import type { PaperRequest } from './paper-request.server.ts';
import type { PersonPaper } from './paper-words.ts';

/** The record from which a paper would be made. */
export interface PaperFacts {
  resident: ResidentView;
  household: HouseholdView | undefined;
  roles: readonly Role[];
}

const PAPER_ISSUE = NUMBER_PURPOSES.find(({ id }) => id === 'paperIssue');
/** 番号が必ず載る帳票: only who may see numbers for papers is offered them. */
const WITH_NUMBERS: readonly PersonPaper[] = ['movingOutCertificate', 'residentRecordCodeNotice'];

function no(code: string, sentence: string, article: string): Refusal {
  return { code, sentence, article };
}

/** 帳票を作れない理由 of a kind for this person; undefined = it can be made. */
export function whyNotOffered(kind: PersonPaper, { resident, household, roles }: PaperFacts): Refusal | undefined {
  if (WITH_NUMBERS.includes(kind) && !roles.some((role) => PAPER_ISSUE?.roles.includes(role))) {
    return no('numberRole', 'この帳票には番号が載ります。番号を扱える担当の職員が交付します。', '番号法第9条・第12条');
  }
  const isResident = resident.status === 'resident';
  switch (kind) {
    case 'residentRecordCopy':
    case 'residentRecordItems':
      return isResident
        ? undefined
        : no('notResident', 'この方の住民票は消除されています。除票の写しを選んでください。', '住民基本台帳法第12条');
    case 'removedRecordCopy':
      return isResident
        ? no(
            'notRemoved',
            'この方の住民票は消除されていません。住民票の写しを選んでください。',
            '住民基本台帳法第15条の4',
          )
        : undefined;
    case 'movingOutCertificate':
      return whyNoCertificate(resident);
    case 'residentRecordCodeNotice':
      return resident.maskedResidentRecordCode
        ? undefined
        : no('noCode', '住民票コードがまだ記載されていません。', '住民基本台帳法第30条の3');
    case 'filingReceivedNotice':
      return undefined;
    case 'headChangeRequest':
    case 'headChangeNotice':
      if (!household || household.members.length === 0) {
        return no('emptyHousehold', 'この世帯に、いまの世帯員はいません。', '住民基本台帳法第25条');
      }
      return kind === 'headChangeRequest' ? whyNoRequest(household) : whyNoNotice(household);
  }
}

function whyNoRequest({ headAddresseeNumber }: HouseholdView): Refusal | undefined {
  return headAddresseeNumber
    ? no('hasHead', 'この世帯には世帯主がいます。依頼は要りません。', '住民基本台帳法第25条')
    : undefined;
}

function whyNoNotice({ headAddresseeNumber }: HouseholdView): Refusal | undefined {
  return headAddresseeNumber
    ? undefined
    : no('noHead', 'この世帯には世帯主がいません。世帯主変更依頼通知書を選んでください。', '住民基本台帳法第25条');
}

function whyNoCertificate({ movingOut, status, removed, protectedPerson }: ResidentView): Refusal | undefined {
  const article = '住民基本台帳法施行令第23条・第24条';
  if (!movingOut && (status === 'resident' || status === 'deceased' || !removed)) {
    return no('noMovingOut', '転出の届出がありません。先に転出の届出を受け付けてください。', article);
  }
  if (movingOut && !movingOut.plannedAddress.municipalityCode && !protectedPerson) {
    return no('abroad', '国外への転出には、転出証明書を出しません。', article);
  }
  // The screens of this town never show where a protected person goes, and a paper without it is no certificate.
  if (protectedPerson) {
    return no(
      'E08',
      '支援措置の対象者の転出先は、この画面から出しません。特例の転出として処理するか、転入先に直接連絡してください。',
      '住民記録システム標準仕様書 3.1',
    );
  }
  return undefined;
}

/** 交付の可否: who asks for what. undefined = it may be given. */
export function whyNotIssued(request: PaperRequest, facts: PaperFacts): Refusal | undefined {
  return protection(request, facts) ?? whyNotOffered(request.kind, facts) ?? items(request);
}

/** 支援措置の抑止 (標準仕様書 3.1): papers are the responsible officer's alone, unless everybody is released for the moment. */
export function isHeldBack({ resident, household, roles }: PaperFacts): boolean {
  const isProtected = resident.protectedPerson || household?.protectedHousehold === true;
  if (!isProtected || roles.includes('protectionOfficer')) return false;
  return releaseOf([resident, ...(household?.members ?? [])]) === undefined;
}

/** Never to a third person or to somebody else's proxy, also not while the measure is released. */
function protection({ requester }: PaperRequest, facts: PaperFacts): Refusal | undefined {
  const { resident, household } = facts;
  if (!resident.protectedPerson && !household?.protectedHousehold) return undefined;
  const article = '住民記録システム標準仕様書 3.1、住民基本台帳事務処理要領 第5-10';
  if (isHeldBack(facts)) {
    return no(
      'E08',
      '支援措置の対象の世帯です。帳票は、一時解除中のほかは、支援措置の担当職員だけが交付できます。',
      article,
    );
  }
  if (requester === 'thirdParty' || requester === 'proxy') {
    return no(
      'E08',
      '支援措置の対象の世帯です。代理人と第三者には交付できません。本人に来てもらい、本人であることを確かめてください。',
      article,
    );
  }
  return undefined;
}

function items({ items: asked, requester, delivery }: PaperRequest): Refusal | undefined {
  const numbers = asked.some((item) => item === 'individualNumber' || item === 'residentRecordCode');
  if (numbers && requester === 'thirdParty') {
    return no(
      'numbersToThirdParty',
      '第三者に渡す写しには、住民票コードと個人番号を載せられません。二つの選択を外してください。',
      '住民基本台帳法第12条の3第1項・第7項',
    );
  }
  if (asked.includes('individualNumber') && requester === 'official') {
    return no(
      'individualNumberToOffice',
      '公用の請求による写しには、個人番号を載せられません。選択を外してください。',
      '住民基本台帳法第12条の2第4項',
    );
  }
  if (numbers && requester === 'proxy' && delivery === 'counter') {
    return no(
      'numbersToProxy',
      '住民票コードか個人番号を載せた写しは、代理人に手渡せません。交付の方法で「本人の住所へ郵送する」を選んでください。',
      '住民基本台帳事務処理要領 第2-4',
    );
  }
  return undefined;
}
