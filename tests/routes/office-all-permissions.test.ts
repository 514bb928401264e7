import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OFFICE_LIMITS } from '#app/office/office-limits.ts';
import {
  ACT_ROLES,
  type ActName,
  APPLICATION_RULES,
  type ApplicationAct,
  ARRIVAL_RULES,
  type ArrivalAct,
  DRAFT_RULES,
  type DraftAct,
  ROOM_RULES,
  type RoomAct,
  type Rule,
} from '#app/office/permissions.ts';
import { type Officer, Role } from '#app/vocabulary/roles.ts';
import { newId } from '#tests/support/office-story.ts';
import { CHOFU, FUJISAWA, townOf } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const desk = () => townOf(world, CHOFU).office;
const NOBODY = '2222222222';
/** 横浜市港北区, a ward of a designated city. */
const WARD = '141097';
const none = (officer: Officer) => ({ receiptNumber: 'none', caseId: newId(), version: 1, officer });

/** One call of each act below the screens; what it asks for does not exist, so that nothing changes. */
const ROOM_CALLS: Record<RoomAct, (officer: Officer) => Promise<unknown>> = {
  seeApplications: (officer) => desk().applications.inbox(officer),
  seeArrivals: (officer) => desk().arrivals.visitorsOn(officer, '2026-11-24'),
  startArrival: (officer) => desk().counter.checkInByToken(officer, 'none'),
  tickToDo: (officer) => desk().arrivals.tickToDo(none(officer), { key: 'none', done: true }),
  closeVisits: (officer) =>
    desk().visits.close(officer, { office: officer.officeCode, on: '2020-01-01', reason: '点検のため' }),
  searchResidents: (officer) => desk().people.page(officer, NOBODY, '窓口の届出のため'),
  issuePapers: (officer) => desk().papers.today(officer),
  seeInspections: (officer) => desk().inspections.list(officer),
  fileInspections: (officer) =>
    desk().inspections.act(officer, { inspectionId: newId(), version: 1 }, { act: 'withdraw', reason: '試し' }),
  reviewInspections: (officer) =>
    desk().inspections.act(officer, { inspectionId: newId(), version: 1 }, { act: 'review', opinion: '試し' }),
  decideInspections: (officer) =>
    desk().inspections.act(officer, { inspectionId: newId(), version: 1 }, { act: 'approve' }),
  holdInspections: (officer) => desk().inspections.reading(officer, newId()),
  seeProtection: (officer) => desk().protection.list(officer),
  seeWork: (officer) => desk().work.list(officer),
  finishWork: (officer) => desk().work.finish(officer, newId()),
  correctNotices: (officer) => desk().notices.end(officer, newId()),
  seeMessages: (officer) => desk().mail.page(officer),
  retryMessages: (officer) => desk().mail.retry(officer, newId()),
  seeSections: (officer) => desk().sections.backlog(officer),
  seeElectoralRoll: (officer) => desk().electoralRoll.page(officer),
  inquireElectors: (officer) => desk().electoralRoll.discard(officer, 'none'),
  registerElectors: (officer) => desk().electoralRoll.confirm(officer, 'none'),
  seeSuspensions: (officer) => desk().suspensions.list(officer),
  enterSuspensions: (officer) => desk().suspensions.step(officer, 'none', { act: 'discard' }),
  confirmSuspensions: (officer) => desk().suspensions.step(officer, 'none', { act: 'confirm' }),
  seeAudit: (officer) => desk().audit(officer, { limit: 1 }),
  seeHealth: (officer) => desk().health(officer),
  seeAlerts: (officer) => desk().alerts.page(officer),
  seeFigures: (officer) => desk().figures(officer, { from: '2026-11-01', to: '2026-11-24' }),
  seeLooks: (officer) => desk().people.looks(officer, newId(), NOBODY),
  seeNumbers: (officer) => desk().codePool(officer),
  reconcile: (officer) => desk().reconciliation.page(officer),
  renewCertificateLinks: (officer) => desk().certificates.page(officer, newId(), NOBODY),
  deleteUnifiedNumbers: (officer) => desk().unifiedNumbers.page(officer, newId(), NOBODY),
  seeStoredRecords: (officer) => desk().removedRecords(officer),
  renameAddresses: (officer) => desk().renamings.list(officer),
  seeDrafts: (officer) => desk().drafts.list(officer, { filter: 'open' }),
  manageOfficers: (officer) => desk().officers.requestPassword(officer, { id: 'none', reason: '試し' }),
  approveOfficers: (officer) => desk().officers.list(officer),
  seePermissions: async (officer) => desk().permissions(officer),
};

const APPLICATION_CALLS: Record<ApplicationAct, (officer: Officer) => Promise<unknown>> = {
  start: (officer) => desk().applications.start(none(officer)),
  check: (officer) => desk().applications.check(none(officer)),
  identify: (officer) => desk().applications.candidates(officer, 'none'),
  accept: (officer) => desk().applications.accept(none(officer), { movers: [NOBODY] }),
  requestCorrection: (officer) => desk().applications.requestCorrection(none(officer), { fields: [], sentence: '' }),
  refuse: (officer) => desk().applications.refuse(none(officer), ''),
  review: (officer) => desk().applications.step(none(officer), 'review'),
  approve: (officer) => desk().applications.step(none(officer), 'approve'),
  register: (officer) => desk().applications.step(none(officer), 'register'),
  discard: (officer) => desk().applications.discard(none(officer)),
  cancelMovingOut: (officer) => desk().applications.cancelMovingOut(none(officer)),
  refuseCancel: (officer) => desk().applications.refuseCancel(none(officer), ''),
};

const ARRIVAL_CALLS: Record<ArrivalAct, (officer: Officer) => Promise<unknown>> = {
  prepare: (officer) => desk().arrivals.clearAlert(none(officer), { code: 'none', sentence: '', note: '' }),
  checkIn: (officer) =>
    desk().counter.checkIn(none(officer), {
      kind: 'filer',
      name: '誰か',
      document: '個人番号カード',
      authority: '',
    }),
  counter: (officer) => desk().counter.fetchCertificate(none(officer)),
  sendBack: (officer) => desk().counter.sendBack(none(officer)),
  review: (officer) => desk().arrivals.step(none(officer), 'review'),
  approve: (officer) => desk().arrivals.step(none(officer), 'approve'),
  register: (officer) => desk().arrivals.step(none(officer), 'register'),
  discard: (officer) => desk().arrivals.step(none(officer), 'discard'),
  cards: (officer) =>
    desk().counter.presentCard({ caseId: newId(), taskId: newId(), officer, returnUrl: 'http://localhost/' }),
  takeRelocation: (officer) => desk().arrivals.takeRelocation(none(officer)),
};

const DRAFT_CALLS: Record<DraftAct, (officer: Officer) => Promise<unknown>> = {
  review: (officer) => desk().drafts.step(officer, newId(), 'review'),
  approve: (officer) => desk().drafts.step(officer, newId(), 'approve'),
  register: (officer) => desk().drafts.step(officer, newId(), 'register'),
  discard: (officer) => desk().drafts.step(officer, newId(), 'discard'),
};

/** Acts whose form is not at this desk: that of the counter, and that of a ward. */
const CALLS_ELSEWHERE: Partial<Record<ActName, (officer: Officer) => Promise<unknown>>> = {
  'moving-in-by-card': (officer) => desk().counter.fetchCertificate(none(officer)),
  'ward-move': (officer) => townOf(world, WARD).office.acts.open({ ...officer, townCode: WARD }, { name: 'ward-move' }),
};

/** 403 = the act is refused for who one is; everything else got past the guard. */
async function answerOf(call: () => Promise<unknown>): Promise<'403' | 'let in'> {
  try {
    await call();
    return 'let in';
  } catch (error) {
    if (error instanceof Error && error.name === 'NotPermittedError') return '403';
    if (error instanceof Error && error.name === 'NotFoundHereError') return 'let in';
    throw error;
  }
}

const as = (role: Role, officeCode: string): Officer => ({
  id: `${role}-test`,
  name: '試しの職員',
  townCode: CHOFU,
  officeCode,
  roles: [role],
  ...(role === 'section' ? { sections: ['childAllowance' as const, 'electoralRoll' as const] } : {}),
});

/** What every role in each office is answered, against what the table says. */
async function expectTable(
  act: string,
  call: (officer: Officer) => Promise<unknown>,
  roles: readonly Role[],
): Promise<void> {
  const limit = OFFICE_LIMITS[act as RoomAct | ActName];
  for (const officeCode of ['honcho', 'jindai']) {
    for (const role of Role.options) {
      const wanted = roles.includes(role) && !(limit === 'mainOffice' && officeCode === 'jindai');
      const answer = await answerOf(() => call(as(role, officeCode)));
      expect([act, officeCode, role, answer]).toEqual([act, officeCode, role, wanted ? 'let in' : '403']);
    }
  }
}

const rolesOf = (rule: Rule<string>): readonly Role[] => {
  const { soleDecision } = townOf(world, CHOFU).town.rules;
  return (soleDecision && rule.soleDecision) || rule.roles;
};

describe('処理 × 役割 × 庁舎（標準仕様書 10.3）：画面を通さなくても、表のとおりに断られる', () => {
  it.each(Object.keys(ROOM_RULES) as RoomAct[])('%s', async (act) => {
    await expectTable(act, ROOM_CALLS[act], ROOM_RULES[act]);
  });

  it.each(Object.keys(APPLICATION_RULES) as ApplicationAct[])('申請の %s', async (act) => {
    await expectTable(act, APPLICATION_CALLS[act], rolesOf(APPLICATION_RULES[act]));
  });

  it.each(Object.keys(ARRIVAL_RULES) as ArrivalAct[])('転入の %s', async (act) => {
    await expectTable(act, ARRIVAL_CALLS[act], rolesOf(ARRIVAL_RULES[act]));
  });

  it.each(Object.keys(DRAFT_RULES) as DraftAct[])('仮登録の %s', async (act) => {
    await expectTable(act, DRAFT_CALLS[act], rolesOf(DRAFT_RULES[act]));
  });

  it.each(Object.keys(ACT_ROLES) as ActName[])('書式 %s', async (act) => {
    const call = CALLS_ELSEWHERE[act] ?? ((officer: Officer) => desk().acts.open(officer, { name: act }));
    await expectTable(act, call, ACT_ROLES[act]);
  });

  it('異動の一覧にも、その職員が行える書式だけが並ぶ', () => {
    const here = (Object.keys(ACT_ROLES) as ActName[]).filter((act) => act !== 'ward-move');
    for (const role of Role.options) {
      const listed = desk()
        .acts.menu(as(role, 'honcho'))
        .flatMap(({ acts }) => acts.map(({ name }) => name));
      const wanted = here.filter((act) => (ACT_ROLES[act] as readonly Role[]).includes(role));
      expect([role, listed.toSorted()]).toEqual([role, wanted.toSorted()]);
    }
  });

  it('ほかの市の職員は、すべての役割を持っていても、どの処理も行えない', async () => {
    const stranger: Officer = { ...as('reviewer', 'honcho'), townCode: FUJISAWA, roles: [...Role.options] };
    const calls = [ROOM_CALLS, APPLICATION_CALLS, ARRIVAL_CALLS, DRAFT_CALLS].flatMap((table) => Object.entries(table));
    for (const [act, call] of calls) expect([act, await answerOf(() => call(stranger))]).toEqual([act, '403']);
  });
});
