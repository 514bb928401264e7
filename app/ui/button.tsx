import type { ComponentPropsWithoutRef } from 'react';
import { classNames } from './class-names.ts';

/** solid = the one main act of the page, outline = another act, text = a way aside, danger = cannot be undone. */
export type ButtonVariant = 'solid' | 'outline' | 'text' | 'danger';
/** lg 56 px, md 48 px, sm 36 px, xs 28 px; main buttons of residents are lg or md. */
export type ButtonSize = 'lg' | 'md' | 'sm' | 'xs';

const VARIANTS = {
  solid: 'btn-solid',
  outline: 'btn-outline',
  text: 'btn-text',
  danger: 'btn-danger',
} as const satisfies Record<ButtonVariant, string>;

const SIZES = {
  lg: 'min-h-14 min-w-34 px-4 py-3 text-[1rem]',
  md: 'min-h-12 min-w-24 px-4 py-2 text-[1rem]',
  sm: 'min-h-9 min-w-20 px-3 py-1 text-[1rem]',
  xs: 'min-h-7 min-w-18 px-2 py-0.5 text-[0.875rem]',
} as const satisfies Record<ButtonSize, string>;

function buttonClasses(variant: ButtonVariant, size: ButtonSize, className: string | undefined): string {
  return classNames('btn', VARIANTS[variant], SIZES[size], className);
}

type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize };

/** ボタン: submits its form unless told otherwise. */
export function Button({
  variant = 'solid',
  size = 'lg',
  className,
  ...rest
}: ComponentPropsWithoutRef<'button'> & ButtonLook) {
  return <button {...rest} className={buttonClasses(variant, size, className)} />;
}

/** A link that looks like a button; a disabled one has no href (disabled links cannot be followed). */
export function ButtonLink({
  variant = 'solid',
  size = 'lg',
  className,
  href,
  disabled,
  ...rest
}: ComponentPropsWithoutRef<'a'> & ButtonLook & { disabled?: boolean }) {
  const target = disabled ? { 'aria-disabled': true, role: 'link' } : { href };
  return <a {...rest} {...target} className={buttonClasses(variant, size, className)} />;
}

/** Buttons of one page: stacked on a phone, in a row on a desk. */
export function ButtonGroup({ children }: { children: React.ReactNode }) {
  return <div className="mt-8 flex flex-col gap-4 sm:flex-row sm:flex-wrap sm:items-center">{children}</div>;
}
