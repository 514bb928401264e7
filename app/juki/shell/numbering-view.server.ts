import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import type { NumberingView } from '../door.ts';
import { mask } from './views.server.ts';

type Saga = TownTables['numberingSagas']['$inferSelect'];
type Step = NumberingView['steps'][number];

/** What is known of one person's numbers; the 団番 comes masked from the 宛名 system. */
interface Known {
  addresseeNumber: string;
  saga: Saga | undefined;
  resident: Resident | undefined;
  maskedUnifiedNumber: string | undefined;
}

const WAITS = {
  block: 'J-LISからの払出しを待っています',
  code: '住民票コードの記載を待っています',
  jlis: 'J-LISの回答を待っています',
  number: '個人番号の記載を待っています',
  addressee: '宛名システムの応答を待っています',
  unified: '団体内統合宛名番号の付番を待っています',
  network: '情報提供ネットワークシステムの回答を待っています',
} as const;

/** 付番の進み as officers see it: every step with who makes its number and what it waits for; numbers masked, the 符号 never. */
export function numberingView(known: Known): NumberingView {
  return { addresseeNumber: known.addresseeNumber, steps: [...ownNumbers(known), ...numbersOfOthers(known)] };
}

function ownNumbers({ addresseeNumber, saga, resident }: Known): Step[] {
  const code = resident?.residentRecordCode;
  const number = resident?.individualNumber;
  const told = resident !== undefined && code !== undefined && resident.awaitsNumber === undefined;
  const wasRequested = saga !== undefined && (saga.individualAt !== null || saga.individualState !== 'done');
  return [
    { name: '宛名番号の付番', state: 'done', masked: addresseeNumber, from: '住民記録' },
    {
      ...step('住民票コードの記載', code !== undefined, saga?.codeAt, WAITS.block),
      ...(code ? { masked: mask(code) } : {}),
      from: saga?.codeAt ? '払出しのあった未使用のコード' : '引き継いだコード',
    },
    ...(wasRequested
      ? [
          {
            ...step('個人番号の指定の請求', saga.individualState !== 'waiting', saga.codeAt, WAITS.code),
            from: '住民記録',
            to: 'J-LIS',
          },
        ]
      : []),
    {
      ...step('個人番号の記載', number !== undefined, saga?.individualAt, code ? WAITS.jlis : WAITS.code),
      ...(number ? { masked: mask(number) } : {}),
      from: 'J-LIS',
    },
    ...(resident?.awaitsNewNumber
      ? [{ ...step('変更後の個人番号の記載', false, null, WAITS.jlis), from: 'J-LIS' }]
      : []),
    {
      ...step('本人確認情報の通知', told, saga?.individualAt, WAITS.number),
      from: '住民記録',
      to: '都道府県・全国サーバ',
    },
  ];
}

function numbersOfOthers({ saga, maskedUnifiedNumber }: Known): Step[] {
  if (!saga) return [];
  const copied = saga.closeOn ? saga.closed : saga.copyRegistered >= saga.copyWanted;
  const { numberState, symbolState } = saga;
  if (numberState === 'deleted') {
    const closed = { name: '世帯情報の副本の公開終了', state: 'done' as const, from: '住民記録', to: '中間サーバー' };
    return [closed, { name: '団体内統合宛名番号の削除', state: 'done', from: '宛名システム', to: '中間サーバー' }];
  }
  const numbered = numberState === 'done' || numberState === 'changing';
  const awaited = saga.individualState === 'done' ? WAITS.addressee : WAITS.number;
  return [
    {
      ...step('団体内統合宛名番号の付番', numbered, saga.numberedAt, awaited, numberState === 'failed'),
      ...(maskedUnifiedNumber ? { masked: maskedUnifiedNumber } : {}),
      from: '宛名システム',
    },
    ...(numberState === 'changing' || saga.changedAt
      ? [
          {
            ...step('団体内統合宛名の個人番号の更新', numberState === 'done', saga.changedAt, WAITS.addressee),
            from: '宛名システム',
          },
        ]
      : []),
    {
      ...step('団体内統合宛名番号の通知', numbered, saga.numberedAt, WAITS.unified, numberState === 'failed'),
      from: '宛名システム',
      to: '中間サーバー',
    },
    {
      ...step(
        '符号の取得',
        symbolState === 'obtained',
        saga.symbolAt,
        numbered ? WAITS.network : WAITS.unified,
        symbolState === 'failed',
      ),
      from: '情報提供ネットワークシステム',
      to: '中間サーバー',
    },
    {
      ...step(
        saga.closeOn ? '世帯情報の副本の公開終了' : '世帯情報の副本登録',
        copied,
        saga.copyAt,
        numbered ? WAITS.addressee : WAITS.unified,
      ),
      from: '住民記録',
      to: '中間サーバー',
    },
  ];
}

function step(name: string, done: boolean, at: string | null | undefined, waitsFor: string, failed = false): Step {
  if (done) return { name, state: 'done', ...(at ? { at } : {}) };
  return failed ? { name, state: 'failed' } : { name, state: 'waiting', waitsFor };
}
