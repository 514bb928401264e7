import type { CardFile, CardRow } from '../cards/card-file.ts';
import { PIN_RULES, type PinKind } from '../cards/pin-rules.ts';
import type { Pins } from '../cards/pins.ts';
import type { JpkiDeps } from '../deps.ts';
import type { BrowserBinding } from '../screens/browser.ts';
import { askPin, cancelForm, chooseCard, lockedPin, tapCard, type VisitLinks } from '../screens/card-visit.ts';
import { type Html, html } from '../screens/html.ts';
import { pageResponse, seeOther } from '../screens/page.ts';
import { CARD_TERMINAL } from './api.ts';
import { nowSeconds, type TerminalRow, type TerminalSessions } from './sessions.ts';

const APP = '窓口のカード端末（シミュレーション）';
const PADS = `${CARD_TERMINAL}/pads`;

function returnUrl(row: TerminalRow): string {
  const url = new URL(row.returnUrl);
  url.searchParams.set('terminalSession', row.id);
  return url.href;
}

function newPinForm(links: VisitLinks, row: TerminalRow, kind: PinKind): Html {
  const rule = PIN_RULES[kind];
  const digits = kind === 'signature' ? html` autocapitalize="characters"` : html` inputmode="numeric" class="digits"`;
  const errors: Partial<Record<string, string>> = {
    malformedPin: `${rule.title}は${rule.shape}で入力してください。`,
    unequalPins: '二回の入力が違います。もう一度、同じものを二回入力してください。',
  };
  const error = errors[row.notice ?? ''];
  const field = (name: string, label: string) => html`
<label for="${name}">${label}<span class="required">※必須</span></label>
<p class="support" id="${name}-support">${rule.shape}。</p>
<input type="password" id="${name}" name="${name}" required${digits} autocomplete="off" aria-describedby="${name}-support${error ? ' pin-error' : ''}"${error ? html` aria-invalid="true"` : undefined}>`;
  return html`
${error ? html`<div class="summary" role="alert"><h2>入力を確認してください</h2><p><a href="#pin">${error}</a></p></div>` : undefined}
<h1>新しい暗証番号を決めてください</h1>
<p>${rule.title}を設定し直します。生年月日や電話番号など、人に分かりやすい番号は避けてください。</p>
<form method="post" action="${links.url}/new-pin" autocomplete="off">
<input type="hidden" name="attempt" value="${row.attempt}">
${field('pin', `新しい${rule.title}`)}
${field('again', 'もう一度入力')}
${error ? html`<p class="error" id="pin-error">＊${error}</p>` : undefined}
<button>この暗証番号にする</button>
</form>
${cancelForm(links)}`;
}

/** The pages at the counter's PIN pad: the visitor puts the card down and types, the officer sees nothing of it. */
export function createPads(
  deps: JpkiDeps,
  parts: { file: CardFile; pins: Pins; sessions: TerminalSessions; browsers: BrowserBinding },
): (request: Request, path: string, query: string) => Promise<Response> {
  const { file, pins, sessions, browsers } = parts;

  function refuse(status: number, sentence: string): Response {
    const body = html`<h1>この画面は開けません</h1><p>${sentence}</p><p>職員に声をかけてください。</p>`;
    return pageResponse({ app: APP, title: 'この画面は開けません', body, status, failed: true });
  }

  function page(row: TerminalRow, title: string, body: Html, failed = false): Response {
    return pageResponse({ app: APP, title, body, failed, leadsTo: new URL(row.returnUrl).origin });
  }

  async function pinPage(row: TerminalRow, links: VisitLinks, card: CardRow): Promise<Response> {
    const left = await pins.left(card.id, 'residentRegister');
    if (left === 0) {
      return page(row, '暗証番号のロック', lockedPin(links, 'residentRegister', card), true);
    }
    const notice = row.notice === 'wrongPin' || row.notice === 'malformedPin' ? row.notice : undefined;
    const isNew = row.notice === 'pinSet';
    const body = askPin(links, {
      kind: 'residentRegister',
      left,
      attempt: row.attempt,
      notice,
      card,
      purpose: html`<p>${
        isNew
          ? '新しい暗証番号を設定しました。その番号を入力してください。'
          : '転入届のために、カードから住民票コードを読み取ります。カードの交付を受けたときに決めた、4つの暗証番号のうちの一つです。'
      }</p>`,
      submit: '読み取る',
      demoHint: deps.demoHint,
    });
    return page(row, '暗証番号の入力', body, notice !== undefined);
  }

  async function show(row: TerminalRow, query: string): Promise<Response> {
    const links: VisitLinks = { url: `${PADS}/${row.id}`, backLabel: 'やめて窓口の画面に戻る' };
    if (row.expiresAt < nowSeconds() || row.state === 'cancelled') {
      const body = html`<h1>この読取りは終わりました</h1><p>窓口の画面に戻って、もう一度始めてください。</p><a class="button" href="${returnUrl(row)}">窓口の画面に戻る</a>`;
      return page(row, '終了', body);
    }
    const card = row.cardId ? await file.find(row.cardId) : undefined;
    if (row.state === 'choose' || !card) {
      const notice = row.notice === 'noCard' ? 'カードを選んでください。' : undefined;
      const intro = html`<p>カードを読み取り機に置いてください。</p>`;
      const body = chooseCard(links, await file.list(), { query, intro, notice });
      return page(row, 'カードの選択', body, notice !== undefined);
    }
    if (row.state === 'tap') return page(row, 'カードを置く', tapCard(links, card, '読み取り機'));
    if (row.state === 'newPin' && row.resetting) {
      const failed = row.notice === 'malformedPin' || row.notice === 'unequalPins';
      return page(row, '暗証番号の再設定', newPinForm(links, row, row.resetting), failed);
    }
    if (row.state === 'read') {
      const body = html`<h1>カードを読み取りました</h1><a class="button" href="${returnUrl(row)}">窓口の画面に戻る</a>`;
      return page(row, '読取り済み', body);
    }
    return pinPage(row, links, card);
  }

  return async (request, path, query) => {
    const [, , id = '', action = ''] = path.split('/');
    const row = await sessions.find(id);
    if (!row) return refuse(404, 'この読取りは見つかりません。');
    const here = `${PADS}/${row.id}`;
    if (request.method === 'GET' && action === '' && row.browserHash === null) {
      const { hash, headers } = browsers.begin(request);
      await sessions.bind(row, hash);
      return seeOther(here, headers);
    }
    if (row.browserHash === null || !browsers.isSame(request, row.browserHash)) {
      return refuse(403, 'この画面は、読取りを始めたブラウザーでだけ開けます。');
    }
    if (request.method === 'GET' && action === '') return show(row, query);
    if (request.method !== 'POST') return refuse(405, 'この操作はできません。');
    const form = await browsers.formOf(request);
    if (!form) return refuse(403, 'ほかのサイトからの送信は受け付けません。');
    if (action !== 'cancel' && (row.expiresAt < nowSeconds() || row.state === 'cancelled')) return seeOther(here);
    switch (action) {
      case 'card':
        await sessions.presentCard(row, form.field('card'));
        return seeOther(here);
      case 'other-card':
        await sessions.takeBack(row);
        return seeOther(here);
      case 'tap':
        await sessions.tap(row);
        return seeOther(here);
      case 'pin': {
        const read = await sessions.enterPin(row, form.field('attempt'), form.field('pin'));
        return seeOther(read ? returnUrl(row) : here);
      }
      case 'new-pin': {
        const done = await sessions.setPin(row, form.field('attempt'), form.field('pin'), form.field('again'));
        return seeOther(done ? returnUrl(row) : here);
      }
      case 'cancel':
        await sessions.leave(row, await sessions.isLocked(row));
        return seeOther(returnUrl(row));
      default:
        return refuse(404, 'この画面はありません。');
    }
  };
}
