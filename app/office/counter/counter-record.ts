import { z } from 'zod';
import { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import { Address } from '#app/vocabulary/addresses.ts';
import { CalendarDate } from '#app/vocabulary/persons.ts';
import { textItem } from '#app/vocabulary/text-items.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

/** 届出人の本人確認と権限 (住民基本台帳法第27条): who came, by which document, in whose name. */
export const VisitorRecord = z.object({
  kind: z.enum(['filer', 'householdMember', 'proxy']),
  name: textItem(100).min(1),
  document: textItem(100).min(1),
  /** How the right to file was shown: 本人, 同一世帯, 委任状. */
  authority: textItem(100).min(1),
  at: z.string(),
});
export type VisitorRecord = z.infer<typeof VisitorRecord>;

/** カードの確認: what the terminal told after the 住民基本台帳用 PIN; the code never leaves this sealed record. */
export const CardReading = z.object({
  sessionId: z.string(),
  residentRecordCode: z.string().optional(),
  cardId: z.string().optional(),
  /** 団体コード of the address on the chip: where the person was registered last. */
  municipalityCode: z.string().optional(),
  readAt: z.string().optional(),
  /** 暗証番号の再設定 after identification: how often and why. */
  resets: z.array(z.object({ reason: z.string(), at: z.string() })).default([]),
});
export type CardReading = z.infer<typeof CardReading>;

/** 転出証明書情報の入手 (住民基本台帳法第24条の2): from where, and whether the old town confirmed it just now. */
export const CertificateRecord = z.object({
  source: z.enum(['advance', 'answer']),
  certificate: MovingOutCertificate,
  freshness: z.enum(['confirmed', 'silent', 'goOn']),
  at: z.string(),
});
export type CertificateRecord = z.infer<typeof CertificateRecord>;

/** 届出の内容: who really moves in (places in the certificate's list), since when and where. */
export const SaidAtCounter = z.object({
  movers: z.array(z.number().int().min(0)).min(1),
  movedInOn: CalendarDate,
  newAddress: Address,
});
export type SaidAtCounter = z.infer<typeof SaidAtCounter>;

/** 世帯の決定 (住民基本台帳法第22条): a new or an existing household, its head and each 続柄. */
export const HouseholdChoice = z.object({
  kind: z.enum(['new', 'existing']),
  householdNumber: z.string().optional(),
  members: z.array(
    z.object({
      mover: z.number().int().min(0),
      relationship: z.string(),
      householder: z.boolean(),
      /** 在留カード等の提示 of a foreign resident. */
      residenceCard: z.enum(['endorsed', 'notPresented']).optional(),
    }),
  ),
});
export type HouseholdChoice = z.infer<typeof HouseholdChoice>;

/** 確認済みの確認事項: worked off before the visit, by whom and with what result. */
export const ClearedAlert = z.object({
  code: z.string(),
  sentence: z.string(),
  note: textItem(200).min(1),
  by: z.string(),
  at: z.string(),
});
export type ClearedAlert = z.infer<typeof ClearedAlert>;

/** 窓口の記録: what the steps of the counter found, stored sealed as one document. */
export const CounterRecord = z.object({
  visitor: VisitorRecord.optional(),
  card: CardReading.optional(),
  /** Why no certificate is at hand, in words for the screen. */
  unavailable: z.object({ reason: z.string(), at: z.string() }).optional(),
  silentSince: z.string().optional(),
  certificate: CertificateRecord.optional(),
  said: SaidAtCounter.optional(),
  household: HouseholdChoice.optional(),
  filedAt: z.string().optional(),
  /** 届出の受付 while no card could be read: taken on this day, read on another one. */
  received: z
    .object({ at: z.string(), movedInOn: CalendarDate, names: textItem(300).min(1), by: z.string() })
    .optional(),
  /** 宛名番号 of the registered movers in the order of `said.movers`. */
  registered: z.array(z.string()).optional(),
  registeredHousehold: z.string().optional(),
  engineRefusal: z.object({ code: z.string(), sentence: z.string(), article: z.string() }).optional(),
  /** 来庁の準備: stays when the visitor comes. */
  cleared: z.array(ClearedAlert).optional(),
  /** What an expected arrival told before the card was shown: no numbers. */
  expected: z
    .object({
      fromMunicipality: z.string(),
      plannedOn: CalendarDate,
      plannedAddress: Address,
      names: z.array(z.string()),
      state: z.enum(['expected', 'withdrawn', 'registered', 'lapsed']),
    })
    .optional(),
});
export type CounterRecord = z.infer<typeof CounterRecord>;

/** 来庁の前からの記録: what stays when a step of the counter begins anew. */
export function keptFromBefore({ expected, cleared, received }: CounterRecord): CounterRecord {
  return { ...(expected ? { expected } : {}), ...(cleared ? { cleared } : {}), ...(received ? { received } : {}) };
}

/** 届出日: when the signed filing was handed in; undefined before. */
export function filingDay({ received, filedAt }: CounterRecord): CalendarDate | undefined {
  const at = received?.at ?? filedAt;
  return at === undefined ? undefined : tokyoDate(at);
}

/** 窓口の手順: seven screens, one after the other. */
export const COUNTER_STEPS = {
  'check-in': '本人確認',
  card: 'カードと暗証番号',
  certificate: '転出証明書情報',
  household: '世帯と続柄',
  filing: '転入届と本登録',
  cards: 'カードの書換え',
  done: '終了',
} as const;

/** 窓口の手順. */
export type CounterStep = keyof typeof COUNTER_STEPS;

/** The steps in order. */
export const COUNTER_STEP_ORDER = Object.keys(COUNTER_STEPS) as CounterStep[];

/** The first step whose answer is missing. `openCards` = cards that are neither written nor left out. */
export function nextCounterStep(record: CounterRecord, openCards: number): CounterStep {
  if (!record.visitor) return 'check-in';
  if (!record.card?.residentRecordCode) return 'card';
  if (!record.certificate || record.certificate.freshness === 'silent' || !record.said) return 'certificate';
  if (!record.household) return 'household';
  if (!record.registered) return 'filing';
  return openCards > 0 ? 'cards' : 'done';
}
