import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { ROLE_WORDS } from '#app/office/officers/role-words.ts';
import type { PermissionLine } from '#app/office/permission-table.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Heading, pageTitle } from '#app/ui/index.ts';
import { Role } from '#app/vocabulary/roles.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('権限の表', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('permissions'),
    soleDecision: town.rules.soleDecision,
    groups: office.permissions(officer),
  }));
}

const MARKS = {
  yes: { sign: '●', words: '行える' },
  sole: { sign: '○', words: '専決で行える' },
  no: { sign: '', words: '行えない' },
} as const;
const LIMITS = { mainOffice: '本庁だけ', ownOffice: '支所は自分の庁舎の分だけ' } as const;

function Group({ group, lines }: { group: string; lines: readonly PermissionLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard, too.
    <section aria-label={group} tabIndex={0} className="relative mt-6 overflow-x-auto">
      <table className="w-full border-collapse text-[0.875rem] leading-140">
        <caption className="pb-2 text-left text-std-17B-170">{group}</caption>
        <thead>
          <tr className="border-b-2 border-solid-gray-700 bg-solid-gray-50">
            <th scope="col" className="min-w-44 px-2 py-2 text-left font-700">
              処理
            </th>
            {Role.options.map((role) => (
              <th key={role} scope="col" className="min-w-16 px-1 py-2 text-center font-700">
                {ROLE_WORDS[role]}
              </th>
            ))}
            <th scope="col" className="min-w-28 px-2 py-2 text-left font-700">
              庁舎
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} className="border-b border-solid-gray-420 hover:bg-solid-gray-50">
              <th scope="row" className="px-2 py-1 text-left font-400">
                {line.label}
              </th>
              {line.marks.map((mark, index) => (
                <td key={Role.options[index]} className="px-1 py-1 text-center">
                  <span aria-hidden="true">{MARKS[mark].sign}</span>
                  <span className="sr-only">{MARKS[mark].words}</span>
                </td>
              ))}
              <td className="px-2 py-1">{line.office ? LIMITS[line.office] : 'どの庁舎でも'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default function Permissions() {
  const { frame, soleDecision, groups } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>権限の表</Heading>
      <p className="mt-1">
        画面のボタンも、データに触れるときの検査も、この表だけを見ています。●は行える役割、空欄は行えない役割です。
      </p>
      <p className="mt-1">
        {soleDecision
          ? 'この市には専決があります。○は、専決により行える役割です。'
          : 'この市に専決はありません。審査と決裁は、受け付けた職員とは別の職員が行います。'}
      </p>
      {groups.map(({ group, lines }) => (
        <Group key={group} group={group} lines={lines} />
      ))}
    </OfficePage>
  );
}
