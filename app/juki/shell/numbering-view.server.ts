import type { TownTables } from '#db/schema/index.ts';
import type { Resident } from '../core/register.ts';
import type { NumberingView } from '../door.ts';
import { mask } from './views.server.ts';

type Saga = TownTables['numberingSagas']['$inferSelect'];
type Step = NumberingView['steps'][number];

/** 付番の進み as officers see it: every step with who makes its number; numbers of this register masked, others never. */
export function numberingView(addresseeNumber: string, saga: Saga | undefined, resident?: Resident): NumberingView {
  return { addresseeNumber, steps: [...ownNumbers(addresseeNumber, saga, resident), ...numbersOfOthers(saga)] };
}

function ownNumbers(addresseeNumber: string, saga: Saga | undefined, resident: Resident | undefined): Step[] {
  const code = resident?.residentRecordCode;
  const number = resident?.individualNumber;
  const told = resident !== undefined && code !== undefined && resident.awaitsNumber === undefined;
  return [
    { name: '宛名番号の付番', state: 'done', masked: addresseeNumber, from: '住民記録' },
    {
      ...step('住民票コードの記載', code !== undefined, false, saga?.codeAt ?? null),
      ...(code ? { masked: mask(code) } : {}),
      from: saga?.codeAt ? '払出しのあった未使用のコード' : '引き継いだコード',
    },
    {
      ...step('個人番号の記載', number !== undefined, false, saga?.individualAt ?? null),
      ...(number ? { masked: mask(number) } : {}),
      from: 'J-LIS',
    },
    { ...step('本人確認情報の通知', told, false, saga?.individualAt ?? null), from: '住民記録' },
  ];
}

function numbersOfOthers(saga: Saga | undefined): Step[] {
  if (!saga) return [];
  const copied = saga.closeOn ? saga.closed : saga.copyRegistered >= saga.copyWanted;
  const { numberState, symbolState } = saga;
  return [
    {
      ...step('団体内統合宛名番号の付番', numberState === 'done', numberState === 'failed', saga.numberedAt),
      from: '宛名システム',
    },
    {
      ...step('符号の取得', symbolState === 'obtained', symbolState === 'failed', saga.symbolAt),
      from: '情報提供ネットワークシステム',
    },
    step(saga.closeOn ? '世帯情報の副本の公開終了' : '世帯情報の副本登録', copied, false, saga.copyAt),
  ];
}

function step(name: string, done: boolean, failed: boolean, at: string | null): Step {
  return { name, state: done ? 'done' : failed ? 'failed' : 'waiting', ...(done && at ? { at } : {}) };
}
