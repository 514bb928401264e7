import { Heading } from './heading.tsx';
import { PageFrame } from './page-frame.tsx';

interface ErrorTexts {
  title: string;
  sentences: readonly string[];
}

const BY_STATUS: Record<number, ErrorTexts> = {
  401: {
    title: 'サインインが必要です',
    sentences: ['このページを見るには、もう一度サインインしてください。保存した内容は残っています。'],
  },
  403: {
    title: 'このページは表示できません',
    sentences: ['このページを見る権限がありません。別の役割でサインインしているときは、サインインし直してください。'],
  },
  404: {
    title: 'ページが見つかりません',
    sentences: [
      'アドレスが変わったか、入力に誤りがあるかもしれません。',
      'アドレスを確かめるか、トップページからお進みください。',
    ],
  },
  405: {
    title: 'この操作はできません',
    sentences: ['ページの開き方が正しくありません。トップページからお進みください。'],
  },
  503: {
    title: 'ただいま利用できません',
    sentences: [
      'つながる先のシステムが応答していません。保存した内容は残っています。',
      '時間をおいて、もう一度お試しください。',
    ],
  },
};

const UNEXPECTED: ErrorTexts = {
  title: '処理できませんでした',
  sentences: [
    'システムの内部で問題が起きました。確定した手続きの内容は保存されています。',
    '時間をおいて、もう一度お試しください。',
  ],
};

/** What a page says about an answer that is no page. */
export function errorTexts(status: number): ErrorTexts {
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? BY_STATUS[404] : undefined) ?? UNEXPECTED;
}

/** エラーページ: what happened, what became of the data, and where to go. */
export function ErrorPage({ status }: { status: number }) {
  const texts = errorTexts(status);
  return (
    <PageFrame name="引越しワンストップ" home="/">
      <Heading>{texts.title}</Heading>
      {texts.sentences.map((sentence) => (
        <p key={sentence} className="mt-4 text-std-16N-170">
          {sentence}
        </p>
      ))}
      <p className="mt-8">
        <a href="/">トップページへ</a>
      </p>
    </PageFrame>
  );
}
