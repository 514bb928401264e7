import type { MovingForm } from '#app/messages/contracts/application.ts';
import { sameNameOnCertificate } from '#app/vocabulary/certificate-names.ts';
import type { DateOfRecord, PersonName, Sex } from '#app/vocabulary/persons.ts';

/** 照合結果の言葉: marked by word and colour. */
export const VERDICTS = {
  same: '一致',
  substituted: '代替文字で一致',
  different: '相違',
  absent: '住民票になし',
} as const;

/** 照合結果. */
export type Verdict = keyof typeof VERDICTS;

/** 届出と住民票の照合: one item beside the other. */
export interface ComparedItem {
  item: string;
  stated: string;
  registered: string;
  verdict: Verdict;
}

/** What the comparison needs to know of a registered person. */
export interface RegisteredPerson {
  addresseeNumber: string;
  name: PersonName;
  bornOn: DateOfRecord;
  sex: Sex;
  relationship: string;
  status: string;
  kind?: 'japanese' | 'foreign';
}

/** 文字の照合: equal as written, equal after 代替文字 substitution, or different. */
export function compareText(stated: string, registered: string): Verdict {
  if (stated === registered) return 'same';
  return sameNameOnCertificate(stated, registered) ? 'substituted' : 'different';
}

/** 生年月日の照合: by the day where both have one (two names of one day are the same day), else by the text. */
export function sameBirth(stated: DateOfRecord, registered: DateOfRecord): boolean {
  if (stated.on && registered.on) return stated.on === registered.on;
  return stated.text === registered.text;
}

/** 氏名の照合: the registered name, the 通称 or the kanji name of a foreign resident all count. */
export function compareName(stated: string, registered: PersonName): Verdict {
  const spellings = [registered.full, registered.alias, registered.kanji].filter((name) => name !== undefined);
  const verdicts = spellings.map((name) => compareText(stated, name));
  if (verdicts.includes('same')) return 'same';
  return verdicts.includes('substituted') ? 'substituted' : 'different';
}

/**
 * 届出人の氏名 at the new town: as the old town's register writes it, once its 転出証明書情報 is here. The portal knows only the
 * 代替文字 of the certificate.
 */
export function nameOfFiler(stated: string | undefined, registered: readonly string[]): string | undefined {
  if (stated === undefined) return registered[0];
  return registered.find((name) => compareText(stated, name) !== 'different') ?? stated;
}

/** 異動者の照合: which registered member one stated mover is; name, birth and sex must all agree. */
export function matchMover<P extends RegisteredPerson>(
  mover: { name: string; bornOn: DateOfRecord; sex: Sex },
  members: readonly P[],
): P | undefined {
  const hits = members.filter(
    (member) =>
      compareName(mover.name, member.name) !== 'different' &&
      sameBirth(mover.bornOn, member.bornOn) &&
      mover.sex === member.sex,
  );
  return hits.length === 1 ? hits[0] : undefined;
}

/** 異動者ひとりの照合: the member who fits and the items in which the two differ. */
export interface ComparedMover<P extends RegisteredPerson> {
  mover: MovingForm['movers'][number];
  /** Fits in all three items. */
  match?: P;
  /** Fits in name or birth only: offered to the officer, not taken. */
  candidate?: P;
  items: ComparedItem[];
}

/** 届出の異動者と住民票の照合: each stated mover beside the member who fits, or who nearly fits. */
export function compareMovers<P extends RegisteredPerson>(
  form: MovingForm,
  members: readonly P[],
  words: { date(date: DateOfRecord, kind?: RegisteredPerson['kind']): string; sex(sex: Sex): string },
): ComparedMover<P>[] {
  return form.movers.map((mover) => {
    const match = matchMover(mover, members);
    const candidate =
      match ??
      members.find((member) => compareName(mover.name, member.name) !== 'different') ??
      members.find((member) => sameBirth(mover.bornOn, member.bornOn) && member.sex === mover.sex);
    const items: ComparedItem[] = [
      {
        item: '氏名',
        stated: mover.name,
        registered: candidate?.name.full ?? '',
        verdict: candidate ? compareName(mover.name, candidate.name) : 'absent',
      },
      {
        item: '生年月日',
        stated: words.date(mover.bornOn, candidate?.kind),
        registered: candidate ? words.date(candidate.bornOn, candidate.kind) : '',
        verdict: !candidate ? 'absent' : sameBirth(mover.bornOn, candidate.bornOn) ? 'same' : 'different',
      },
      {
        item: '性別',
        stated: words.sex(mover.sex),
        registered: candidate ? words.sex(candidate.sex) : '',
        verdict: !candidate ? 'absent' : mover.sex === candidate.sex ? 'same' : 'different',
      },
      {
        item: '続柄',
        stated: mover.relationship,
        registered: candidate?.relationship ?? '',
        verdict: candidate ? compareText(mover.relationship, candidate.relationship) : 'absent',
      },
    ];
    return { mover, ...(match ? { match } : {}), ...(candidate && !match ? { candidate } : {}), items };
  });
}
