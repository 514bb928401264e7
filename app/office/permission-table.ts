import { Role } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { OFFICE_LIMITS, type OfficeLimit } from './office-limits.ts';
import {
  ACT_ROLES,
  type ActName,
  APPLICATION_RULES,
  ARRIVAL_RULES,
  DRAFT_RULES,
  ROOM_RULES,
  type RoomAct,
  type Rule,
} from './permissions.ts';

/** 処理の言葉 of what belongs to no case. */
export const ROOM_WORDS: Readonly<Record<RoomAct, string>> = {
  seeApplications: '申請の一覧と内容を見る',
  seeArrivals: '来庁予定を見る',
  startArrival: '窓口の受付を始める',
  tickToDo: '引越しの手続に印を付ける',
  closeVisits: '来庁の時間枠を取り消す・戻す',
  searchResidents: '住民を照会する',
  issuePapers: '帳票の交付（住民票の写し・転出証明書など）',
  seeInspections: '台帳の閲覧の申出を見る',
  fileInspections: '台帳の閲覧の申出・取下げを受け付ける',
  reviewInspections: '台帳の閲覧を審査する',
  decideInspections: '台帳の閲覧を承認する・認めない',
  holdInspections: '台帳を閲覧させる（一覧の作成・終了）',
  seeProtection: '支援措置を扱う',
  seeWork: '要対応事項を見る',
  finishWork: '要対応事項を済ませる',
  correctNotices: '転入通知の取込エラーを直す',
  seeMessages: '電文を見る',
  retryMessages: '電文を送り直す',
  seeSections: '関係課への通知を見る・受領する',
  seeElectoralRoll: '選挙人名簿を見る（選挙管理委員会の事務）',
  inquireElectors: '選挙人名簿の登録の資格を調べる（選挙管理委員会の事務）',
  registerElectors: '選挙人名簿に登録する（調べた職員とは別の職員）',
  seeSuspensions: '選挙権の停止を見る（選挙管理委員会の事務）',
  enterSuspensions: '選挙権の停止を入れる・変える（選挙管理委員会の事務）',
  confirmSuspensions: '選挙権の停止を確認する（入れた職員とは別の職員）',
  seeAudit: '操作ログを見る',
  seeHealth: '稼働状況を見る',
  seeAlerts: '警報を見る・担当として引き受ける',
  seeFigures: '集計を見る・取り出す',
  seeLooks: '住民の記録を見た職員を調べる',
  seeNumbers: '住民票コードの残数を見る',
  reconcile: '整合性確認を行う',
  renewCertificateLinks: '電子証明書の更新の照会',
  deleteUnifiedNumbers: '団体内統合宛名番号を削除する',
  seeStoredRecords: '保存庫の除票を見る',
  renameAddresses: '住所一括変更を行う',
  seeDrafts: '仮登録と異動の書式を見る',
  manageOfficers: '職員の登録・停止、役割の変更の申請と確認、再発行の申請',
  approveOfficers: 'パスワードの発行を承認する',
  seePermissions: '権限の表を見る',
};

/** 権限の表の一行. */
export interface PermissionLine {
  key: string;
  label: string;
  /** One mark per role in the order of `Role.options`: always, only under 専決, or never. */
  marks: ('yes' | 'sole' | 'no')[];
  office?: OfficeLimit;
}

/** 権限の表 of a town: the same tables that guards and buttons read. */
export function permissionTable(
  rules: Town['rules'],
  titles: ReadonlyMap<string, string>,
): { group: string; lines: PermissionLine[] }[] {
  const line = (key: string, label: string, roles: readonly Role[], sole?: readonly Role[]): PermissionLine => {
    const now = rules.soleDecision && sole ? sole : roles;
    const limit = OFFICE_LIMITS[key as RoomAct | ActName];
    return {
      key,
      label,
      marks: Role.options.map((role) =>
        !now.includes(role) ? 'no' : rules.soleDecision && sole && !roles.includes(role) ? 'sole' : 'yes',
      ),
      ...(limit ? { office: limit } : {}),
    };
  };
  const ofCases = (prefix: string, table: Readonly<Record<string, Rule<string>>>) =>
    Object.entries(table).map(([act, rule]) => line(`${prefix} ${act}`, rule.label, rule.roles, rule.soleDecision));
  return [
    { group: '申請（転出届）', lines: ofCases('application', APPLICATION_RULES) },
    { group: '転入予定・窓口', lines: ofCases('arrival', ARRIVAL_RULES) },
    { group: '仮登録', lines: ofCases('draft', DRAFT_RULES) },
    {
      group: '異動の書式',
      lines: Object.entries(ACT_ROLES).map(([act, roles]) => line(act, titles.get(act) ?? act, roles)),
    },
    {
      group: 'そのほか',
      lines: (Object.keys(ROOM_RULES) as RoomAct[]).map((act) => line(act, ROOM_WORDS[act], ROOM_RULES[act])),
    },
  ];
}
