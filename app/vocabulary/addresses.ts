import { z } from 'zod';
import { MunicipalityCode } from './identifiers.ts';
import { textItem } from './text-items.ts';

/**
 * 住所 (住民基本台帳法第7条第7号): municipality, town block, lot number and building.
 * `municipalityCode` is undefined abroad; everything behind it may still be undecided in a 転出届.
 */
export const Address = z.object({
  postcode: z
    .string()
    .regex(/^\d{7}$/)
    .optional(),
  municipalityCode: MunicipalityCode.optional(),
  prefecture: z.string().max(4).optional(),
  municipality: textItem(24),
  town: textItem(120).optional(),
  lot: textItem(50).optional(),
  building: textItem(300).optional(),
});
export type Address = z.infer<typeof Address>;

/** 住所の表記: the parts in order, the building after a full-width space. */
export function formatAddress(address: Address): string {
  const place = `${address.prefecture ?? ''}${address.municipality}${address.town ?? ''}${address.lot ?? ''}`;
  return address.building ? `${place}　${address.building}` : place;
}
