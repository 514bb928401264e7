import type { ResidentView } from '#app/juki/door.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

/** 住民状態の言葉. */
export const RESIDENT_STATUS: Record<ResidentView['status'], string> = {
  resident: '住民',
  movedOut: '転出者',
  deceased: '死亡者',
  removed: '消除',
};

/** 届出の経路の言葉. */
export const CHANNELS = { online: 'オンライン', counter: '窓口', post: '郵便' } as const;

/** 選挙人名簿に登録された旨 (住民基本台帳法第7条第9号); empty where the 住民票 does not say it. */
export function electorWord({ electorSince }: Pick<ResidentView, 'electorSince'>): string {
  return electorSince ? `登録（${formatJapaneseDate(electorSince)}）` : '';
}
