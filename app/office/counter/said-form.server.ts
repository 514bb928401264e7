import { z } from 'zod';
import type { Address } from '#app/vocabulary/addresses.ts';
import { notLongerThan } from '#app/vocabulary/text-items.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import { ScreenVersion, sentence, writtenDay } from '../drafts/forms.server.ts';
import type { SaidAtCounter } from './counter-record.ts';

/** 届出の内容の入力: who really came, since when, and the address within this town. */
export const SaidForm = z.object({
  version: ScreenVersion,
  movers: z.array(z.coerce.number().int().min(0).max(19)).min(1, '転入する人を選んでください。'),
  movedInOn: writtenDay('転入した日を、令和8年11月24日のように入れてください。'),
  postcode: z.string().trim().max(10).default(''),
  townBlock: sentence('町名を入れてください。', 120),
  lot: sentence('番地を入れてください。', 50),
  building: z.string().trim().check(notLongerThan(300, '300文字以内で書いてください。')).default(''),
});

/** The typed form as what was said. */
export function saidOf(form: z.infer<typeof SaidForm>, town: Town): SaidAtCounter {
  const postcode = form.postcode.replace(/\D/g, '');
  return {
    movers: form.movers,
    movedInOn: form.movedInOn,
    newAddress: {
      ...(postcode.length === 7 ? { postcode } : {}),
      municipalityCode: town.code,
      prefecture: town.prefecture,
      municipality: town.name,
      town: form.townBlock,
      lot: form.lot,
      ...(form.building ? { building: form.building } : {}),
    },
  };
}

/** What the screen shows first: what was said before, else announced, else received; nothing of another municipality. */
export function prefilledSaid(page: ArrivalPage, town: Town, today: string): SaidAtCounter | undefined {
  if (page.said) return page.said;
  if (!page.certificate) return undefined;
  const announced = page.notice?.newAddress ?? page.certificate.plannedAddress;
  const here: Address = {
    municipalityCode: town.code,
    prefecture: town.prefecture,
    municipality: town.name,
  };
  const movedInOn = page.notice?.movingOn ?? page.certificate.plannedOn;
  return {
    movers: page.certificate.movers.map((_, index) => index),
    movedInOn: movedInOn <= today ? movedInOn : today,
    newAddress: announced.municipalityCode === town.code ? announced : here,
  };
}
