import { Heading } from './heading.tsx';
import { LanguageChoices } from './language-choices.tsx';
import { PageFrame } from './page-frame.tsx';
import { type ErrorTexts, type UiTexts, uiTextsNow } from './texts.tsx';

const BY_STATUS: Readonly<Record<number, keyof UiTexts['errors']>> = {
  401: 'signIn',
  403: 'forbidden',
  404: 'notFound',
  405: 'method',
  429: 'tooMany',
  503: 'outage',
};

/** What a page says about an answer that is no page. */
export function errorTexts(status: number): ErrorTexts {
  return uiTextsNow().errors[BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'notFound' : 'unexpected')];
}

/** エラーページ: what happened, what became of the data, and where to go. */
export function ErrorPage({ status }: { status: number }) {
  const texts = errorTexts(status);
  return (
    <PageFrame name={uiTextsNow().siteName} home="/" headerAside={<LanguageChoices />}>
      <Heading>{texts.title}</Heading>
      {texts.sentences.map((sentence) => (
        <p key={sentence} className="mt-4 text-std-16N-170">
          {sentence}
        </p>
      ))}
      <p className="mt-8">
        <a href="/">{uiTextsNow().toStart}</a>
      </p>
    </PageFrame>
  );
}
