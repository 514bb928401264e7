import { type BadgeTone, StatusBadge, Table } from '#app/ui/index.ts';
import type { EvidenceCheck } from '../applications/application-work.ts';

const WORDS: Record<EvidenceCheck['state'], { word: string; tone: BadgeTone }> = {
  passed: { word: '確認済み', tone: 'success' },
  attention: { word: '要確認', tone: 'warning' },
  waiting: { word: '応答待ち', tone: 'warning' },
  failed: { word: '不可', tone: 'error' },
};

/** 確認の結果: each check with its word and its ground in law. */
export function EvidenceList({ checks }: { checks: readonly EvidenceCheck[] }) {
  return (
    <Table
      caption="確認の結果"
      dense
      rows={checks}
      rowKey={(check) => check.code}
      columns={[
        { key: 'title', header: '確認すること', rowHeader: true, cell: (check) => check.title },
        {
          key: 'state',
          header: '結果',
          cell: (check) => <StatusBadge tone={WORDS[check.state].tone}>{WORDS[check.state].word}</StatusBadge>,
        },
        {
          key: 'sentence',
          header: '説明',
          cell: (check) => (check.article ? `${check.sentence}（${check.article}）` : check.sentence),
        },
      ]}
    />
  );
}
