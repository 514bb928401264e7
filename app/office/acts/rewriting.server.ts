import type { RegisterRewriting } from '#app/juki/door.ts';
import { type ActDefinition, defineAct, householdNumberOf } from './definition.server.ts';
import { day } from './fields.server.ts';
import { ground, members } from './filing-fields.server.ts';

/** 改製・再製 (住民基本台帳法施行令第16条, 標準仕様書 1.1.4): only by hand. */
function rewritingBy(
  manner: RegisterRewriting['manner'],
  head: Pick<ActDefinition, 'name' | 'title' | 'about'>,
): ActDefinition {
  return defineAct({
    ...head,
    kind: 'RegisterRewriting',
    group: 'inside',
    article: '住民基本台帳法施行令第16条',
    begins: 'person',
    fields: (context) => ({
      persons: members(context, `${head.title}する方`),
      rewrittenOn: day({ label: `${head.title}の日`, initial: context.today }),
      ground: ground('理由', manner === 'renewal' ? '改製の事情' : '滅失・毀損の事情'),
    }),
    command: (values, context) => ({
      kind: 'RegisterRewriting',
      manner,
      householdNumber: householdNumberOf(context),
      ...values,
    }),
    is: (command) => command.manner === manner,
    words: (command, book) => [
      { term: `${head.title}する方`, value: book.names(command.persons) },
      { term: `${head.title}の日`, value: book.day(command.rewrittenOn) },
      { term: '理由', value: command.ground },
    ],
  });
}

/** 改製と再製. */
export const rewritings: readonly ActDefinition[] = [
  rewritingBy('renewal', {
    name: 'renewal',
    title: '改製',
    about: '住民票を、いまの内容で書き直します。前の住民票は履歴に残ります。',
  }),
  rewritingBy('reconstruction', {
    name: 'reconstruction',
    title: '再製',
    about: '滅失または毀損した住民票を、元の内容で作り直します。',
  }),
];
