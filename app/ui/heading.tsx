import type { ComponentPropsWithoutRef } from 'react';
import { classNames } from './class-names.ts';

const LOOKS = {
  xl: 'text-std-28B-150 sm:text-std-36B-140',
  l: 'text-std-24B-150 sm:text-std-32B-150',
  m: 'text-std-22B-150 sm:text-std-24B-150',
  s: 'text-std-18B-160 sm:text-std-20B-150',
  xs: 'text-std-16B-170',
  dense: 'text-dns-17B-130',
} as const;

/** 見出し: `level` is the place in the document, `look` the size on the page. */
export function Heading({
  level = 1,
  look,
  className,
  ...rest
}: ComponentPropsWithoutRef<'h1'> & { level?: 1 | 2 | 3 | 4; look?: keyof typeof LOOKS }) {
  const Tag = `h${level}` as const;
  const usual = ({ 1: 'l', 2: 'm', 3: 's', 4: 'xs' } as const)[level];
  return <Tag {...rest} className={classNames(LOOKS[look ?? usual], className)} />;
}
