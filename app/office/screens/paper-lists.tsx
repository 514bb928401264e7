import { PAPER_TITLES } from '#app/papers/content.ts';
import { EmptyState, Table } from '#app/ui/index.ts';
import { officeInstant } from '../office-dates.ts';
import type { IssuedPaper } from '../papers/paper-register.server.ts';
import { REQUESTERS } from '../papers/paper-words.ts';
import type { PaperForm } from '../papers/prepare.server.ts';

const WHO: Readonly<Record<string, string>> = { ...REQUESTERS, town: '市区町村からの通知' };

/** 発行簿: what was given, by whom; whose paper it is stands only on the paper. */
export function IssuedPapers({ papers, base, caption }: { papers: IssuedPaper[]; base: string; caption: string }) {
  return (
    <Table
      caption={caption}
      dense
      rows={papers}
      rowKey={(paper) => paper.id}
      empty={<EmptyState title="交付した帳票はありません" />}
      columns={[
        {
          key: 'number',
          header: '発行番号',
          rowHeader: true,
          cell: (paper) => (paper.open ? <a href={`${base}/${paper.id}`}>{paper.number}</a> : paper.number),
        },
        { key: 'kind', header: '帳票', cell: (paper) => PAPER_TITLES[paper.kind] },
        { key: 'requester', header: '請求者', cell: (paper) => WHO[paper.requester] ?? paper.requester },
        { key: 'officer', header: '職員', cell: (paper) => paper.officerName },
        { key: 'at', header: '交付の日時', cell: (paper) => officeInstant(paper.at) },
        { key: 'outputs', header: '出力', cell: (paper) => `${paper.outputs}回` },
      ]}
    />
  );
}

/** 帳票の種類: what can be made is a link; what cannot says why. */
export function PaperKinds({ kinds, href }: { kinds: PaperForm['kinds']; href: (kind: string) => string }) {
  return (
    <ul className="mt-4 flex max-w-page flex-col border-t border-solid-gray-420">
      {kinds.map(({ kind, title, refusal }) => (
        <li key={kind} className="flex flex-col gap-1 border-b border-solid-gray-420 py-2">
          {refusal ? (
            <>
              <span className="text-solid-gray-700">{title}</span>
              <span className="text-dns-16N-130 text-solid-gray-700">{`作れません：${refusal.sentence}`}</span>
            </>
          ) : (
            <a href={href(kind)} className="inline-flex min-h-11 items-center">
              {title}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
