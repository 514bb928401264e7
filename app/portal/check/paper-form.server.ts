import type { PaperContent } from '#app/papers/content.ts';
import type { Papers } from '#app/papers/index.server.ts';
import { type PostalMovingOut, postalMovingOutForm } from '#app/papers/postal-form.ts';
import { formatJapaneseDate, parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { typedDate } from '../answering/date-input.ts';
import { type FieldErrors, type FormValues, kanaLine, line, nameLine, raw } from '../answering/form-values.ts';
import { text } from '../texts/text.ts';

/** 郵送の転出届: the file, or what is wrong with what was typed. Nothing is kept. */
export type PostalForm = { file: Buffer } | { errors: FieldErrors };

const LONGEST = 100;
const MOST_OTHERS = 10;

/** The form as it was typed. */
export function readPostalForm(values: FormValues): { read: PostalMovingOut } | { errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const kept = (name: string, missing?: string) => {
    const value = line(values, name);
    if (missing && value === '') errors[name] = missing;
    if (Array.from(value).length > LONGEST) errors[name] = text('error.text.long', { length: LONGEST });
    return value;
  };
  const moving = typedDate(values, 'movingOn', { usualEra: '令和' });
  if ('error' in moving) errors.movingOn = moving.error;
  const bornOn = kept('bornOn');
  const born = parseDate(bornOn);
  const others = raw(values, 'others')
    .split(/\r?\n/)
    .map((one) => nameLine({ one: [one] }, 'one').slice(0, LONGEST))
    .filter(Boolean)
    .slice(0, MOST_OTHERS);
  const read: PostalMovingOut = {
    municipality: kept('municipality', text('paperForm.municipality.empty')),
    name: kept('name', text('error.name.empty')) && nameLine(values, 'name'),
    kana: kept('kana') && kanaLine(values, 'kana'),
    bornOn: born ? formatJapaneseDate(born) : bornOn,
    phone: kept('phone'),
    oldAddress: kept('oldAddress', text('paperForm.oldAddress.empty')),
    oldHead: kept('oldHead') && nameLine(values, 'oldHead'),
    newAddress: kept('newAddress', text('paperForm.newAddress.empty')),
    newHead: kept('newHead') && nameLine(values, 'newHead'),
    movingOn: 'on' in moving ? moving.on : '',
    others,
  };
  return Object.keys(errors).length > 0 ? { errors } : { read };
}

/** 郵送の転出届を作る所: nothing of what comes here is kept. */
export interface PostalForms {
  /** What is wrong with what was typed; empty = it can be printed. */
  check(values: FormValues): Promise<FieldErrors>;
  /** Throws PaperTimeoutError when the printers are busy. */
  make(values: FormValues): Promise<PostalForm>;
}

export function createPostalForms(papers: Papers): PostalForms {
  async function compose(values: FormValues): Promise<{ content: PaperContent } | { errors: FieldErrors }> {
    const form = readPostalForm(values);
    if ('errors' in form) return form;
    const content = postalMovingOutForm(form.read);
    const missing = await papers.missing(content);
    return missing.length === 0 ? { content } : { errors: unprintable(values, missing) };
  }
  return {
    check: async (values) => {
      const form = await compose(values);
      return 'errors' in form ? form.errors : {};
    },
    make: async (values) => {
      const form = await compose(values);
      return 'errors' in form ? form : { file: await papers.output({ content: form.content }) };
    },
  };
}

/** Beside each field with such a character: it is left for the pen. */
function unprintable(values: FormValues, missing: readonly string[]): FieldErrors {
  const sentence = text('paperForm.unprintable', { characters: missing.join(' ') });
  const fields = Object.entries(values).filter(([, [value = '']]) =>
    missing.some((character) => value.normalize('NFC').includes(character)),
  );
  return Object.fromEntries(fields.map(([name]) => [name, sentence]));
}
