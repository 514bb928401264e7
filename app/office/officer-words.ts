import type { PasswordState } from './officers/account.server.ts';

/** パスワードの状態の言葉. */
export const PASSWORD_WORDS: Readonly<Record<PasswordState, string>> = {
  none: '未発行',
  temporary: '仮のパスワード',
  own: '設定済み',
};
