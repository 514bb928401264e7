import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { describeField, type FieldFrame, FieldGroup } from './field-parts.tsx';

/** One answer of a group. */
export interface Choice {
  value: string;
  label: ReactNode;
  /** One short sentence below the label. */
  support?: ReactNode;
  disabled?: boolean;
}

interface ChoicesProps extends FieldFrame {
  options: readonly Choice[];
  /** Short answers beside each other on a wide screen. */
  inline?: boolean;
}

function ChoiceRow({
  choice,
  id,
  small,
  ...input
}: ComponentPropsWithoutRef<'input'> & { choice: Choice; id: string; small: boolean }) {
  return (
    <div>
      <label
        htmlFor={id}
        className={classNames(
          'flex items-start gap-3 rounded-8 pr-3',
          small ? 'py-1 text-dns-16N-130' : 'py-2 text-std-17N-170',
          choice.disabled ? 'text-solid-gray-536' : 'cursor-pointer hover:bg-solid-gray-50',
        )}
      >
        <input
          {...input}
          id={id}
          value={choice.value}
          disabled={choice.disabled}
          aria-describedby={choice.support ? `${id}-support` : undefined}
          className={classNames('choice', small ? 'mt-0' : 'mt-0.5')}
        />
        <span>{choice.label}</span>
      </label>
      {choice.support ? (
        <p id={`${id}-support`} className="pl-9 text-std-16N-170 text-solid-gray-700">
          {choice.support}
        </p>
      ) : null}
    </div>
  );
}

function ChoiceGroup(props: ChoicesProps & { type: 'radio' | 'checkbox'; chosen: readonly string[] }) {
  const { id, invalid } = describeField(props);
  return (
    <FieldGroup frame={props}>
      <div className={classNames('flex flex-col', props.inline ? 'sm:flex-row sm:flex-wrap sm:gap-x-6' : 'gap-1')}>
        {props.options.map((choice, index) => (
          <ChoiceRow
            key={choice.value}
            // The error summary links to the group: its first answer carries the group's id.
            id={index === 0 ? id : `${id}-${index + 1}`}
            name={props.name}
            type={props.type}
            choice={choice}
            small={props.fieldSize === 's'}
            defaultChecked={props.chosen.includes(choice.value)}
            aria-invalid={invalid || undefined}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

/** ラジオボタン: one of several. */
export function Radios({ defaultValue, ...rest }: ChoicesProps & { defaultValue?: string }) {
  return <ChoiceGroup {...rest} type="radio" chosen={defaultValue === undefined ? [] : [defaultValue]} />;
}

/** チェックボックス: any of several, all under one name. */
export function Checkboxes({ defaultValue, ...rest }: ChoicesProps & { defaultValue?: readonly string[] }) {
  return <ChoiceGroup {...rest} type="checkbox" chosen={defaultValue ?? []} />;
}
