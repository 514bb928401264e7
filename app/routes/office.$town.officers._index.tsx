import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { PASSWORD_WORDS } from '#app/office/officer-words.ts';
import type { OfficerLine } from '#app/office/officers/administration.server.ts';
import { rolesWord } from '#app/office/officers/role-words.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { FewAdministrators } from '#app/office/screens/officer-posting.tsx';
import { ButtonLink, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle('職員', data?.frame.town.name) }];

const STATES = { all: '全員', posting: '役割の確認待ち', request: 'パスワードの承認待ち', stopped: '停止中' } as const;
type State = keyof typeof STATES;

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const { lines, administrators } = await office.officers.list(officer);
    const wanted = new URL(args.request.url).searchParams.get('show') ?? '';
    const show: State = wanted in STATES ? (wanted as State) : 'all';
    const isIn: Record<State, (line: OfficerLine) => boolean> = {
      all: () => true,
      posting: ({ posting }) => posting !== undefined,
      request: ({ request }) => request !== undefined,
      stopped: ({ active }) => !active,
    };
    return {
      frame: frame('officers'),
      base: `/office/${town.code}/officers`,
      show,
      counts: (Object.keys(STATES) as State[]).map((state) => ({ state, count: lines.filter(isIn[state]).length })),
      administrators,
      town: town.code,
      mayCreate: mayDo('manageOfficers', officer, town),
      lines: lines.filter(isIn[show]).map(({ officer: one, ...line }) => ({
        ...line,
        id: one.id,
        name: one.name,
        roles: rolesWord(one.roles),
        office: town.offices.find(({ code }) => code === one.officeCode)?.name ?? one.officeCode,
      })),
    };
  });
}

export default function Officers() {
  const { frame, base, show, counts, administrators, town, mayCreate, lines } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Heading>職員</Heading>
        {mayCreate ? (
          <ButtonLink size="md" href={`${base}/new`}>
            職員を登録する
          </ButtonLink>
        ) : null}
      </div>
      <p className="mt-1">
        役割と所属の変更は、申請した職員とは別のシステム管理の職員が確認します。パスワードの発行は、別の職員が承認します。
      </p>
      <FewAdministrators count={administrators} town={town} />
      <nav aria-label="表示する職員" className="mt-4">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {counts.map(({ state, count }) => (
            <li key={state}>
              <a href={`${base}?show=${state}`} aria-current={state === show ? 'page' : undefined}>
                {STATES[state]}（{count}人）
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-4">
        <Table
          caption={`${STATES[show]}：${lines.length}人`}
          dense
          rows={lines}
          rowKey={(line) => line.id}
          empty={<EmptyState title={`「${STATES[show]}」の職員はいません`} />}
          columns={[
            {
              key: 'name',
              header: '氏名',
              rowHeader: true,
              cell: (line) => <a href={`${base}/${encodeURIComponent(line.id)}`}>{line.name}</a>,
            },
            { key: 'id', header: '職員番号', cell: (line) => <span className="break-all">{line.id}</span> },
            { key: 'office', header: '所属', cell: (line) => line.office },
            { key: 'roles', header: '役割', cell: (line) => line.roles },
            {
              key: 'state',
              header: '状態',
              cell: (line) => (
                <span className="inline-flex flex-wrap gap-1">
                  <StatusBadge tone={line.active ? 'success' : 'error'}>{line.active ? '有効' : '停止'}</StatusBadge>
                  {line.posting ? <StatusBadge tone="warning">役割の確認待ち</StatusBadge> : null}
                  {line.request ? <StatusBadge tone="warning">承認待ち</StatusBadge> : null}
                </span>
              ),
            },
            { key: 'password', header: 'パスワード', cell: (line) => PASSWORD_WORDS[line.password] },
            { key: 'app', header: '認証アプリ', cell: (line) => (line.authenticator ? '登録済み' : '未登録') },
            {
              key: 'last',
              header: '最後のサインイン',
              cell: (line) => (line.signedInAt ? officeInstant(line.signedInAt) : 'なし'),
            },
          ]}
        />
      </div>
    </OfficePage>
  );
}
