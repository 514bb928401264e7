import type { NoticeCorrection, NoticeErrorContent } from '#app/juki/door.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { ResidentRecordCode } from '#app/vocabulary/identifiers.ts';
import { addressInJapan } from '../acts/address-fields.server.ts';
import { each, type Fields, group, type ValuesOf } from '../acts/compound-fields.server.ts';
import { choice, day, recordDay, secret, text } from '../acts/fields.server.ts';
import { SEXES } from '../acts/person-fields.server.ts';
import { birthOf } from '../office-dates.ts';

type Mover = NoticeErrorContent['notice']['movers'][number];

function moverFields({ name, bornOn, sex, residentRecordCode }: Mover, place: number) {
  return group(
    { label: `転入した方 ${place + 1}` },
    {
      name: text({ label: '氏名', initial: name, missing: '氏名を入れてください。' }),
      bornOn: recordDay({ label: '生年月日', initial: birthOf(bornOn) }),
      sex: choice({ label: '性別', options: SEXES, order: ['1', '2', '0'], initial: sex }),
      residentRecordCode: secret({
        label: '住民票コード',
        support: `受け取ったコードは${residentRecordCode}。直すときだけ入れます。`,
        check: ResidentRecordCode,
      }),
    },
  );
}

/** 訂正できる項目, filled in as received; where the place is hidden it is not asked. */
export function noticeFields({ notice, hidden }: NoticeErrorContent) {
  const places = notice.movers.map((_, index) => String(index));
  return {
    movedInOn: day({ label: '転入した日', initial: notice.movedInOn }),
    notifiedOn: day({ label: '転入届の日', initial: notice.notifiedOn }),
    ...(hidden
      ? {}
      : {
          householder: text({ label: '世帯主', initial: notice.householder, missing: '世帯主を入れてください。' }),
          newAddress: addressInJapan({ label: '新しい住所' }, notice.newAddress),
        }),
    movers: each({ label: '転入した方' }, places, (place) => {
      const mover = notice.movers[Number(place)];
      if (!mover) throw new Error(`no mover ${place}`);
      return moverFields(mover, Number(place));
    }),
  } satisfies Fields;
}

/** 訂正した項目: what is other than it was received. */
export function correctionOf(
  values: ValuesOf<ReturnType<typeof noticeFields>>,
  { notice }: NoticeErrorContent,
): NoticeCorrection {
  const { movedInOn, notifiedOn, householder, newAddress, movers } = values;
  const moved = newAddress && formatAddress(newAddress) !== formatAddress(notice.newAddress);
  return {
    ...(movedInOn === notice.movedInOn ? {} : { movedInOn }),
    ...(notifiedOn === notice.notifiedOn ? {} : { notifiedOn }),
    ...(householder && householder !== notice.householder ? { householder } : {}),
    ...(moved ? { newAddress } : {}),
    movers: notice.movers.flatMap((before, place) => {
      const after = movers[String(place)];
      if (!after) return [];
      const { name, bornOn, sex, residentRecordCode } = after;
      return [
        {
          place,
          ...(name === before.name ? {} : { name }),
          ...(bornOn.text === before.bornOn.text ? {} : { bornOn }),
          ...(sex === before.sex ? {} : { sex }),
          ...(residentRecordCode ? { residentRecordCode } : {}),
        },
      ];
    }),
  };
}
