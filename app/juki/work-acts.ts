import type { MovingInNotice } from '#app/messages/contracts/moving.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { CalendarDate, DateOfRecord, Sex } from '#app/vocabulary/persons.ts';
import type { RegisterCommand, WorkItem } from './door.ts';

/** What an officer adds to a message from which an act is drafted: the household of a child, or whom a notice is about. */
export interface WorkChoice {
  householdNumber?: string;
  addresseeNumber?: string;
}

/** 要対応事項の内容: the item, and the act that the message behind it asks for, as far as it says one. */
export interface WorkContent {
  item: WorkItem;
  command?: RegisterCommand;
}

/** 転入通知の内容 as the officer sees it on the error list: 住民票コード masked. */
export interface NoticeErrorContent {
  workId: string;
  kind: Extract<
    WorkItem['kind'],
    'garbledNotice' | 'unknownPerson' | 'noMovingOutNotification' | 'cancelledMovingOut' | 'conflictingNotice'
  >;
  /** Empty where the destination is hidden. */
  fromMunicipality: string;
  sentence: string;
  addresseeNumber?: string;
  /** 支援措置: new address, 世帯主 and the sending town are left out. */
  hidden: boolean;
  notice: MovingInNotice;
  /** Corrected and applied before. */
  done: boolean;
}

/** 転入通知の訂正 (標準仕様書 4.1.3.1.2): what is left out stays as it was received. */
export interface NoticeCorrection {
  movedInOn?: CalendarDate;
  notifiedOn?: CalendarDate;
  householder?: string;
  newAddress?: Address;
  oldAddress?: Address;
  /** By the place in the notice, from 0. */
  movers?: { place: number; name?: string; bornOn?: DateOfRecord; sex?: Sex; residentRecordCode?: string }[];
}
