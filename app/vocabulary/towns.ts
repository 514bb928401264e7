import { z } from 'zod';
import { MunicipalityCode } from './identifiers.ts';
import { TownProcedure } from './procedures.ts';
import { VisitRules } from './visit-slots.ts';

/** 庁舎・支所: counters belong to an office; hours are Asia/Tokyo, HH:MM. */
export const Office = z.object({
  code: z.string().max(10),
  name: z.string().max(40),
  address: z.string().max(100),
  phone: z.string().max(20),
  opensAt: z.string().regex(/^\d{2}:\d{2}$/),
  closesAt: z.string().regex(/^\d{2}:\d{2}$/),
});
export type Office = z.infer<typeof Office>;

/** 政令指定都市 (地方自治法第252条の19) as one of its wards knows it. */
export const City = z.object({
  code: MunicipalityCode,
  name: z.string().max(24),
  /** 団体コード of every ward, this one too. */
  wards: z.array(MunicipalityCode).min(2),
  /** 宛名番号・世帯番号の範囲: serials that this ward alone gives, so that no two wards number alike. */
  serials: z.object({ first: z.number().int().positive(), last: z.number().int().positive() }),
});
export type City = z.infer<typeof City>;

/** 市区町村: data, never a branch in code. */
export const Town = z.object({
  code: MunicipalityCode,
  name: z.string().max(24),
  prefecture: z.string().max(4),
  mayor: z.string().max(40),
  offices: z.array(Office).min(1),
  /** 政令指定都市 of a ward (住民基本台帳法第38条): its wards share the 宛名番号 and hand persons on to each other. */
  city: City.optional(),
  /** 引越しに伴う手続 in which the town differs from what holds everywhere. */
  procedures: z.array(TownProcedure).max(60).optional(),
  /** 来庁予約の定め; without it residents announce a day and no time. */
  visits: VisitRules.optional(),
  rules: z.object({
    /** 専決: one officer may review, decide and register. */
    soleDecision: z.boolean(),
    /** How long the counter waits for the other town before it offers the way on. */
    certificateTimeoutMs: z.number().int().positive(),
    /** A member without a card may move along with any card holder, not only with the head's card (法第24条の2第2項). */
    cardlessMoversWithAnyCard: z.boolean(),
    /** 排他: how long a household stays with the officer who works on it; 20 minutes unless the town says otherwise. */
    lockMinutes: z.number().int().positive().optional(),
  }),
});
export type Town = z.infer<typeof Town>;

/** 区間異動: is the other place another ward of the same designated city? */
export function isSameCity(town: Pick<Town, 'code' | 'city'>, municipalityCode: string | undefined): boolean {
  if (!town.city || !municipalityCode || municipalityCode === town.code) return false;
  return town.city.wards.includes(municipalityCode);
}

/** 支所・出張所: every office but the first, which is the 本庁. An office that the town does not have is none of either. */
export function isBranch(town: Pick<Town, 'offices'>, officeCode: string): boolean {
  return town.offices[0]?.code !== officeCode;
}
