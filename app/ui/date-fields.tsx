import { classNames } from './class-names.ts';
import { describeField, type FieldFrame, FieldGroup } from './field-parts.tsx';
import { useUiTexts } from './texts.tsx';

/** What was typed, as typed. */
export interface DateFieldsValue {
  era?: string;
  year?: string;
  month?: string;
  day?: string;
}

/**
 * 日付の入力: year, month and day as three fields under `name.year`, `name.month`, `name.day`, with `withEra` an era
 * under `name.era` (western, reiwa, heisei, showa, taisho, meiji). Nothing jumps by itself.
 */
export function DateFields(
  props: FieldFrame & { defaultValue?: DateFieldsValue; withEra?: boolean; birthday?: boolean },
) {
  const texts = useUiTexts();
  const { id, invalid } = describeField(props);
  const size = `field-${props.fieldSize ?? 'm'}`;
  const first = props.withEra ? 'era' : 'year';
  const idOf = (part: string) => (part === first ? id : `${id}-${part}`);
  const part = (key: 'year' | 'month' | 'day', length: number, autoComplete: string) => (
    <div className="flex flex-col">
      <label htmlFor={idOf(key)} className="text-[1rem] leading-170">
        {texts.date[key]}
      </label>
      <input
        id={idOf(key)}
        name={`${props.name}.${key}`}
        type="text"
        inputMode="numeric"
        autoComplete={props.birthday ? autoComplete : 'off'}
        maxLength={length + 2}
        defaultValue={props.defaultValue?.[key]}
        aria-invalid={invalid || undefined}
        className={classNames('field', size, 'px-3', key === 'year' ? 'w-18' : 'w-15')}
      />
    </div>
  );
  return (
    <FieldGroup frame={props}>
      <div className="flex flex-wrap items-end gap-2">
        {props.withEra ? (
          <div className="flex flex-col">
            <label htmlFor={idOf('era')} className="text-[1rem] leading-170">
              {texts.date.era}
            </label>
            <select
              id={idOf('era')}
              name={`${props.name}.era`}
              defaultValue={props.defaultValue?.era ?? 'western'}
              aria-invalid={invalid || undefined}
              className={classNames('field w-24 px-2', size)}
            >
              {texts.eras.map((era) => (
                <option key={era.value} value={era.value}>
                  {era.label}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        {part('year', 4, 'bday-year')}
        {part('month', 2, 'bday-month')}
        {part('day', 2, 'bday-day')}
      </div>
    </FieldGroup>
  );
}
