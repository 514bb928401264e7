import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { OutageError } from '#app/national/outage.ts';
import type { Refusal } from '#app/vocabulary/refusals.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import { NotFoundHereError, NotPermittedError, type OfficeDesk } from './index.server.ts';
import { officeDay } from './office-dates.ts';
import { mayDo, type RoomAct } from './permissions.ts';
import { rolesWord } from './role-words.ts';
import type { OfficeFrameData, OfficePlace } from './screens/office-page.tsx';

/** An officer at a desk of the own town. */
export interface Desk {
  town: Town;
  office: OfficeDesk;
  officer: Officer;
  /** Where browsers reach the application. */
  origin: string;
  /** Frame of a page: navigation by what the officer may do. */
  frame(place: OfficePlace): OfficeFrameData;
}

/** What routes hand in: the arguments of a loader or an action. */
export type RouteArgs = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>;

const PLACES: { place: OfficePlace; path: string; label: string; act: RoomAct }[] = [
  { place: 'applications', path: 'applications', label: '申請管理', act: 'seeApplications' },
  { place: 'visitors', path: 'visitors', label: '来庁予定・窓口', act: 'seeArrivals' },
  { place: 'residents', path: 'residents', label: '住民の照会', act: 'searchResidents' },
  { place: 'acts', path: 'acts', label: '異動', act: 'seeDrafts' },
  { place: 'drafts', path: 'drafts', label: '仮登録', act: 'seeDrafts' },
  { place: 'numbers', path: 'numbers', label: '番号の管理', act: 'seeNumbers' },
  { place: 'renamings', path: 'renamings', label: '住所一括変更', act: 'renameAddresses' },
  { place: 'sections', path: 'sections', label: '関係課', act: 'seeSections' },
  { place: 'protection', path: 'protection', label: '支援措置', act: 'seeProtection' },
  { place: 'messages', path: 'messages', label: '電文', act: 'seeMessages' },
  { place: 'audit', path: 'audit', label: '操作ログ', act: 'seeAudit' },
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
export async function requireOfficer(args: RouteArgs): Promise<Desk> {
  const { town, office } = townOf(args);
  const { services } = args.context;
  const session = await services.sessions.officer.get(args.request);
  const officer = office.officers.find((one) => one.id === session?.officerId);
  if (session && session.townCode !== town.code) throw new Response('Forbidden', { status: 403 });
  if (!officer) {
    const { pathname, search } = new URL(args.request.url);
    const next = args.request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : '';
    throw redirect(`/office/${town.code}/sign-in${next}`);
  }
  return {
    town,
    office,
    officer,
    origin: services.config.publicOrigin,
    frame: (place) => ({
      town: { code: town.code, name: town.name },
      officer: { name: officer.name, role: rolesWord(officer.roles) },
      today: officeDay(office.today()),
      navigation: PLACES.filter(({ act }) => mayDo(act, officer, town)).map(({ place: other, path, label }) => ({
        href: `/office/${town.code}/${path}`,
        label,
        current: other === place,
      })),
    }),
  };
}

/** Work at the desk: what the office throws becomes the answer that a browser understands. */
export async function atDesk<T>(args: RouteArgs, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await requireOfficer(args);
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
    if (error instanceof OutageError) return { silent: error.system };
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
