import type { z } from 'zod';
import type { ChangeEntry, HouseholdView, RegisterCommand, ResidentView } from '#app/juki/door.ts';
import { type Address, formatAddress } from '#app/vocabulary/addresses.ts';
import { displayRecordDate } from '#app/vocabulary/japanese-calendar.ts';
import type { CalendarDate, DateOfRecord } from '#app/vocabulary/persons.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { Typed } from '../drafts/forms.server.ts';
import { birthOf, officeDay } from '../office-dates.ts';
import type { ActName } from '../permissions.ts';
import { type Fields, initialOf, schemaOf, specsOf, type ValuesOf } from './compound-fields.server.ts';
import { type FieldSpec, leavesOf, type OfferedChoice } from './field-specs.ts';
import type { Tools } from './fields.server.ts';
import type { OfferedHousehold } from './household-fields.server.ts';

/** What an act may know before it is typed: where, when, and with whom it begins. */
export interface ActContext {
  town: Town;
  today: CalendarDate;
  person?: ResidentView;
  household?: HouseholdView;
  changes: ChangeEntry[];
  /** Everybody of the person's 転出. */
  companions: ResidentView[];
  /** Other households at the same address. */
  neighbours: OfferedHousehold[];
  /** What a visit notice announced. */
  announced?: { address: Address; on: CalendarDate };
}

/** What is wrong with a form as a whole, by the name of a control. */
export interface Wrong {
  wrong: Record<string, string>;
}

/** One sentence beside one control. */
export function wrong(name: string, sentence: string): Wrong {
  return { wrong: { [name]: sentence } };
}

/** Words for a 仮登録: names by 宛名番号, days and places as the office reads them. */
export interface Book {
  name(addresseeNumber: string): string;
  names(addresseeNumbers: readonly string[]): string;
  day(date: CalendarDate): string;
  record(date: DateOfRecord): string;
  address(address: Address): string;
}

/** One line of the 仮登録 in words. */
export interface WordRow {
  term: string;
  value: string;
}

/** 異動の種類の組. */
export const ACT_GROUPS = {
  entering: '入る',
  leaving: '出る',
  inside: '中で変わる',
  numbers: '番号',
  cancelling: '取り消す',
} as const;

/** 異動の書式: what the menu, the screen and the 仮登録 need of one act. */
export interface ActDefinition {
  name: ActName;
  kind: RegisterCommand['kind'];
  group: keyof typeof ACT_GROUPS;
  /** 異動事由 as the standard calls it. */
  title: string;
  /** One sentence: when it is used. */
  about: string;
  article: string;
  /** The act starts with somebody of the register, or with nobody. */
  begins: 'person' | 'nobody';
  /** Filled in at another desk, whose path in the office it is. */
  elsewhere?: string;
  needs?: readonly ('changes' | 'companions' | 'neighbours')[];
  /** Acts that only some municipalities have; every other town offers all. */
  offered?(town: Town): boolean;
  /** Why the act cannot begin with this person, if so. */
  whyNot?(context: ActContext): string | undefined;
  initial(context: ActContext): Typed;
  specs(context: ActContext, typed: Typed, tools: Tools): FieldSpec[];
  read(
    context: ActContext,
    typed: Typed,
    tools: Tools,
  ): { command: RegisterCommand } | { errors: Record<string, string[]> };
  /** undefined = the command is not of this act. */
  words(command: RegisterCommand, book: Book): WordRow[] | undefined;
}

type Head = Omit<ActDefinition, 'initial' | 'specs' | 'read' | 'words' | 'kind'>;

/** One act in one place: its fields, how they become the command, and the command in words. */
export function defineAct<K extends RegisterCommand['kind'], F extends Fields>(
  act: Head & {
    kind: K;
    fields(context: ActContext): F;
    command(values: ValuesOf<F>, context: ActContext): RegisterCommand | Wrong;
    is?(command: Extract<RegisterCommand, { kind: K }>): boolean;
    words(command: Extract<RegisterCommand, { kind: K }>, book: Book): WordRow[];
  },
): ActDefinition {
  const { fields, command, is, words, ...head } = act;
  return {
    ...head,
    initial: (context) => initialOf(fields(context), ''),
    specs: (context, typed, tools) => specsOf(fields(context), '', typed, tools),
    read(context, typed, tools) {
      const own = fields(context);
      const raw = nested(specsOf(own, '', typed, tools), typed);
      const read = schemaOf(own, tools).safeParse(raw);
      if (!read.success) return { errors: errorsOf(read.error) };
      const made = command(read.data, context);
      if (!('wrong' in made)) return { command: made };
      return { errors: Object.fromEntries(Object.entries(made.wrong).map(([name, sentence]) => [name, [sentence]])) };
    },
    words(given, book) {
      if (given.kind !== act.kind) return undefined;
      const own = given as Extract<RegisterCommand, { kind: K }>;
      return is && !is(own) ? undefined : words(own, book);
    },
  };
}

/** What was typed into the controls of the form, by the parts of their names; nothing else of a request is read. */
export function nested(specs: readonly FieldSpec[], typed: Typed): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const leaf of leavesOf(specs)) {
    const parts = leaf.name.split('.');
    const last = parts.pop() ?? '';
    let place = raw;
    for (const part of parts) {
      const inner = (place[part] ?? {}) as Record<string, unknown>;
      place[part] = inner;
      place = inner;
    }
    place[last] = typed[leaf.name] ?? (leaf.kind === 'checkboxes' ? [] : '');
  }
  return raw;
}

/** 入力の誤り, by the name of the control. */
export function errorsOf(error: z.ZodError): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.map(String).join('.');
    errors[name] = [...(errors[name] ?? []), issue.message];
  }
  return errors;
}

/** A person as a choice of a form. */
export function personChoice(person: ResidentView): OfferedChoice {
  const name = person.name.full || '（氏名未定）';
  return {
    value: person.addresseeNumber,
    label: `${name}（${person.relationship}、${birthOf(person.bornOn, person.kind)}生）`,
  };
}

/** Members of the household with which the act begins. */
export function membersIn({ household, person }: ActContext): ResidentView[] {
  const members = household?.members ?? [];
  return members.length > 0 ? members : person ? [person] : [];
}

/** 世帯番号 of the household with which the act begins. */
export function householdNumberOf({ household, person }: ActContext): string {
  return household?.householdNumber ?? person?.householdNumber ?? '';
}

/** Book for the persons of one 仮登録; places are left out where nobody may read them. */
export function bookOf(persons: readonly ResidentView[], hidesPlaces: boolean): Book {
  const name = (number: string) => {
    const person = persons.find((one) => one.addresseeNumber === number);
    return person ? `${person.name.full || '（氏名未定）'}（${number}）` : number;
  };
  return {
    name,
    names: (numbers) => numbers.map(name).join('\n'),
    day: officeDay,
    record: (date) => displayRecordDate(date),
    address: (address) => (hidesPlaces ? '（表示しません）' : formatAddress(address)),
  };
}
