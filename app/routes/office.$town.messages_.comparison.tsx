import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';
import { atDesk, orSilent } from '#app/office/desk.server.ts';
import { organisationName } from '#app/office/organisation-names.server.ts';
import { MailComparisons } from '#app/office/screens/mail-comparison.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('電文の突合', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const found = await orSilent(() => office.mail.compare(officer));
    return {
      frame: frame('messages'),
      base: `/office/${town.code}/messages`,
      ...('silent' in found
        ? { silent: found.silent, rows: [] }
        : {
            rows: found.map((row) => ({
              ...row,
              name: organisationName(row.peer),
              title: titleOf(row.type),
            })),
          }),
    };
  });
}

function titleOf(type: string): string {
  return Object.entries(MESSAGE_TYPES).find(([name]) => name === type)?.[1].title ?? type;
}

export default function MailComparisonRoute() {
  const { frame, base, rows, ...rest } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  return (
    <OfficePage frame={frame} answer={'silent' in rest && rest.silent ? { silent: rest.silent } : undefined}>
      <BackLink href={base}>電文</BackLink>
      <Heading>電文の突合</Heading>
      <p className="mt-1">
        市区町村の間の電文は、J-LISが運びます。こちらの記録の数を、J-LISが受け付けた数・相手に渡した数と比べます。相手の中での処理は、相手の市区町村が同じ画面で確かめます。
      </p>
      {'silent' in rest && rest.silent ? null : <MailComparisons rows={rows} base={base} />}
    </OfficePage>
  );
}
