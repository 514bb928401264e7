/**
 * 異動事由 (住民記録システム標準仕様書 1.2.2): the official classes, and the finer reasons of this register that map to
 * them. `group`: 記載 entry, 消除 removal, 修正 correction.
 */
export const CHANGE_REASONS = {
  domesticMovingIn: { title: '国内転入', group: 'entry' },
  movingInFromAbroad: { title: '国外転入等', group: 'entry' },
  birth: { title: '出生', group: 'entry' },
  exOfficioEntry: { title: '職権記載', group: 'entry' },
  exOfficioRestoration: { title: '職権記載（職権回復）', group: 'entry' },
  dataMigration: { title: '職権記載（データ移行）', group: 'entry' },
  cancellationAdding: { title: '異動の取消し（増）', group: 'entry' },
  domesticMovingOut: { title: '国内転出', group: 'removal' },
  movingInNoticeAccepted: { title: '国内転出（転入通知の受理）', group: 'removal' },
  noticeWithdrawn: { title: '国内転出（転入通知の取消し）', group: 'removal' },
  movingAbroad: { title: '国外転出', group: 'removal' },
  death: { title: '死亡', group: 'removal' },
  disappearance: { title: '職権消除（失踪）', group: 'removal' },
  naturalisationRemoval: { title: '職権消除（帰化等）', group: 'removal' },
  nationalityLossRemoval: { title: '職権消除（国籍喪失）', group: 'removal' },
  exOfficioRemoval: { title: '職権消除', group: 'removal' },
  cancellationReducing: { title: '異動の取消し（減）', group: 'removal' },
  relocation: { title: '転居', group: 'correction' },
  headChange: { title: '世帯主変更', group: 'correction' },
  householdSplit: { title: '世帯分離', group: 'correction' },
  householdMerger: { title: '世帯合併', group: 'correction' },
  householdTransfer: { title: '世帯変更', group: 'correction' },
  codeEntered: { title: '住民票コードの職権記載', group: 'correction' },
  individualNumberEntered: { title: '個人番号の職権記載', group: 'correction' },
  minorCorrection: { title: '軽微な修正', group: 'correction' },
  clericalCorrection: { title: '誤記修正', group: 'correction' },
  formerSurnameEntered: { title: '旧氏の記載', group: 'correction' },
  formerSurnameChanged: { title: '旧氏の変更', group: 'correction' },
  formerSurnameRemoved: { title: '旧氏の削除', group: 'correction' },
  aliasEntered: { title: '通称の記載', group: 'correction' },
  aliasRemoved: { title: '通称の削除', group: 'correction' },
  exOfficioCorrection: { title: '職権修正', group: 'correction' },
  cancellationCorrecting: { title: '異動の取消し（修正）', group: 'correction' },
} as const satisfies Record<string, { title: string; group: 'entry' | 'removal' | 'correction' }>;

/** 異動事由. */
export type ChangeReason = keyof typeof CHANGE_REASONS;
