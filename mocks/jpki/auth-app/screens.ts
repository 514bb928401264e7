import type { CardFile, CardRow } from '../cards/card-file.ts';
import { PIN_KINDS } from '../cards/pin-rules.ts';
import type { JpkiDeps } from '../deps.ts';
import { askPin, cancelForm, chooseCard, lockedPin, tapCard, type VisitLinks } from '../screens/card-visit.ts';
import { type Html, html } from '../screens/html.ts';
import { pageResponse } from '../screens/page.ts';
import { REHEARSAL_RESULTS, rehearsePins } from '../screens/pin-rehearsal.ts';
import { findClient, nowSeconds, VISITS } from './protocol.ts';
import { type CardState, pinKindOf, REHEARSAL, type VisitRow, type Visits } from './visits.ts';

const APP = 'デジタル認証アプリ（シミュレーション）';

type Unusable = Extract<CardState, { state: 'unusable' }>['because'];

const UNUSABLE: Record<Unusable, { what: string; remedy: string }> = {
  lapsed: {
    what: 'このカードは有効期限が切れているか、失効しているため、使えません。',
    remedy: '住民票のある市区町村の窓口で、新しいカードの交付を申請してください。',
  },
  noSigningCertificate: {
    what: 'このカードには署名用電子証明書が入っていません。15歳未満の方には、原則として発行されません。',
    remedy: '署名用電子証明書の入った、世帯の別の方のカードを使うか、市区町村の窓口で手続きしてください。',
  },
  certificateRevoked: {
    what: 'このカードの利用者証明用電子証明書は失効しているため、使えません。',
    remedy: '住民票のある市区町村の窓口で、電子証明書の再発行を申請してください。',
  },
  certificateExpired: {
    what: 'このカードの利用者証明用電子証明書は有効期間が過ぎているため、使えません。',
    remedy: '住民票のある市区町村の窓口で、電子証明書を更新してください。',
  },
};

/** The pages of the app, each of them for one step of a visit. */
export function createAuthScreens(deps: JpkiDeps, file: CardFile, visits: Visits) {
  function linksOf(visit: VisitRow): VisitLinks {
    const client = findClient(deps, visit.clientId);
    return { url: `${VISITS}/${visit.id}`, backLabel: `やめて${client?.name ?? 'サービス'}に戻る` };
  }

  function page(visit: VisitRow, title: string, body: Html, failed = false): Response {
    return pageResponse({ app: APP, title, body, failed, leadsTo: new URL(visit.redirectUri).origin });
  }

  function introOf(visit: VisitRow): Html {
    const name = findClient(deps, visit.clientId)?.name ?? '';
    if (visit.scope === REHEARSAL)
      return html`<p>暗証番号が分かるかどうかを、手続きの前に確かめます。「${name}」には何も渡しません。</p>`;
    switch (pinKindOf(visit.scope)) {
      case 'signature':
        return html`<p>「${name}」で、電子署名をします。</p>`;
      case 'cardSurface':
        return html`<p>「${name}」に、カードの氏名・住所・生年月日・性別を渡します。</p>`;
      default:
        return html`<p>「${name}」にログインします。</p>`;
    }
  }

  async function purposeOf(visit: VisitRow): Promise<Html> {
    const transaction = visit.signTransactionId ? await visits.findTransaction(visit.signTransactionId) : undefined;
    if (!transaction) return introOf(visit);
    return html`${introOf(visit)}<dl><dt>署名するもの</dt><dd>${transaction.title}</dd><dt>文書の指紋（SHA-256）</dt><dd><code>${transaction.digest}</code></dd></dl>`;
  }

  async function pinPage(visit: VisitRow, card: CardRow): Promise<Response> {
    const links = linksOf(visit);
    const state = await visits.cardState(visit, card);
    const kind = pinKindOf(visit.scope);
    switch (state.state) {
      case 'locked':
        return page(visit, '暗証番号のロック', lockedPin(links, kind, card), true);
      case 'unusable': {
        const { what, remedy } = UNUSABLE[state.because];
        const body = html`
<h1>このカードは使えません</h1>
<p>カード：${card.name} さん</p>
<p>${what}</p>
<p>${remedy}</p>
<form method="post" action="${links.url}/other-card"><button>別のカードを選ぶ</button></form>
${cancelForm(links)}`;
        return page(visit, 'このカードは使えません', body, true);
      }
      case 'ready': {
        const notice = visit.notice === 'wrongPin' || visit.notice === 'malformedPin' ? visit.notice : undefined;
        const body = askPin(links, {
          kind,
          left: state.left,
          attempt: visit.attempt,
          notice,
          card,
          purpose: await purposeOf(visit),
          submit: kind === 'signature' ? '署名する' : '送信する',
          demoHint: deps.demoHint,
        });
        return page(visit, '暗証番号の入力', body, notice !== undefined);
      }
    }
  }

  async function rehearsalPage(visit: VisitRow, card: CardRow, query: URLSearchParams): Promise<Response> {
    const left = await Promise.all(PIN_KINDS.map((kind) => visits.triesLeft(card, kind)));
    const tried = PIN_KINDS.find((kind) => kind === query.get('kind'));
    const result = REHEARSAL_RESULTS.find((one) => one === query.get('result'));
    const body = rehearsePins(linksOf(visit), {
      card,
      attempt: visit.attempt,
      pins: PIN_KINDS.map((kind, index) => ({ kind, left: left[index] })),
      ...(tried && result ? { tried: { kind: tried, result } } : {}),
      demoHint: deps.demoHint,
    });
    return page(visit, '暗証番号の練習', body, tried !== undefined && result !== 'right');
  }

  return {
    async show(visit: VisitRow, query: URLSearchParams): Promise<Response> {
      const links = linksOf(visit);
      if (visit.step === 'done') {
        const body = html`<h1>この手続きは終わりました</h1><p>元のサービスの画面に戻って、続けてください。</p>`;
        return page(visit, '終了', body);
      }
      if (visit.expiresAt < nowSeconds()) {
        const body = html`<h1>時間が過ぎました</h1><p>安全のため、30分たつと最初からやり直しになります。元のサービスに戻って、もう一度始めてください。入力した内容は、元のサービスに残っています。</p>${cancelForm(links)}`;
        return page(visit, '時間が過ぎました', body, true);
      }
      const card = visit.cardId ? await file.find(visit.cardId) : undefined;
      if (visit.step === 'choose' || !card) {
        const notice = visit.notice === 'noCard' ? 'カードを選んでください。' : undefined;
        const body = chooseCard(links, await file.list(), {
          query: query.get('q') ?? '',
          intro: introOf(visit),
          notice,
        });
        return page(visit, 'カードの選択', body, notice !== undefined);
      }
      if (visit.step === 'tap') return page(visit, 'カードをかざす', tapCard(links, card, 'スマートフォン'));
      return visit.scope === REHEARSAL ? rehearsalPage(visit, card, query) : pinPage(visit, card);
    },

    /** For requests that belong to no visit: there is nowhere to send the person back to. */
    refuse(status: number, sentence: string): Response {
      const body = html`<h1>この画面は開けません</h1><p>${sentence}</p><p>元のサービスの画面に戻って、もう一度始めてください。</p>`;
      return pageResponse({ app: APP, title: 'この画面は開けません', body, status, failed: true });
    },
  };
}
