import type { ResidentView } from '#app/juki/door.ts';

/** 住民状態の言葉. */
export const RESIDENT_STATUS: Record<ResidentView['status'], string> = {
  resident: '住民',
  movedOut: '転出者',
  deceased: '死亡者',
  removed: '消除',
};

/** 届出の経路の言葉. */
export const CHANNELS = { online: 'オンライン', counter: '窓口', post: '郵便' } as const;
