import type { Role } from '#app/vocabulary/roles.ts';

/** 職員の役割の言葉. */
export const ROLE_WORDS: Record<Role, string> = {
  reception: '受付',
  reviewer: '審査',
  approver: '決裁',
  counter: '窓口',
  registryManager: '住民記録の管理',
  protectionOfficer: '支援措置',
  auditor: '監査',
  administrator: 'システム管理',
  section: '関係課',
};

/** All roles of an officer in one line; a new officer has none until they are confirmed. */
export function rolesWord(roles: readonly Role[]): string {
  if (roles.length === 0) return '役割なし';
  return roles.map((role) => ROLE_WORDS[role]).join('・');
}
