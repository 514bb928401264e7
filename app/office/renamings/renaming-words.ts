import type { AddressRenaming, LeftOutHousehold, RenamingObstacle, RenamingRun } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { csvOf } from '../csv.ts';

/** 住所一括変更の種類 (住居表示に関する法律第3条, 地方自治法第260条). */
export const RENAMING_GROUNDS: Readonly<Record<AddressRenaming['ground'], string>> = {
  residenceIndication: '住居表示の実施',
  townName: '町・字の区域や名称の変更',
  lotNumber: '地番の変更（土地区画整理など）',
};

/** 進み方の言葉. */
export const RENAMING_STATES: Readonly<Record<RenamingRun['state'], string>> = {
  previewed: '事前確認のみ',
  running: '変更中',
  finished: '終了',
};

/** 対象外の理由と、その後の処理. */
export const RENAMING_OBSTACLES: Readonly<Record<RenamingObstacle, { word: string; remedy: string }>> = {
  notListed: { word: '番地が対応表にありません', remedy: '対応表に番地を足して、もう一度事前確認をしてください。' },
  openDraft: { word: '仮登録の途中です', remedy: '仮登録が終わってから、もう一度事前確認をしてください。' },
  movedAway: { word: 'この町字の世帯ではなくなりました', remedy: '変更はいりません。' },
  failed: { word: '処理できませんでした', remedy: '住民票を確かめ、システム管理の職員に連絡してください。' },
};

/** 変更しない世帯の数. */
export function leftOutOf(run: RenamingRun): number {
  return Object.values(run.leftOut).reduce((sum, one) => sum + one, 0);
}

/** 変更しない世帯の一覧 as CSV. */
export function leftOutCsv(households: readonly LeftOutHousehold[]): string {
  const rows = households.map(({ householdNumber, address, reason }) => [
    householdNumber ?? '（支援措置）',
    address ? formatAddress(address) : '',
    RENAMING_OBSTACLES[reason].word,
    RENAMING_OBSTACLES[reason].remedy,
  ]);
  return csvOf([['世帯番号', '住所', '理由', 'その後の処理'], ...rows]);
}
