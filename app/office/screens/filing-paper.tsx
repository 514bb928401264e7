import { DescriptionList, Heading, Table } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { MovingInFiling } from '../counter/counter-filing.server.ts';
import { VISITOR_KINDS } from './visitor-fields.tsx';

function kindWord(kind: string): string {
  return kind in VISITOR_KINDS ? VISITOR_KINDS[kind as keyof typeof VISITOR_KINDS].label : kind;
}

/** 転入届 (住民基本台帳法第22条第1項): the prefilled paper as the visitor reads and signs it. */
export function FilingPaper({ filing, id = 'filing' }: { filing: MovingInFiling; id?: string }) {
  const titleId = `${id}-title`;
  return (
    <article className="rounded-8 border-2 border-solid-gray-800 bg-white p-4 sm:p-6" aria-labelledby={titleId}>
      <Heading level={2} look="m" id={titleId} className="text-center">
        転入届
      </Heading>
      <p className="mt-2 text-right">{filing.town}長　あて</p>
      <DescriptionList
        dense
        items={[
          { term: '届出日', value: formatJapaneseDate(filing.filedOn) },
          { term: '転入した日', value: formatJapaneseDate(filing.movedInOn) },
          { term: '新しい住所', value: formatAddress(filing.newAddress) },
          { term: '世帯主', value: filing.householder },
          { term: 'いままでの住所', value: formatAddress(filing.oldAddress) },
          { term: 'いままでの世帯主', value: filing.oldHouseholder },
          {
            term: '届出人',
            value: `${filing.filer.name}（${[
              ...new Set([kindWord(filing.filer.kind), filing.filer.document, filing.filer.authority].filter(Boolean)),
            ].join('、')}）`,
          },
        ]}
      />
      <div className="mt-4">
        <Table
          caption="転入する人"
          dense
          rows={filing.movers}
          rowKey={(mover, index) => `${index} ${mover.name}`}
          columns={[
            { key: 'name', header: '氏名', rowHeader: true, cell: (mover) => mover.name },
            { key: 'kana', header: '振り仮名', cell: (mover) => mover.kana ?? '' },
            { key: 'bornOn', header: '生年月日', cell: (mover) => mover.bornOn },
            { key: 'relationship', header: '続柄', cell: (mover) => mover.relationship },
          ]}
        />
      </div>
    </article>
  );
}
