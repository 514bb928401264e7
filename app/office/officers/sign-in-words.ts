/** 待ち時間の言葉. */
function span(seconds: number): string {
  if (seconds < 60) return `${seconds}秒`;
  const minutes = Math.ceil(seconds / 60);
  return `約${minutes}分`;
}

/** サインインの拒否の言葉: what to do, never which of the three was wrong. */
export function waitWord({ waitSeconds, refused }: { waitSeconds: number; refused: boolean }): string {
  const wait = waitSeconds > 0 ? `あと${span(waitSeconds)}待ってから、` : '';
  if (!refused) {
    return `続けて間違えたため、今は確かめられません。${wait}もう一度入力してください。急ぐときは、システム管理の職員にパスワードの再発行を頼んでください。`;
  }
  return `職員番号・パスワード・確認コードの組み合わせが正しくありません。${wait}もう一度入力してください。確認コードは一度しか使えません。分からないときは、システム管理の職員に再発行を頼んでください。`;
}
