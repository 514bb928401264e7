import type { RegisterRemoval } from '#app/juki/door.ts';
import { type ActDefinition, defineAct, householdNumberOf } from './definition.server.ts';
import { choice, recordDay } from './fields.server.ts';
import { ground, members, notifiedOn, remainingHead, SOURCES } from './filing-fields.server.ts';

interface Cause {
  cause: RegisterRemoval['cause'];
  head: Pick<ActDefinition, 'name' | 'title' | 'about' | 'article'>;
  who: string;
  when: string;
  source: RegisterRemoval['source'];
}

/** 死亡・失踪・職権消除など (戸籍法第86条, 住民基本台帳法施行令第8条, 第12条): one shape with its causes. */
function removalBy({ cause, head, who, when, source }: Cause): ActDefinition {
  return defineAct({
    ...head,
    kind: 'RegisterRemoval',
    group: 'leaving',
    begins: 'person',
    fields: (context) => ({
      persons: members(context, who),
      happenedOn: recordDay({ label: when }),
      notifiedOn: notifiedOn(context, source === 'exOfficio' ? '職権の決定日' : '届出日'),
      source: choice({ label: '何にもとづく消除か', options: SOURCES, initial: source }),
      ground: ground('根拠', '届書の番号、通知の番号、職権記録書の記録など'),
      remainingHead: remainingHead(context),
    }),
    command: ({ remainingHead: next, ...values }, context) => ({
      kind: 'RegisterRemoval',
      cause,
      householdNumber: householdNumberOf(context),
      ...values,
      ...(next ? { remainingHead: next } : {}),
    }),
    is: (command) => command.cause === cause,
    words: (command, book) => [
      { term: who, value: book.names(command.persons) },
      { term: when, value: book.record(command.happenedOn) },
      { term: '届出日・決定日', value: book.day(command.notifiedOn) },
      { term: '何にもとづくか', value: SOURCES[command.source] },
      { term: '根拠', value: command.ground },
      ...(command.remainingHead ? [{ term: '残る世帯の世帯主', value: book.name(command.remainingHead) }] : []),
    ],
  });
}

/** 死亡・失踪・職権消除・帰化等・国籍喪失による消除. */
export const removals: readonly ActDefinition[] = [
  removalBy({
    cause: 'death',
    head: {
      name: 'death',
      title: '死亡',
      about: '亡くなった方を消除します。日が分からないときは「不詳」と書けます。',
      article: '戸籍法第86条、住民基本台帳法施行令第8条',
    },
    who: '亡くなった方',
    when: '死亡の日',
    source: 'filed',
  }),
  removalBy({
    cause: 'disappearance',
    head: {
      name: 'disappearance',
      title: '職権消除（失踪）',
      about: '失踪宣告を受けた方を消除します。',
      article: '戸籍法第94条、住民基本台帳法施行令第8条',
    },
    who: '失踪宣告を受けた方',
    when: '死亡とみなされる日',
    source: 'notified',
  }),
  removalBy({
    cause: 'exOfficio',
    head: {
      name: 'removal-ex-officio',
      title: '職権消除',
      about: '調査の結果、住んでいないと分かった方を消除します。',
      article: '住民基本台帳法施行令第12条',
    },
    who: '消除する方',
    when: '消除の日',
    source: 'exOfficio',
  }),
  removalBy({
    cause: 'naturalisation',
    head: {
      name: 'removal-naturalisation',
      title: '職権消除（帰化等）',
      about: '帰化した方の外国人住民としての住民票だけを消除します。住み続ける方は「帰化」を使います。',
      article: '住民基本台帳法施行令第8条の2、第12条',
    },
    who: '帰化した方',
    when: '帰化の日',
    source: 'notified',
  }),
  removalBy({
    cause: 'nationalityLoss',
    head: {
      name: 'removal-nationality-loss',
      title: '職権消除（国籍喪失）',
      about: '国籍を失った方の住民票だけを消除します。住み続ける方は「国籍喪失」を使います。',
      article: '住民基本台帳法施行令第8条の2、第12条',
    },
    who: '国籍を失った方',
    when: '国籍喪失の日',
    source: 'notified',
  }),
];
