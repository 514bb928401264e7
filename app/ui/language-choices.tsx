import { LANGUAGE_CHOICES, speechNow } from './languages.ts';
import { useUiTexts } from './texts.tsx';

/** 言語の選択: each language named in itself; works without scripts and comes back to the same page. */
export function LanguageChoices() {
  const texts = useUiTexts();
  const { choice: present, path, offered } = speechNow();
  if (!offered) return null;
  return (
    <details className="language-choices relative">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-std-16N-170">
        {texts.languages}
        <span aria-hidden="true" className="ml-1">
          ▾
        </span>
      </summary>
      <form
        method="post"
        action="/language"
        className="absolute right-0 z-20 flex w-max flex-col rounded-8 border border-solid-gray-420 bg-white py-2"
      >
        <input type="hidden" name="return" value={path} />
        {LANGUAGE_CHOICES.map(({ choice, html, name }) => (
          <button
            key={choice}
            type="submit"
            name="choice"
            value={choice}
            lang={html}
            aria-current={choice === present || undefined}
            className="min-h-11 cursor-pointer px-4 text-left text-std-16N-170 underline aria-[current]:font-700 aria-[current]:no-underline"
          >
            {name}
          </button>
        ))}
      </form>
    </details>
  );
}
