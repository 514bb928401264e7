import type { ImmigrationNotice } from '#app/messages/contracts/immigration.ts';
import type { ResidentFilingNotice } from '#app/messages/contracts/moving.ts';
import type { Room, TownSession } from './room.server.ts';
import { residentMeant } from './work-drafts.server.ts';
import { addWork } from './work-list.server.ts';

/** 出入国在留管理庁長官通知の受領 (住民基本台帳法第30条の50): an officer turns it into 職権修正 or 職権消除. */
export async function takeImmigrationNotice(
  room: Room,
  session: TownSession,
  notice: ImmigrationNotice,
): Promise<void> {
  const resident = await residentMeant(room, session, notice.person);
  const what = notice.kind === 'removal' ? '職権消除' : '職権修正';
  const sentence = resident
    ? `出入国在留管理庁長官の通知がありました。${what}の仮登録を作って確かめてください。`
    : '出入国在留管理庁長官の通知の方が住民票に見つかりません。対象の方を選んで処理してください。';
  const work = { work: 'immigrationNotice' as const, sentence, addresseeNumber: resident?.addresseeNumber };
  await addWork(room, session, work, { from: 'immigration', content: notice });
}

/** 9条2項通知の受領 (住民基本台帳法第9条第2項): the act is drafted from it by an officer. */
export async function takeResidentFiling(
  room: Room,
  session: TownSession,
  notice: ResidentFilingNotice,
  from: string,
): Promise<void> {
  if (notice.filing === 'birth') {
    const sentence = '他の市区町村で出生届が受理されました。世帯を選んで出生の仮登録を作ってください。';
    await addWork(room, session, { work: 'residentFiling', sentence }, { from, content: notice });
    return;
  }
  const { name, bornOn, sex } = notice.person;
  const resident = await residentMeant(room, session, { name: name.full, bornOn, sex });
  const sentence = resident
    ? '他の市区町村で死亡届が受理されました。死亡の仮登録を作って確かめてください。'
    : '他の市区町村で死亡届が受理された方が住民票に見つかりません。対象の方を選んで処理してください。';
  const work = { work: 'residentFiling' as const, sentence, addresseeNumber: resident?.addresseeNumber };
  await addWork(room, session, work, { from, content: notice });
}
