import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import type { Address } from '#app/vocabulary/addresses.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import type { ResidenceCard } from './further-acts.ts';

/** 転出 (住民基本台帳法第24条, 第24条の2): online filings are always 特例. */
export interface RegisterMovingOut {
  kind: 'RegisterMovingOut';
  householdNumber: string;
  movers: string[];
  notifiedOn: CalendarDate;
  plannedOn: CalendarDate;
  destination: Address;
  channel: 'online' | 'counter' | 'post';
  special: boolean;
  receiptNumber?: string;
  /** Who of those who stay becomes head ex officio or by their own filing (法第25条). */
  remainingHead?: string;
  /** Addressee numbers of movers with a card. */
  cardHolders: string[];
}

/** 転出取消 (住民記録システム標準仕様書 4.6.0.1): adds 異動の取消し（増）, deletes nothing. */
export interface CancelMovingOut {
  kind: 'CancelMovingOut';
  movingOutId: string;
  movers: string[];
  reason: string;
}

/** 特例転入 (住民基本台帳法第24条の2第1項): made from the 転出証明書情報 that was opened with the card. */
export interface RegisterMovingInByCard {
  kind: 'RegisterMovingInByCard';
  certificate: MovingOutCertificate;
  /** false when the other town was silent and the 事前通知 alone is used. */
  freshnessConfirmed: boolean;
  /** 住民票コード of those who really move in, with head and 続柄. */
  movers: {
    residentRecordCode: string;
    relationship: string;
    householder: boolean;
    /** Of a foreign resident. */
    residenceCard?: ResidenceCard;
  }[];
  household: { kind: 'new' } | { kind: 'existing'; householdNumber: string };
  movedInOn: CalendarDate;
  notifiedOn: CalendarDate;
  newAddress: Address;
  cardPresented: boolean;
  /** 法第27条: who came and how they were identified. */
  identification: { visitor: 'filer' | 'householdMember' | 'proxy'; document: string; authority: string };
}
