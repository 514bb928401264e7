import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatInstant } from '#app/vocabulary/tokyo.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('組織の間を通った電文') }];

export async function loader({ context }: LoaderFunctionArgs) {
  const { demo } = context.services;
  if (!demo) throw new Response('Not Found', { status: 404 });
  const messages = await demo.messages();
  return { messages: messages.map((message) => ({ ...message, sentAtText: formatInstant(message.sentAt) })) };
}

type Row = Awaited<ReturnType<typeof loader>>['messages'][number];

const COLUMNS: Column<Row>[] = [
  { key: 'at', header: '日時', cell: (row) => <time dateTime={row.sentAt}>{row.sentAtText}</time> },
  { key: 'title', header: '電文', cell: (row) => row.title, rowHeader: true },
  { key: 'from', header: '差出人', cell: (row) => row.from },
  { key: 'to', header: '宛先', cell: (row) => row.to },
  {
    key: 'state',
    header: '状態',
    cell: (row) => (
      <>
        <StatusBadge tone={row.tone}>{row.state}</StatusBadge>
        {row.attempts > 1 ? <span className="ml-2">{row.attempts}回目</span> : null}
      </>
    ),
  },
];

export default function DemoMessages() {
  const { messages } = useLoaderData<typeof loader>();
  return (
    <>
      <Heading>組織の間を通った電文</Heading>
      <p className="mt-4 mb-6 max-w-text text-std-16N-170">
        ポータル、市役所、全国のシステムは、署名と暗号化をした電文だけでつながっています。中身は宛先の組織にしか読めないため、ここでは封筒だけを表示します。
      </p>
      <Table
        caption={`新しい順に${messages.length}件`}
        columns={COLUMNS}
        rows={messages}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="まだ電文はありません">
            <p>住民が転出届を出すと、ここに電文が並びます。</p>
          </EmptyState>
        }
      />
    </>
  );
}
