import type { CardRow } from '../cards/card-file.ts';
import { PIN_RULES, type PinKind } from '../cards/pin-rules.ts';
import { cancelForm, problemNotice, type VisitLinks } from './card-visit.ts';
import { type Html, html } from './html.ts';

/** What came of an entry. */
export const REHEARSAL_RESULTS = ['right', 'wrong', 'locked', 'lastTry', 'malformed'] as const;

/** Where each PIN is asked for during a move, and who sets it anew. */
const USES: Record<PinKind, { where: string; remedy: string }> = {
  authentication: { where: 'ログインするとき', remedy: PIN_RULES.authentication.remedy },
  cardSurface: { where: 'カードから氏名や住所を読み取るとき', remedy: PIN_RULES.cardSurface.remedy },
  signature: { where: '届出に署名するとき', remedy: PIN_RULES.signature.remedy },
  residentRegister: { where: '新しい市区町村の窓口で転入するとき', remedy: PIN_RULES.cardSurface.remedy },
};

export interface Rehearsal {
  card: CardRow;
  attempt: number;
  /** `left` undefined = the card has nothing that this PIN opens. */
  pins: { kind: PinKind; left: number | undefined }[];
  tried?: { kind: PinKind; result: (typeof REHEARSAL_RESULTS)[number] };
  demoHint?: string | undefined;
}

function outcome({ tried, pins }: Rehearsal): Html | undefined {
  if (!tried) return undefined;
  const { title, shape } = PIN_RULES[tried.kind];
  const left = pins.find(({ kind }) => kind === tried.kind)?.left ?? 0;
  switch (tried.result) {
    case 'right':
      return html`<div class="tries" role="status"><p><strong>合っています。</strong>${title}の間違いの回数は、元に戻りました。</p></div>`;
    case 'wrong':
      return problemNotice(`${title}が違います。残り${left}回です。`);
    case 'malformed':
      return problemNotice(`${title}は${shape}で入力してください。この入力は回数に数えていません。`);
    case 'lastTry':
      return problemNotice(`${title}は残り1回なので、練習では使いません。`);
    case 'locked':
      return problemNotice(`${title}はロックされています。`);
  }
}

function tryForm(links: VisitLinks, attempt: number, kind: PinKind): Html {
  const { title, shape } = PIN_RULES[kind];
  const digits = kind !== 'signature';
  return html`<form method="post" action="${links.url}/rehearse" autocomplete="off">
<input type="hidden" name="attempt" value="${attempt}"><input type="hidden" name="kind" value="${kind}">
<label for="pin-${kind}">${title}</label>
<p class="support" id="pin-${kind}-support">${shape}。</p>
<input type="password" id="pin-${kind}" name="pin" required${digits ? html` inputmode="numeric" class="digits"` : html` autocapitalize="characters" spellcheck="false"`} autocomplete="off" aria-describedby="pin-${kind}-support">
<button class="outline">この暗証番号を確かめる</button>
</form>`;
}

function section(links: VisitLinks, rehearsal: Rehearsal, { kind, left }: Rehearsal['pins'][number]): Html {
  const { title, tries } = PIN_RULES[kind];
  const { where, remedy } = USES[kind];
  const state =
    left === undefined
      ? html`<p>このカードには署名用電子証明書が入っていないため、ありません。</p>`
      : left === 0
        ? html`<p><strong>ロックされています。</strong>${remedy}</p>`
        : left === 1
          ? html`<p class="tries"><strong>残り1回</strong>（${tries}回のうち）。練習では、最後の1回は使いません。</p><p>自信がないときは、先に再設定してください。${remedy}</p>`
          : html`<p class="tries"><strong>残り${left}回</strong>（${tries}回のうち）</p>${tryForm(links, rehearsal.attempt, kind)}<details><summary>忘れたとき</summary><p>${remedy}</p></details>`;
  return html`<section><h2>${title}</h2><p>使うところ：${where}</p>${state}</section>`;
}

/** 暗証番号の練習: which PIN is which, how many entries remain, and a try that never spends the last one. */
export function rehearsePins(links: VisitLinks, rehearsal: Rehearsal): Html {
  return html`
${outcome(rehearsal)}
<h1>暗証番号を確かめる</h1>
<p>カード：${rehearsal.card.name} さん</p>
<p>引越しでは、4つの暗証番号を使います。間違えると残りの回数が減り、合うと元に戻ります。分からないものは試さないでください。</p>
${rehearsal.pins.map((pin) => section(links, rehearsal, pin))}
${rehearsal.demoHint ? html`<details><summary>デモのカードの暗証番号</summary><p>${rehearsal.demoHint}</p></details>` : undefined}
${cancelForm(links)}`;
}
