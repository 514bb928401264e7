/** 選択肢. */
export interface OfferedChoice {
  value: string;
  label: string;
  support?: string;
}

interface Leaf {
  name: string;
  label: string;
  support?: string;
  required?: boolean;
}

/** 一つの入力欄, with what stands in it. Plain data: the loader makes it, the screen shows it. */
export type LeafSpec =
  | (Leaf & { kind: 'text'; value: string; width?: 'xs' | 'sm' | 'md' | 'lg'; numeric?: boolean })
  | (Leaf & { kind: 'area'; value: string })
  | (Leaf & { kind: 'select'; value: string; options: OfferedChoice[]; width?: 'sm' | 'md' })
  | (Leaf & { kind: 'radios'; value: string; options: OfferedChoice[]; inline?: boolean })
  | (Leaf & { kind: 'checkboxes'; values: string[]; options: OfferedChoice[] })
  /** A secret number: what was typed is never shown again; it travels sealed, and its last digits say that it is there. */
  | (Leaf & { kind: 'secret'; value: string; kept?: string; masked?: string })
  | { kind: 'hidden'; name: string; value: string };

/** 入力欄のまとまり, with the buttons that fill it in or make it longer. */
export interface GroupSpec {
  kind: 'group';
  /** Name under which an error of the whole group is reported. */
  name: string;
  label: string;
  support?: string;
  fields: FieldSpec[];
  presses?: { press: string; label: string }[];
}

/** 書式の一部. */
export type FieldSpec = LeafSpec | GroupSpec;

/** Every control of a form, groups opened. */
export function leavesOf(specs: readonly FieldSpec[]): LeafSpec[] {
  return specs.flatMap((spec) => (spec.kind === 'group' ? leavesOf(spec.fields) : [spec]));
}
