import type { DifferenceKind, DifferenceView } from '#app/juki/door.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

/** 差異の言葉: what differs, and what the button does. */
const WORDS: Record<DifferenceKind, { title: string; remedy: string }> = {
  unknownAtJlis: { title: 'J-LISに記録がありません', remedy: '本人確認情報をもう一度通知する' },
  removedAtJlis: { title: 'J-LISでは消除されています', remedy: '本人確認情報をもう一度通知する' },
  elsewhereAtJlis: { title: 'J-LISではほかの市区町村の住民です', remedy: '' },
  itemsAtJlis: { title: 'J-LISの本人確認情報が住民票と異なります', remedy: '本人確認情報をもう一度通知する' },
  numberAtJlis: { title: 'J-LISの個人番号が住民票と異なります', remedy: '' },
  stillAtJlis: { title: '除票の人が、J-LISではまだ住民です', remedy: '消除をもう一度通知する' },
  onlyAtJlis: { title: 'J-LISの住民が、台帳にいません', remedy: '' },
  notNumbered: { title: '宛名システムに紐付けがありません', remedy: '付番をもう一度依頼する' },
  numberDiffers: { title: '宛名システムの個人番号が住民票と異なります', remedy: '個人番号の変更をもう一度伝える' },
  unknownToInterlink: { title: '中間サーバーに団体内統合宛名番号がありません', remedy: '付番をもう一度依頼する' },
  symbolMissing: { title: '符号が未取得です', remedy: '符号の取得をもう一度依頼する' },
  copyMissing: { title: '中間サーバーの副本が古いか、ありません', remedy: '副本をもう一度登録する' },
  copyOpen: { title: '消除した人の副本が公開されたままです', remedy: '副本の公開をもう一度終える' },
};

/** 差異の内容, with the items that differ; the content of the items is in no sentence. */
export function differenceWord({ kind, detail }: Pick<DifferenceView, 'kind' | 'detail'>): string {
  const { title } = WORDS[kind];
  if (!detail) return title;
  if (kind === 'removedAtJlis') return `${title}（${formatJapaneseDate(detail)}）`;
  if (kind === 'elsewhereAtJlis') return `${title}（団体コード ${detail}）`;
  return `${title}（${detail}）`;
}

/** 是正の言葉. */
export function remedyWord({ kind }: Pick<DifferenceView, 'kind'>): string {
  return WORDS[kind].remedy;
}
