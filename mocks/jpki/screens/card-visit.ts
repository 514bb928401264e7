import { normalizeForSearch } from '#app/vocabulary/search-forms.ts';
import type { CardRow } from '../cards/card-file.ts';
import { PIN_RULES, type PinKind } from '../cards/pin-rules.ts';
import { type Html, html } from './html.ts';

/** Where the forms of a visit lead, and what each of them carries. */
export interface VisitLinks {
  /** Address of the visit; forms post to it with a part behind. */
  url: string;
  /** Label of the way back to whom sent the person. */
  backLabel: string;
}

const FIRST_CARDS = 10;

function hidden(fields: Record<string, string | number>): Html[] {
  return Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
}

/** やめる: on every page, back to whom sent the person. */
export function cancelForm(links: VisitLinks): Html {
  return html`<form class="actions" method="post" action="${links.url}/cancel"><button class="outline">${links.backLabel}</button></form>`;
}

export function problemNotice(text: string): Html {
  return html`<div class="summary" role="alert"><h2>確認してください</h2><p>${text}</p></div>`;
}

function cardButton(card: CardRow, withFamily: boolean): Html {
  return html`<li><button name="card" value="${card.id}"><strong>${card.name}</strong> <span>${card.kana}</span>${
    withFamily ? html` <span>${card.family}</span>` : undefined
  }${card.note ? html` <span class="note">${card.note}</span>` : undefined}</button></li>`;
}

function matches(card: CardRow, query: string): boolean {
  const wanted = normalizeForSearch(query);
  return [card.name, card.kana, card.family, card.note ?? ''].some((text) => normalizeForSearch(text).includes(wanted));
}

function byFamily(cards: CardRow[]): Html[] {
  const families = [...new Set(cards.map(({ family }) => family))];
  return families.map(
    (family) =>
      html`<h3>${family}</h3><ul class="cards">${cards.filter((card) => card.family === family).map((card) => cardButton(card, false))}</ul>`,
  );
}

/** カードを選ぶ: in the simulation the hand that takes the card out of the purse. */
export function chooseCard(
  links: VisitLinks,
  all: CardRow[],
  options: { query: string; intro: Html; notice?: string | undefined },
): Html {
  const query = options.query.trim().slice(0, 60);
  const featured = all
    .filter(({ featured }) => featured !== null)
    .sort((a, b) => (a.featured ?? 0) - (b.featured ?? 0))
    .slice(0, FIRST_CARDS);
  const found = query ? all.filter((card) => matches(card, query)) : all;
  const pick = (list: Html | Html[]) => html`<form method="post" action="${links.url}/card">${list}</form>`;
  return html`
${options.notice ? problemNotice(options.notice) : undefined}
<h1>どのカードを使いますか</h1>
${options.intro}
${query || featured.length === 0 ? undefined : html`<h2>よく使うカード</h2>${pick(html`<ul class="cards">${featured.map((card) => cardButton(card, true))}</ul>`)}`}
<details${query ? html` open` : undefined}>
<summary>ほかのカードを探す（全${all.length}枚）</summary>
<form method="get" action="${links.url}" role="search">
<label for="q">名前、フリガナ、家族の名前で探す</label>
<div class="search"><input type="search" id="q" name="q" value="${query}" autocomplete="off"><button>探す</button></div>
</form>
${
  query
    ? html`<h2>「${query}」で見つかったカード（${found.length}枚）</h2>${found.length === 0 ? html`<p>見つかりませんでした。別の言葉で探してください。</p>` : undefined}<p><a href="${links.url}">カードの一覧に戻る</a></p>`
    : html`<h2>すべてのカード</h2>`
}
${found.length > 0 ? pick(byFamily(found)) : undefined}
</details>
${cancelForm(links)}`;
}

/** カードをかざす. */
export function tapCard(links: VisitLinks, card: CardRow, device: string): Html {
  return html`
<h1>カードを${device}にかざしてください</h1>
<div class="card"><p>個人番号カード</p><p class="name">${card.name}</p><p>${card.kana}</p></div>
<form method="post" action="${links.url}/tap"><button>カードをかざす</button></form>
<form method="post" action="${links.url}/other-card"><button class="outline">別のカードを選ぶ</button></form>
${cancelForm(links)}`;
}

export interface PinQuestion {
  kind: PinKind;
  /** Entries that remain before the PIN is locked. */
  left: number;
  attempt: number;
  notice?: 'wrongPin' | 'malformedPin' | undefined;
  card: CardRow;
  /** What the PIN is needed for, and what will be done with it. */
  purpose: Html;
  submit: string;
  demoHint?: string | undefined;
}

function pinError(question: PinQuestion): string | undefined {
  const { title, shape } = PIN_RULES[question.kind];
  switch (question.notice) {
    case 'wrongPin':
      return `${title}が違います。あと${question.left}回間違えるとロックされます。`;
    case 'malformedPin':
      return `${title}は${shape}で入力してください。この入力は回数に数えていません。`;
    case undefined:
      return undefined;
  }
}

/** 暗証番号の入力: says which PIN, its shape and the remaining tries before the first of them. */
export function askPin(links: VisitLinks, question: PinQuestion): Html {
  const rule = PIN_RULES[question.kind];
  const error = pinError(question);
  const digits = question.kind !== 'signature';
  return html`
${error ? html`<div class="summary" role="alert"><h2>入力を確認してください</h2><p><a href="#pin">${error}</a></p></div>` : undefined}
<h1>${rule.title}を入力してください</h1>
<p>カード：${question.card.name} さん</p>
${question.purpose}
<p class="tries">続けて間違えられるのは${rule.tries}回までです。<strong>残り${question.left}回</strong></p>
<form method="post" action="${links.url}/pin" autocomplete="off">
${hidden({ attempt: question.attempt })}
<label for="pin">${rule.title}<span class="required">※必須</span></label>
<p class="support" id="pin-support">${rule.shape}。${digits ? '' : '小文字で入力しても大文字として扱います。'}</p>
<input type="password" id="pin" name="pin" required${digits ? html` inputmode="numeric" class="digits"` : html` autocapitalize="characters" spellcheck="false"`} autocomplete="off" aria-describedby="pin-support${error ? ' pin-error' : ''}"${error ? html` aria-invalid="true"` : undefined}>
${error ? html`<p class="error" id="pin-error">＊${error}</p>` : undefined}
<button>${question.submit}</button>
</form>
<details><summary>暗証番号を忘れたとき</summary><p>${rule.remedy}</p><p>間違えた回数は、正しく入力すると元に戻ります。時間がたっても戻りません。</p></details>
${question.demoHint ? html`<details><summary>デモのカードの暗証番号</summary><p>${question.demoHint}</p></details>` : undefined}
${cancelForm(links)}`;
}

/** ロック: what happened, and the local remedy. */
export function lockedPin(links: VisitLinks, kind: PinKind, card: CardRow): Html {
  const rule = PIN_RULES[kind];
  return html`
<h1>暗証番号がロックされています</h1>
<p>カード：${card.name} さん</p>
<p>${rule.title}を続けて${rule.tries}回間違えたため、ロックされました。時間がたっても解除されません。</p>
<h2>使えるようにするには</h2>
<p>${rule.remedy}</p>
<p>カードと、運転免許証などの本人確認書類をお持ちください。</p>
${cancelForm(links)}`;
}
