import { RESIDENCE_CARD_WORDS } from '../counter/residence-cards.ts';
import { type ActDefinition, defineAct } from './definition.server.ts';

/** 特例転入 (住民基本台帳法第24条の2): filled in at the counter with the card; here only its name and its words. */
export const movingInByCard: ActDefinition = {
  ...defineAct({
    name: 'moving-in-by-card',
    kind: 'RegisterMovingInByCard',
    group: 'entering',
    title: '国内転入（特例）',
    about: '個人番号カードで転入する方です。来庁予定・窓口の画面で受け付けます。',
    article: '住民基本台帳法第24条の2',
    begins: 'nobody',
    fields: () => ({}),
    command: () => ({ wrong: {} }),
    words: (command, book) => [
      {
        term: '転入する方',
        value: command.certificate.movers
          .map((mover) => `${mover.name.full || '（氏名未定）'}（${book.record(mover.bornOn)}生）`)
          .join('\n'),
      },
      { term: '転入した日', value: book.day(command.movedInOn) },
      { term: '届出日', value: book.day(command.notifiedOn) },
      { term: '新しい住所', value: book.address(command.newAddress) },
      ...command.movers.flatMap(({ residentRecordCode, residenceCard }) => {
        const mover = command.certificate.movers.find((one) => one.residentRecordCode === residentRecordCode);
        if (!mover || !residenceCard) return [];
        return [{ term: `${mover.name.full}の在留カード等`, value: RESIDENCE_CARD_WORDS[residenceCard] }];
      }),
    ],
  }),
  elsewhere: 'arrivals/new',
};
