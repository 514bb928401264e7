import { useUiTexts } from './texts.tsx';

/** 戻るリンク: to the page before, by its address, so that it works without scripts. */
export function BackLink({ href, children }: { href: string; children?: string }) {
  const texts = useUiTexts();
  return (
    <a href={href} className="mb-4 inline-flex min-h-11 items-center gap-1 text-std-16N-170">
      <span aria-hidden="true">‹</span>
      {children ?? texts.back}
    </a>
  );
}
