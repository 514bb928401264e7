/** キーの表示: beside a button or link with `data-key`; hidden where single keys do nothing (no script, switched off). */
export function KeyHint({ of }: { of: string }) {
  return (
    <span
      hidden
      aria-hidden="true"
      data-key-hint=""
      className="rounded-4 border border-solid-gray-536 bg-solid-gray-50 px-1 font-mono text-[0.75rem] text-solid-gray-800"
    >
      {of.toUpperCase()}
    </span>
  );
}

/** 一文字のキー操作の切替え (WCAG 2.1.4): appears only where a script can do something with it. */
export function KeySwitch() {
  return (
    <button
      type="button"
      hidden
      data-key-switch=""
      aria-pressed="true"
      className="btn btn-text min-h-9 px-2 text-[0.875rem]"
    >
      一文字のキー操作
      <span data-key-state="" className="ml-1 font-700">
        オン
      </span>
    </button>
  );
}
