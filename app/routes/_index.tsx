import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { RouteHandle } from '#app/route-handle.ts';
import { Heading, PageFrame } from '#app/ui/index.ts';

export const handle: RouteHandle = { bare: true };

export const meta: MetaFunction = () => [
  { title: '引越しワンストップ（シミュレーション）' },
  {
    name: 'description',
    content: '転出届と転入予約をまとめて行う手続きを、架空の住民で体験できるシミュレーションです。',
  },
];

export function loader({ context }: LoaderFunctionArgs) {
  return { demo: context.services.config.demo };
}

interface DoorProps {
  href: string;
  title: string;
  children: string;
}

function Door({ href, title, children }: DoorProps) {
  return (
    <li className="relative flex flex-col gap-2 rounded-12 border border-solid-gray-420 p-6 has-[a:hover]:border-key-900 has-[a:hover]:bg-key-50">
      <h2 className="text-std-20B-150">
        <a href={href} className="after:absolute after:inset-0">
          {title}
        </a>
      </h2>
      <p className="text-std-16N-170">{children}</p>
    </li>
  );
}

export default function Start() {
  const { demo } = useLoaderData<typeof loader>();
  return (
    <PageFrame name="引越しワンストップ" home="/" width="page">
      <Heading look="xl" className="mt-4">
        引越しの手続きを、届出から転入まで体験できます
      </Heading>
      <p className="mt-6 max-w-text text-std-17N-170">
        いま住んでいるまちへの<strong>転出届</strong>と、引越し先のまちへの<strong>来庁予定の連絡（転入予約）</strong>
        を、マイナンバーカードでまとめて行う手続きのシミュレーションです。住民はすべて架空で、カード・役所・全国のシステムもこの中で動いています。本当の届出にはなりません。
      </p>
      <ul className="mt-10 grid gap-4 lg:grid-cols-3 lg:gap-6">
        <Door href="/moving" title="住民として手続きする">
          模擬のカードでサインインし、転出届と転入予約を行います。届け出たあとの進み具合も見られます。
        </Door>
        <Door href="/office" title="職員として受け付ける">
          調布市（転出）と藤沢市（転入）の職員になり、申請の審査、転出の処理、窓口での特例転入を行います。
        </Door>
        {demo ? (
          <Door href="/demo" title="デモを操作する">
            日付を引越しの日や来庁の日へ進めたり、障害を起こしたり、組織の間を通った電文を見たりできます。
          </Door>
        ) : null}
      </ul>
      <p className="mt-6">
        <a href="/moving/check" className="inline-flex min-h-11 items-center">
          自分の引越しをオンラインで届け出られるか、先に確かめる（7つの質問、2分）
        </a>
      </p>
      <Heading level={2} className="mt-12">
        手続きの流れ
      </Heading>
      <ol className="mt-4 flex max-w-text list-decimal flex-col gap-2 pl-6 text-std-16N-170">
        <li>住民が、引越しの30日前から10日後までに、オンラインで転出届を出します。</li>
        <li>いままでのまち（調布市）が審査し、転出の情報を新しいまちへ知らせます。</li>
        <li>引越しの日から14日以内に、新しいまち（藤沢市）の窓口へカードを持って行きます。</li>
        <li>新しいまちで転入の届出をすると、いままでのまちへ通知され、手続きが終わります。</li>
      </ol>
    </PageFrame>
  );
}
