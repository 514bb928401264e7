import type { DraftContent, DraftState, DraftView, Registered } from '#app/juki/door.ts';
import { MESSAGE_TYPES } from '#app/messages/contracts/catalogue.ts';
import { findMunicipality } from '#app/vocabulary/municipalities.server.ts';
import type { Alert, Outcome } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { describeCommand } from '../acts/all-acts.server.ts';
import { bookOf, type WordRow } from '../acts/definition.server.ts';
import { listOfficers } from '../officers/roll.server.ts';
import { type PaperLink, papersAfterAct } from '../papers/paper-links.server.ts';
import { DRAFT_RULES, type DraftAct, mayActOnDraft, mayFileAct, roleMayEver } from '../permissions.ts';
import { releaseOf, type ShownRelease } from '../protection/protection-release.ts';
import { NotFoundHereError, NotPermittedError, type OfficeRoom, refuse } from '../room.server.ts';
import { findForm, forgetForm } from './act-forms.server.ts';
import { isFormCase } from './act-start.server.ts';
import { DRAFT_FILTERS, type DraftFilter } from './draft-states.ts';

/** 仮登録の一行, as the list shows it. */
export interface DraftLine {
  draftId: string;
  title: string;
  state: DraftState;
  names: string[];
  createdAt: string;
  createdBy: string;
  alerts: number;
}

/** Names of officers by their numbers. */
async function namesOf(room: OfficeRoom): Promise<(id: string) => string> {
  const names = new Map((await listOfficers(room)).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '（職員）';
}

/** 仮登録の一覧 (標準仕様書 4.0.8), by state and by the person whom an open one is about. */
export async function draftList(
  room: OfficeRoom,
  officer: Officer,
  query: { filter: DraftFilter; addresseeNumber?: string },
): Promise<DraftLine[]> {
  room.permit(officer, 'seeDrafts');
  const { addresseeNumber } = query;
  const drafts = await room.juki.listDrafts(
    { states: DRAFT_FILTERS[query.filter].states, ...(addresseeNumber ? { addresseeNumber } : {}) },
    room.access(officer, '仮登録の確認'),
  );
  const book = bookOf([], true);
  const nameOf = await namesOf(room);
  return drafts.map(({ draftId, command, state, names, createdAt, createdBy, alerts }) => ({
    draftId,
    title: describeCommand(command, book).act.title,
    state,
    names: names.map((name) => name || '（氏名未定）'),
    createdAt,
    createdBy: nameOf(createdBy),
    alerts: alerts.length,
  }));
}

/** 仮登録の画面: its content in words, what is remarkable, what can be done, and what 本登録 did. */
export interface DraftPage {
  draftId: string;
  title: string;
  article: string;
  state: DraftState;
  rows: WordRow[];
  alerts: Alert[];
  isProtected: boolean;
  /** 一時解除中. */
  release?: ShownRelease;
  createdBy: string;
  createdAt: string;
  acts: { act: DraftAct | 'decide'; label: string }[];
  /** Why there is no button although a step is due. */
  waitsFor?: string;
  /** The form in which the open 仮登録 can be corrected. */
  revision?: string;
  /** Who made which revision and when, where there is more than one; and what the last correction changed. */
  revisions?: { revision: number; by: string; at: string }[];
  changed?: WordRow[];
  /** The desk that goes on with it, when it is not this one. */
  otherDesk?: string;
  registered?: {
    persons: { number: string; name: string }[];
    householdNumber?: string;
    sent: { title: string; to: string }[];
    papers: PaperLink[];
  };
}

/** 専決: one officer takes a 仮登録 through all its steps. */
const DECIDE = '専決で本登録する';

/** 仮登録の画面. */
export async function draftPage(room: OfficeRoom, officer: Officer, draftId: string): Promise<DraftPage> {
  room.permit(officer, 'seeDrafts');
  const content = await room.juki.readDraft(draftId, room.access(officer, '仮登録の確認'));
  if (!content) throw new NotFoundHereError(`no draft ${draftId}`);
  const { draft, command, persons, protectedHousehold } = content;
  const nameOf = await namesOf(room);
  // Where somebody of a protected household goes is written on the filing and nowhere else.
  const hidesPlaces = protectedHousehold && command.kind === 'RegisterMovingOut';
  const book = bookOf(persons, hidesPlaces);
  const { act, rows } = describeCommand(command, book);
  const otherDesk = deskOf(draft);
  const release = releaseOf(persons);
  const page: DraftPage = {
    draftId,
    title: act.title,
    article: act.article,
    state: draft.state,
    rows,
    alerts: draft.alerts,
    isProtected: protectedHousehold,
    ...(release ? { release } : {}),
    createdBy: nameOf(content.createdBy),
    createdAt: draft.createdAt,
    ...(otherDesk ? { acts: [], otherDesk } : stepsOf(room, officer, content)),
  };
  if (content.revisions.length > 1) {
    page.revisions = content.revisions.map(({ revision, madeBy, madeAt }) => ({
      revision,
      by: nameOf(madeBy),
      at: madeAt,
    }));
  }
  if (content.former) page.changed = changedRows(describeCommand(content.former, book).rows, rows);
  const isOpen = DRAFT_FILTERS.open.states.some((one) => one === draft.state);
  if (isOpen && !otherDesk && mayFileAct(act.name, officer, room.town) && (await findForm(room, draftId))) {
    page.revision = `acts/new/${act.name}?draft=${draftId}`;
  }
  if (content.registered) page.registered = await outcomeOf(room, officer, content.registered, content);
  return page;
}

/** 訂正前の内容 of the lines that are other than they were. */
function changedRows(before: readonly WordRow[], after: readonly WordRow[]): WordRow[] {
  const same = (row: WordRow) => after.some(({ term, value }) => term === row.term && value === row.value);
  const gone = before.filter((row) => !same(row));
  const added = after.filter(({ term }) => !before.some((row) => row.term === term));
  return [...gone, ...added.map(({ term }) => ({ term, value: '（なし）' }))];
}

/** A 仮登録 of a case belongs to the case: there the resident is told too. */
function deskOf({ caseId }: DraftView): string | undefined {
  if (!caseId || isFormCase(caseId)) return undefined;
  return /^\d{19}$/.test(caseId) ? `applications/${caseId}` : `arrivals/${caseId}`;
}

function stepsOf(room: OfficeRoom, officer: Officer, content: DraftContent): Pick<DraftPage, 'acts' | 'waitsFor'> {
  const { state } = content.draft;
  const { rules } = room.town;
  const may = (act: DraftAct) => mayActOnDraft(act, officer.roles, state, rules);
  const isOpen = DRAFT_FILTERS.open.states.some((one) => one === state);
  if (!isOpen) return { acts: [] };
  const discard = may('discard') ? [{ act: 'discard' as const, label: DRAFT_RULES.discard.label }] : [];
  if (rules.soleDecision) {
    const decides = may('review') || may('approve') || may('register');
    return { acts: [...(decides ? [{ act: 'decide' as const, label: DECIDE }] : []), ...discard] };
  }
  const due = (['review', 'approve', 'register'] as const).find((act) =>
    DRAFT_RULES[act].stages.some((one) => one === state),
  );
  const before = [...content.revisions.map(({ madeBy }) => madeBy), content.reviewedBy];
  const own = due !== 'register' && before.includes(officer.id);
  if (due && may(due) && !own) return { acts: [{ act: due, label: DRAFT_RULES[due].label }, ...discard] };
  const waitsFor = own ? '次の段階は、別の職員が行います。' : '次の段階は、担当の役割の職員が行います。';
  return { acts: discard, waitsFor };
}

async function outcomeOf(
  room: OfficeRoom,
  officer: Officer,
  registered: Registered,
  { command: { kind }, protectedHousehold: isProtected }: Pick<DraftContent, 'command' | 'protectedHousehold'>,
) {
  const access = room.access(officer, '本登録の確認');
  const residents = await Promise.all(
    registered.addresseeNumbers.map((number) => room.juki.findResident(number, access)),
  );
  return {
    persons: residents.flatMap((one) =>
      one ? [{ number: one.addresseeNumber, name: one.name.full || '（氏名未定）' }] : [],
    ),
    ...(registered.householdNumber ? { householdNumber: registered.householdNumber } : {}),
    sent: registered.sent.map(({ type, to }) => ({
      title: MESSAGE_TYPES[type].title,
      to: isProtected ? '（表示しません）' : receiverOf(to),
    })),
    papers: await papersAfterAct(room, officer, { kind, addresseeNumbers: registered.addresseeNumbers }),
  };
}

function receiverOf(to: string): string {
  return to === 'jlis' ? '地方公共団体情報システム機構' : (findMunicipality(to)?.name ?? to);
}

/** 審査・決裁・本登録・取消し of a 仮登録 by the officer whose turn it is; the register checks everything once more. */
export async function stepDraftOfForm(
  room: OfficeRoom,
  officer: Officer,
  draftId: string,
  act: DraftAct | 'decide',
): Promise<Outcome<unknown>> {
  room.permit(officer, 'seeDrafts');
  // Who may never do it is refused before anything is read.
  const mayEver = act === 'decide' || roleMayEver('draft', act, officer.roles, room.town.rules);
  if (!mayEver) throw new NotPermittedError(officer, act);
  const access = room.access(officer, '仮登録の処理');
  const draft = await room.juki.findDraft(draftId, access);
  if (!draft) throw new NotFoundHereError(`no draft ${draftId}`);
  if (deskOf(draft)) {
    return refuse(
      'otherDesk',
      'この仮登録は、申請または来庁の画面で処理してください。',
      '住民記録システム標準仕様書 4.0.8',
    );
  }
  if (act === 'decide') return decide(room, officer, draft);
  const outcome: Outcome<unknown> = await room.juki[act](draftId, access);
  return closing(room, draftId, act, outcome);
}

async function decide(room: OfficeRoom, officer: Officer, draft: DraftView): Promise<Outcome<unknown>> {
  const { rules } = room.town;
  if (!rules.soleDecision || !roleMayEver('draft', 'review', officer.roles, rules)) {
    throw new NotPermittedError(officer, 'decide');
  }
  const access = room.access(officer, '仮登録の処理');
  const steps = (['review', 'approve'] as const).filter((step) => {
    const order: DraftState[] = step === 'review' ? ['provisional'] : ['provisional', 'reviewed'];
    return order.includes(draft.state);
  });
  for (const step of steps) {
    const done = await room.juki[step](draft.draftId, access);
    if (!done.accepted) return done;
  }
  return closing(room, draft.draftId, 'register', await room.juki.register(draft.draftId, access));
}

/** 本登録 or 取消し: the form that was kept for corrections goes. */
async function closing<T>(room: OfficeRoom, draftId: string, act: DraftAct, outcome: Outcome<T>): Promise<Outcome<T>> {
  if (outcome.accepted && (act === 'register' || act === 'discard')) await forgetForm(room, draftId);
  return outcome;
}
