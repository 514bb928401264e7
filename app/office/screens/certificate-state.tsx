import type { CertificateLink } from '#app/juki/door.ts';
import { DescriptionList } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import { tokyoDate } from '#app/vocabulary/tokyo.ts';

const STATES: Readonly<Record<CertificateLink['state'], string>> = {
  linked: '紐付あり（今の証明書で特定できます）',
  expired: '失効（この市区町村では特定できません）',
  none: '紐付なし（まだ一度も照会していません）',
};

/** 紐付の状態: what is known here of a person's certificate; its number is shown to nobody. */
export function CertificateState({ name, number, link }: { name: string; number: string; link: CertificateLink }) {
  const { state, confirmedAt, expiredOn } = link;
  return (
    <DescriptionList
      dense
      items={[
        { term: '対象の方', value: `${name}（宛名番号 ${number}）` },
        { term: '利用者証明用電子証明書', value: STATES[state] },
        ...(confirmedAt ? [{ term: 'J-LISに確かめた日', value: formatJapaneseDate(tokyoDate(confirmedAt)) }] : []),
        ...(expiredOn ? [{ term: '紐付が失効した日', value: formatJapaneseDate(expiredOn) }] : []),
      ]}
    />
  );
}
