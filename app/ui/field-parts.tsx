import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useUiTexts } from './texts.tsx';

/** What every field of a form has around its control. */
export interface FieldFrame {
  /** 項目ラベル. */
  label: ReactNode;
  name: string;
  /** Default: the name. The error summary links to it. */
  id?: string;
  /** サポートテキスト: one short sentence, no links. */
  support?: ReactNode;
  /** エラーテキスト: the same words as in the error summary. */
  error?: string | readonly string[];
  /** Shown as ※必須 or ※任意. The browser's own check stays off: the server answers. */
  required?: boolean;
  /** Leaves the ※ away, for staff tools where every field says the same. */
  unmarked?: boolean;
  /** l 56 px, m 48 px, s 36 px. */
  fieldSize?: 'l' | 'm' | 's';
  /** The field is its page's question: the label is the heading of the page. */
  asHeading?: boolean;
}

export type FieldWidth = 'xs' | 'sm' | 'md' | 'lg' | 'full';

/** Widths that fit the expected content: 4, 8, 16, 28 characters or everything. */
export const FIELD_WIDTHS: Record<FieldWidth, string> = {
  xs: 'w-24',
  sm: 'w-40',
  md: 'w-72',
  lg: 'w-full sm:w-120',
  full: 'w-full',
};

function errorsOf(error: FieldFrame['error']): readonly string[] {
  if (error === undefined) return [];
  return typeof error === 'string' ? [error] : error;
}

/** Ids and aria attributes that tie a control to its support text and its errors. */
export function describeField(frame: Pick<FieldFrame, 'name' | 'id' | 'support' | 'error'>) {
  const id = frame.id ?? frame.name;
  const invalid = errorsOf(frame.error).length > 0;
  const described = [frame.support ? `${id}-support` : '', invalid ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    invalid,
    aria: { 'aria-invalid': invalid || undefined, 'aria-describedby': described || undefined },
  };
}

/** 要否ラベル. */
export function RequirementMark({ required }: { required: boolean }) {
  const texts = useUiTexts();
  return required ? (
    <span className="ml-2 whitespace-nowrap text-[1rem] font-400 text-red-800">{texts.required}</span>
  ) : (
    <span className="ml-2 whitespace-nowrap text-[1rem] font-400 text-solid-gray-700">{texts.optional}</span>
  );
}

/** 項目ラベル of one control. */
export function Label({
  children,
  required,
  unmarked,
  readOnly,
  asHeading,
  dense,
  className,
  htmlFor,
  ...rest
}: ComponentPropsWithoutRef<'label'> &
  Pick<FieldFrame, 'required' | 'unmarked' | 'asHeading'> & { htmlFor: string; readOnly?: boolean; dense?: boolean }) {
  const texts = useUiTexts();
  const look = asHeading ? 'text-std-24B-150 sm:text-std-32B-150' : dense ? 'text-dns-16B-130' : 'text-std-17B-170';
  const label = (
    <label {...rest} htmlFor={htmlFor} className={classNames('block', look, className)}>
      {children}
      {readOnly ? (
        <span className="ml-2 text-[1rem] font-400 text-solid-gray-700">{texts.readOnly}</span>
      ) : unmarked ? null : (
        <RequirementMark required={required ?? false} />
      )}
    </label>
  );
  return asHeading ? <h1>{label}</h1> : label;
}

/** サポートテキスト. */
export function SupportText({ className, ...rest }: ComponentPropsWithoutRef<'p'>) {
  return <p {...rest} className={classNames('text-std-16N-170 text-solid-gray-700', className)} />;
}

/** エラーテキスト: starts with ＊. */
export function ErrorText({ error, ...rest }: ComponentPropsWithoutRef<'p'> & Pick<FieldFrame, 'error'>) {
  const texts = useUiTexts();
  const sentences = errorsOf(error);
  if (sentences.length === 0) return null;
  return (
    <p {...rest} className="text-std-16N-170 text-error-2">
      {sentences.map((sentence) => (
        <span key={sentence} className="block">
          {texts.errorMark}
          {sentence}
        </span>
      ))}
    </p>
  );
}

/** Label, support text, control and error text of one control, in this order. */
export function FieldBox({
  frame,
  readOnly,
  children,
}: {
  frame: FieldFrame;
  readOnly?: boolean;
  children: ReactNode;
}) {
  const { id } = describeField(frame);
  return (
    <div className="flex flex-col gap-2">
      <Label
        htmlFor={id}
        required={frame.required}
        unmarked={frame.unmarked}
        asHeading={frame.asHeading}
        readOnly={readOnly}
        dense={frame.fieldSize === 's'}
      >
        {frame.label}
      </Label>
      {frame.support ? <SupportText id={`${id}-support`}>{frame.support}</SupportText> : null}
      {children}
      <ErrorText id={`${id}-error`} error={frame.error} />
    </div>
  );
}

/** The same around several controls: fieldset and legend. */
export function FieldGroup({ frame, children }: { frame: FieldFrame; children: ReactNode }) {
  const { id, invalid, aria } = describeField(frame);
  const look = frame.asHeading
    ? 'text-std-24B-150 sm:text-std-32B-150'
    : frame.fieldSize === 's'
      ? 'text-dns-16B-130'
      : 'text-std-17B-170';
  const title = (
    <>
      {frame.label}
      {frame.unmarked ? null : <RequirementMark required={frame.required ?? false} />}
    </>
  );
  return (
    <fieldset
      className={classNames('flex flex-col gap-2', invalid && 'border-l-4 border-error-1 pl-4')}
      aria-describedby={aria['aria-describedby']}
    >
      {/* A floated legend is laid out like any other row, so that the mark of an error stands beside all of it. */}
      <legend className={classNames('float-left w-full', look)}>{frame.asHeading ? <h1>{title}</h1> : title}</legend>
      {frame.support ? <SupportText id={`${id}-support`}>{frame.support}</SupportText> : null}
      {children}
      <ErrorText id={`${id}-error`} error={frame.error} />
    </fieldset>
  );
}
