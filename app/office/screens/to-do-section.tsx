import type { ToDoItem } from '#app/messages/contracts/to-do.ts';
import { Button, Disclosure, EmptyState, Heading, StatusBadge } from '#app/ui/index.ts';
import type { ArrivalToDos } from '../arrivals/to-dos.server.ts';
import { officeDay, officeInstant } from '../office-dates.ts';

const PHASES = { planned: '予定', confirmed: '確定', cancelled: '取消' } as const;
const PLACES = [
  { place: 'newTown', title: '当市区町村の手続' },
  { place: 'oldTown', title: '前住所地の手続' },
] as const;

function nameList(persons: readonly string[]): string {
  return persons.map((name) => `${name}さん`).join('、');
}

function Row({ item, base, mayTick }: { item: ToDoItem; base: string; mayTick: boolean }) {
  const done = item.tick?.done ?? false;
  const who = item.tick?.by === 'town' ? '職員' : '住民';
  return (
    <li id={`to-do-${item.key}`} className="flex flex-wrap items-start gap-3 border-b border-solid-gray-420 py-2">
      <div className="min-w-0 flex-1 text-dns-16N-130">
        <p className="font-700">{item.title}</p>
        <p>
          {[
            PHASES[item.phase],
            ...(item.perhaps ? ['要否を確認'] : []),
            ...(item.dueOn ? [`期限 ${officeDay(item.dueOn)}`] : []),
            ...(item.persons.length > 0 ? [nameList(item.persons)] : []),
          ].join('　')}
        </p>
        {item.bring.length > 0 ? <p>持ち物：{item.bring.map(({ what }) => what).join('、')}</p> : null}
        {item.tick ? (
          <p className="text-solid-gray-700">{`${officeInstant(item.tick.at)}　${who}が${done ? '済み' : 'まだ'}にしました`}</p>
        ) : null}
      </div>
      <StatusBadge tone={done ? 'success' : 'neutral'}>{done ? '済み' : 'まだ'}</StatusBadge>
      {mayTick ? (
        <form method="post" action={`${base}/to-do`}>
          <input type="hidden" name="key" value={item.key} />
          <Button size="sm" variant="outline" name="done" value={done ? 'no' : 'yes'}>
            {done ? 'まだに戻す' : '済みにする'}
            <span className="sr-only">（{item.title}）</span>
          </Button>
        </form>
      ) : null}
    </li>
  );
}

function Rows({ items, ...rest }: { items: readonly ToDoItem[]; base: string; mayTick: boolean }) {
  return (
    <ul className="mt-1 border-t border-solid-gray-420">
      {items.map((item) => (
        <Row key={item.key} item={item} {...rest} />
      ))}
    </ul>
  );
}

/** 引越しの手続の一覧: the list that the resident sees, ticked off from either side. */
export function ToDoSection({ toDos, base }: { toDos: ArrivalToDos; base: string }) {
  const { items, mayTick } = toDos;
  const open = items?.filter(({ automatic }) => !automatic) ?? [];
  const certain = open.filter(({ perhaps }) => !perhaps);
  const perhaps = open.filter((item) => item.perhaps);
  return (
    <section aria-labelledby="to-do">
      <Heading level={2} look="s" id="to-do">
        引越しの手続の一覧
      </Heading>
      {items ? (
        <>
          <p className="mt-1">
            住民と同じ一覧です。{certain.length}件のうち{certain.filter(({ tick }) => tick?.done).length}
            件が済みました。
          </p>
          {PLACES.map(({ place, title }) => {
            const here = certain.filter((item) => item.place === place);
            return here.length === 0 ? null : (
              <div key={place} className="mt-4">
                <Heading level={3} look="s">
                  {title}
                </Heading>
                <Rows items={here} base={base} mayTick={mayTick} />
              </div>
            );
          })}
          {perhaps.length > 0 ? (
            <Disclosure summary={`要否を確かめる手続（${perhaps.length}件）`}>
              <p>年齢からは要否がわからず、住民がまだ答えていない手続です。</p>
              <Rows items={perhaps} base={base} mayTick={mayTick} />
            </Disclosure>
          ) : null}
        </>
      ) : (
        <div className="mt-2">
          <EmptyState title="引越しの手続の一覧は届いていません">
            <p>来庁予定の連絡があった方の一覧だけが届きます。</p>
          </EmptyState>
        </div>
      )}
    </section>
  );
}
