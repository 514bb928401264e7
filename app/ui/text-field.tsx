import type { ComponentPropsWithoutRef } from 'react';
import { classNames } from './class-names.ts';
import { describeField, FIELD_WIDTHS, FieldBox, type FieldFrame, type FieldWidth } from './field-parts.tsx';
import { useUiTexts } from './texts.tsx';

type Control<T extends 'input' | 'textarea' | 'select'> = Omit<
  ComponentPropsWithoutRef<T>,
  'placeholder' | 'required' | 'name' | 'id' | 'size'
> &
  FieldFrame & {
    /** The design system has no placeholder text: it vanishes when it is needed. */
    placeholder?: never;
    width?: FieldWidth;
  };

function takeFrame<P extends FieldFrame & { width?: FieldWidth }>(props: P) {
  const { label, name, id, support, error, required, unmarked, fieldSize, asHeading, width, ...control } = props;
  const frame: FieldFrame = { label, name, id, support, error, required, unmarked, fieldSize, asHeading };
  const described = describeField(frame);
  const classes = classNames('field', `field-${fieldSize ?? 'm'}`, FIELD_WIDTHS[width ?? 'full']);
  return {
    frame,
    control,
    attributes: { ...described.aria, id: described.id, name, 'aria-required': required },
    classes,
  };
}

/** インプットテキスト. */
export function TextField(props: Control<'input'>) {
  const { frame, control, attributes, classes } = takeFrame(props);
  return (
    <FieldBox frame={frame} readOnly={props.readOnly}>
      <input type="text" {...control} {...attributes} className={classNames(classes, props.className)} />
    </FieldBox>
  );
}

/** テキストエリア. */
export function TextArea(props: Control<'textarea'>) {
  const { frame, control, attributes, classes } = takeFrame(props);
  return (
    <FieldBox frame={frame} readOnly={props.readOnly}>
      <textarea rows={4} {...control} {...attributes} className={classNames(classes, props.className)} />
    </FieldBox>
  );
}

/** セレクトボックス: `options` are offered after the empty first one, unless `noEmpty`. */
export function Select(
  props: Control<'select'> & { options: readonly { value: string; label: string }[]; noEmpty?: boolean },
) {
  const texts = useUiTexts();
  const { options, noEmpty, ...rest } = props;
  const { frame, control, attributes, classes } = takeFrame(rest);
  return (
    <FieldBox frame={frame}>
      <select {...control} {...attributes} className={classNames(classes, props.className)}>
        {noEmpty ? null : <option value="">{texts.choose}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldBox>
  );
}
