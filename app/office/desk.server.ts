import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { OutageError } from '#app/national/outage.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { Section } from '#app/vocabulary/sections.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { NotFoundHereError, NotPermittedError, type OfficeDesk } from './index.server.ts';
import { officeDay } from './office-dates.ts';
import { rolesWord } from './officers/role-words.ts';
import type { SessionStage } from './officers/sessions.server.ts';
import { organisationName } from './organisation-names.server.ts';
import { mayDo, type RoomAct } from './permissions.ts';
import type { OfficeFrameData, OfficePlace } from './screens/office-page.tsx';

/** An officer at a desk of the own town. */
export interface Desk {
  town: Town;
  office: OfficeDesk;
  officer: Officer;
  /** Of the session, and what it may be used for. */
  token: string;
  stage: SessionStage;
  /** Where browsers reach the application. */
  origin: string;
  /** Frame of a page: navigation by what the officer may do. */
  frame(place: OfficePlace): OfficeFrameData;
}

/** What routes hand in: the arguments of a loader or an action. */
export type RouteArgs = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>;

const PLACES: { place: OfficePlace; path: string; label: string; act: RoomAct; section?: Section }[] = [
  { place: 'applications', path: 'applications', label: '申請管理', act: 'seeApplications' },
  { place: 'visitors', path: 'visitors', label: '来庁予定・窓口', act: 'seeArrivals' },
  { place: 'residents', path: 'residents', label: '住民の照会', act: 'searchResidents' },
  { place: 'papers', path: 'papers', label: '帳票', act: 'issuePapers' },
  { place: 'acts', path: 'acts', label: '異動', act: 'seeDrafts' },
  { place: 'drafts', path: 'drafts', label: '仮登録', act: 'seeDrafts' },
  { place: 'numbers', path: 'numbers', label: '番号の管理', act: 'seeNumbers' },
  { place: 'renamings', path: 'renamings', label: '住所一括変更', act: 'renameAddresses' },
  { place: 'sections', path: 'sections', label: '関係課', act: 'seeSections' },
  {
    place: 'electoralRoll',
    path: 'electoral-roll',
    label: '選挙人名簿',
    act: 'seeElectoralRoll',
    section: 'electoralRoll',
  },
  { place: 'inspections', path: 'inspections', label: '台帳の閲覧', act: 'seeInspections' },
  { place: 'protection', path: 'protection', label: '支援措置', act: 'seeProtection' },
  { place: 'messages', path: 'messages', label: '電文', act: 'seeMessages' },
  { place: 'alerts', path: 'alerts', label: '警報', act: 'seeAlerts' },
  { place: 'health', path: 'health', label: '稼働状況', act: 'seeHealth' },
  { place: 'figures', path: 'figures', label: '集計', act: 'seeFigures' },
  { place: 'audit', path: 'audit', label: '操作ログ', act: 'seeAudit' },
  { place: 'officers', path: 'officers', label: '職員', act: 'approveOfficers' },
  { place: 'permissions', path: 'permissions', label: '権限の表', act: 'seePermissions' },
];

/** The town of the path, or 404. */
export function townOf({ params, context }: RouteArgs): { town: Town; office: OfficeDesk } {
  const found = context.services.towns.get(params.town ?? '');
  if (!found) throw new Response('Not Found', { status: 404 });
  return found;
}

/**
 * 職員の確認: the one place where the town of the path is compared with the officer's session. Without a session one is
 * sent to sign in and back; with the session of another town it is a 403, whatever the path asks for.
 */
export async function requireOfficer(args: RouteArgs, { allowSetup = false } = {}): Promise<Desk> {
  const { town, office } = townOf(args);
  const { services } = args.context;
  const session = await services.sessions.officer.get(args.request);
  if (session && session.townCode !== town.code) throw new Response('Forbidden', { status: 403 });
  const background = args.request.headers.has('x-background');
  const found = session && (await office.access.find(session, { background }));
  if (!session || !found) throw await toSignIn(args, { town, office });
  if (found.stage === 'setup' && !allowSetup) throw redirect(`/office/${town.code}/account`);
  const { officer } = found;
  const waiting = mayDo('seeAlerts', officer, town) ? await office.alerts.open() : 0;
  return {
    token: session.token,
    stage: found.stage,
    town,
    office,
    officer,
    origin: services.config.publicOrigin,
    frame: (place) => ({
      town: { code: town.code, name: town.name },
      officer: { name: officer.name, role: rolesWord(officer.roles) },
      today: officeDay(office.today()),
      accountHref: `/office/${town.code}/account`,
      navigation: (found.stage === 'setup' ? [] : PLACES)
        .filter(({ act, section }) => mayDo(act, officer, town) && (!section || officer.sections?.includes(section)))
        .map(({ place: other, path, label }) => ({
          href: `/office/${town.code}/${path}`,
          label,
          current: other === place,
          ...(other === 'alerts' && waiting > 0 ? { count: waiting } : {}),
        })),
    }),
  };
}

/** To sign in and back; what was typed into a form whose session has ended is held for the officer who typed it. */
async function toSignIn(args: RouteArgs, { town, office }: { town: Town; office: OfficeDesk }): Promise<Response> {
  const { pathname, search } = new URL(args.request.url);
  const target = new URLSearchParams({ next: pathname + search });
  const last = await args.context.services.sessions.officer.last(args.request);
  // A password is never held.
  if (args.request.method === 'POST' && last?.townCode === town.code && !pathname.includes('/account')) {
    const form = await args.request.formData();
    const fields = [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    const held = await office.access.hold(last.officerId, { path: pathname + search, fields });
    if (held) target.set('held', held);
  }
  if (last) target.set('ended', '1');
  return redirect(`/office/${town.code}/sign-in?${target}`);
}

/** Work at the desk: what the office throws becomes the answer that a browser understands. */
export async function atDesk<T>(
  args: RouteArgs,
  work: (desk: Desk) => Promise<T>,
  options: { allowSetup?: boolean } = {},
): Promise<T> {
  const desk = await requireOfficer(args, options);
  try {
    return await work(desk);
  } catch (error) {
    if (error instanceof NotPermittedError) throw new Response('Forbidden', { status: 403 });
    if (error instanceof NotFoundHereError) throw new Response('Not Found', { status: 404 });
    throw error;
  }
}

/** 外部システムの停止 as a value: the page says who is silent and that nothing is lost. */
export async function orSilent<T>(question: () => Promise<T>): Promise<T | { silent: string }> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof OutageError) return { silent: organisationName(error.system) };
    throw error;
  }
}

/** What an action answers when it does not lead on. */
export interface Answer {
  refusal?: Refusal;
  errors?: Record<string, string[]>;
  silent?: string;
  typed?: Record<string, string | string[]>;
}
