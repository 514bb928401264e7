import { Button, Checkboxes, Radios, Select, TextArea, TextField } from '#app/ui/index.ts';
import type { FieldSpec, GroupSpec, LeafSpec } from '../acts/field-specs.ts';

type Errors = Readonly<Record<string, string[]>> | undefined;

/** 書式の入力欄 of any act, from the plain description that the desk made. */
export function ActFields({ specs, errors }: { specs: readonly FieldSpec[]; errors: Errors }) {
  return (
    <>
      {specs.map((spec) =>
        spec.kind === 'group' ? (
          <Group key={spec.name} group={spec} errors={errors} />
        ) : (
          <Leaf key={spec.name} leaf={spec} errors={errors} />
        ),
      )}
    </>
  );
}

function Group({ group, errors }: { group: GroupSpec; errors: Errors }) {
  const error = errors?.[group.name];
  return (
    <fieldset
      id={group.name}
      tabIndex={-1}
      className="flex min-w-0 flex-col gap-4 rounded-8 border border-solid-gray-420 p-4 lg:col-span-2"
    >
      <legend className="px-2 text-dns-16B-130">{group.label}</legend>
      {group.support ? <p>{group.support}</p> : null}
      {error ? <p className="text-error-2">＊{error.join('')}</p> : null}
      <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
        <ActFields specs={group.fields} errors={errors} />
      </div>
      {group.presses && group.presses.length > 0 ? (
        <div className="flex flex-wrap gap-3">
          {group.presses.map(({ press, label }) => (
            <Button key={press} size="sm" variant="outline" name="press" value={press}>
              {label}
            </Button>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}

function Leaf({ leaf, errors }: { leaf: LeafSpec; errors: Errors }) {
  if (leaf.kind === 'hidden') return <input type="hidden" name={leaf.name} value={leaf.value} />;
  const { name, label, support, required } = leaf;
  const frame = {
    label,
    name,
    fieldSize: 's' as const,
    ...(support ? { support } : {}),
    ...(required ? { required: true } : { unmarked: true }),
    ...(errors?.[name] ? { error: errors[name] } : {}),
  };
  switch (leaf.kind) {
    case 'text':
      return (
        <TextField
          {...frame}
          width={leaf.width ?? 'md'}
          defaultValue={leaf.value}
          autoComplete="off"
          {...(leaf.numeric ? { inputMode: 'numeric' } : {})}
        />
      );
    case 'area':
      return <TextArea {...frame} rows={3} defaultValue={leaf.value} />;
    case 'select':
      return <Select {...frame} width={leaf.width ?? 'md'} defaultValue={leaf.value} options={leaf.options} />;
    case 'radios':
      if (leaf.options.length === 0) return <p>{label}</p>;
      return <Radios {...frame} inline={leaf.inline ?? false} defaultValue={leaf.value} options={leaf.options} />;
    case 'checkboxes':
      return <Checkboxes {...frame} defaultValue={leaf.values} options={leaf.options} />;
    case 'secret':
      return (
        <>
          <TextField
            {...frame}
            support={
              leaf.masked ? `入力済み（${leaf.masked}）。直すときだけ入れ、消すときは「なし」と入れます。` : support
            }
            width="sm"
            autoComplete="off"
            defaultValue=""
          />
          {leaf.kept ? <input type="hidden" name={`${name}.kept`} value={leaf.kept} /> : null}
        </>
      );
  }
}
