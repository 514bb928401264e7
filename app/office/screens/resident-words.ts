import type { NumberingView, ResidentView } from '#app/juki/door.ts';

/** 住民状態の言葉. */
export const RESIDENT_STATUS: Record<ResidentView['status'], string> = {
  resident: '住民',
  movedOut: '転出者',
  deceased: '死亡者',
  removed: '消除',
};

/** 番号の手続の段階の言葉. */
export const NUMBERING_STATES: Record<NumberingView['steps'][number]['state'], string> = {
  done: '済み',
  waiting: '応答待ち',
  failed: '止まっています',
};

/** 届出の経路の言葉. */
export const CHANNELS = { online: 'オンライン', counter: '窓口', post: '郵便' } as const;
