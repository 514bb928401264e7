import { Button, classNames, Disclosure, KeyHint, Select, TextField } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { Inbox, InboxView } from '../applications/inbox.server.ts';
import { type InboxFilter, queryOf, STAGE_OPTIONS } from '../applications/queues.ts';

/** 受付簿の区分 with their counts. */
export function Queues({ base, filter, queues }: { base: string; filter: InboxFilter; queues: Inbox['queues'] }) {
  return (
    <nav aria-label="受付簿の区分" className="mt-4">
      <ul className="flex flex-wrap gap-2">
        {queues.map(({ queue, label, count }, index) => {
          const current = queue === filter.queue && !filter.stage;
          const key = String((index + 1) % 10);
          return (
            <li key={queue} className="inline-flex items-center gap-1">
              <a
                href={queue === 'open' ? base : `${base}?queue=${queue}`}
                aria-current={current ? 'page' : undefined}
                aria-keyshortcuts={key}
                data-key={key}
                className={classNames(
                  'inline-flex min-h-9 items-center gap-2 rounded-8 border px-3 no-underline',
                  current ? 'border-key-900 bg-key-50 font-700' : 'border-solid-gray-420',
                )}
              >
                {label}
                <span>{count}</span>
              </a>
              <KeyHint of={key} />
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const ALL = { value: '', label: 'すべて' };
const ASSIGNEES = [
  { value: 'me', label: '自分' },
  { value: 'nobody', label: '担当なし' },
  { value: 'colleague', label: 'ほかの職員' },
];

/** 絞り込み: a query of the address, so that it can be kept and sent on. */
export function InboxFilters({ filter, unreadable }: { filter: InboxFilter; unreadable: boolean }) {
  return (
    <form method="get" className="mt-4 flex flex-wrap items-end gap-3">
      {filter.queue === 'open' ? null : <input type="hidden" name="queue" value={filter.queue} />}
      <TextField
        label="受付番号（一部でもよい）"
        name="receipt"
        defaultValue={filter.receipt}
        fieldSize="s"
        width="md"
        unmarked
        data-key="/"
        aria-keyshortcuts="/"
      />
      <Select
        label="状態"
        name="stage"
        fieldSize="s"
        width="md"
        unmarked
        defaultValue={filter.stage ?? ''}
        noEmpty
        options={[ALL, ...STAGE_OPTIONS]}
      />
      <Select
        label="担当"
        name="assignee"
        fieldSize="s"
        width="sm"
        unmarked
        defaultValue={filter.assignee ?? ''}
        noEmpty
        options={[ALL, ...ASSIGNEES]}
      />
      <TextField
        label="来庁予定日（この日まで）"
        name="visitUntil"
        defaultValue={filter.visitUntil ? formatJapaneseDate(filter.visitUntil) : ''}
        fieldSize="s"
        width="md"
        unmarked
        error={unreadable ? '令和8年11月24日のように入力してください。' : undefined}
      />
      <Button size="sm" variant="outline">
        絞り込む
      </Button>
    </form>
  );
}

/** 保存した絞り込み, each officer's own. */
export function SavedViews({
  base,
  filter,
  views,
  error,
}: {
  base: string;
  filter: InboxFilter;
  views: readonly InboxView[];
  error: readonly string[] | undefined;
}) {
  const query = queryOf(filter);
  const action = `${base}?index${query.replace('?', '&')}`;
  return (
    <div className="mt-2 flex flex-wrap items-start gap-x-6">
      {views.length > 0 ? (
        <nav aria-label="保存した絞り込み" className="my-4">
          <ul className="flex flex-wrap gap-x-4 gap-y-2">
            {views.map((view) => (
              <li key={view.id} className="inline-flex items-center gap-1">
                <a href={base + view.query} aria-current={view.query === query ? 'page' : undefined}>
                  {view.name}
                </a>
                <form method="post" action={action}>
                  <input type="hidden" name="act" value="removeView" />
                  <input type="hidden" name="view" value={view.id} />
                  <button type="submit" className="btn btn-text min-h-7 px-1 text-[0.875rem]">
                    消す<span className="sr-only">（{view.name}）</span>
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <Disclosure summary="この絞り込みを保存する" open={error !== undefined}>
        <form method="post" action={action} noValidate className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="act" value="saveView" />
          <TextField label="名前" name="name" fieldSize="s" width="md" unmarked error={error} />
          <Button size="sm" variant="outline">
            保存する
          </Button>
        </form>
      </Disclosure>
    </div>
  );
}
