/** ログイン後に戻るページ: only pages of the residents' side, so that a sign-in never leads elsewhere. */
export function safeReturn(path: string | null | undefined): string {
  return path && /^\/moving(?:[/?][\w\-/?=&%.]*)?$/.test(path) ? path : '/moving';
}
