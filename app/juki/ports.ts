import type { CopyRegistration } from '#app/messages/contracts/identity.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { Outcome } from '#app/vocabulary/refusals.ts';
import type { AddresseeDifferenceKind, ExpectedArrival } from './door.ts';

/**
 * 団体内統合宛名 of the same town, as 住基 sees it (共通機能標準仕様書): only 宛名番号 go in, and the 団番 never comes out but masked.
 * Every call may be repeated: the same processing number or version changes nothing the second time.
 */
export interface AddresseePort {
  /** 付番依頼: find by 個人番号 or number anew, link the 宛名番号, tell the 中間サーバー. */
  requestNumber(request: {
    processingNumber: string;
    addresseeNumber: string;
    individualNumber: string;
  }): Promise<void>;
  /** 個人番号の変更: the same 団番, another number; the former one leads to the same person. Repeating changes nothing. */
  changeNumber(change: { addresseeNumber: string; individualNumber: string }): Promise<void>;
  /** 副本登録 of 世帯情報; 支援措置: 不開示 of the person, 自己情報提供不可 of the household. */
  registerHousehold(copy: {
    addresseeNumber: string;
    version: number;
    undisclosed: boolean;
    selfInformationDenied: boolean;
    publishedOn: CalendarDate;
    household: CopyRegistration['household'];
  }): Promise<void>;
  /** 副本の公開終了 after 消除. */
  closeCopies(addresseeNumber: string, closedOn: CalendarDate): Promise<void>;
  /** 継続中の事案 of a 業務: while there is one, the 団番 stays. Both may be repeated. */
  openCase(addresseeNumber: string, businessId: string): Promise<void>;
  closeCase(addresseeNumber: string, businessId: string): Promise<void>;
  /** 団番の削除: refused before the day of 転出 and while a 業務 holds an open case. */
  deleteNumber(addresseeNumber: string, movedOutOn: CalendarDate): Promise<Outcome<'deleted'>>;
  /** 整合性確認 of one page with 宛名 and 中間サーバー: who differs, by 宛名番号. Throws OutageError while they are silent. */
  compare(
    believed: readonly {
      addresseeNumber: string;
      individualNumber: string;
      symbolObtained: boolean;
      copyVersion: number;
      closedOn?: CalendarDate;
    }[],
  ): Promise<{ addresseeNumber: string; kind: AddresseeDifferenceKind }[]>;
  /** 副本の再登録: says again what the 中間サーバー was last told. */
  repeatCopy(addresseeNumber: string): Promise<void>;
  /** 団番 with its last digits only, for the screen; undefined = not numbered. */
  maskedNumber(addresseeNumber: string): Promise<string | undefined>;
}

/**
 * The office of the same town: hears of outcomes inside the transaction of the act. `S` is the town's open write.
 */
export interface OfficePort<S = unknown> {
  /** 消除 of the last mover of an application. */
  movedOut(session: S, outcome: { receiptNumber: string; on: CalendarDate }): Promise<void>;
  /** 転入通知の受理. */
  movedIn(
    session: S,
    outcome: { receiptNumber: string; movedInOn: CalendarDate; toMunicipality: string },
  ): Promise<void>;
  /** 転入予定者 came, was withdrawn, was registered or lapsed. */
  arrivalChanged(session: S, arrival: ArrivalChange): Promise<void>;
  /** 転出取消 of everybody of an application. */
  movingOutCancelled(session: S, outcome: { receiptNumber: string }): Promise<void>;
}

/** 転入予定者の状態の変化. */
export interface ArrivalChange {
  movingOutId: string;
  receiptNumber?: string;
  state: ExpectedArrival['state'];
}
