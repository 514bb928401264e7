import type { Page } from 'playwright-core';
import type { Prepared } from './prepared.ts';
import type { Changes } from './walker.ts';

/** 画面の状態: how it is reached, and the words by which one knows that one is there. */
export interface PageState {
  /** Names the picture. */
  name: string;
  /** Whose session: a resident by key, `office:` and the town for the desk, `auditor:` and the town …; nobody. */
  as?: string;
  path: string | ((demo: Prepared) => string);
  /** A form of the page, the first (or last) with this part of HTML, sent with exactly these values; everything else is emptied. */
  send?: { form: string; last?: boolean; fields?: Changes };
  /** A form that the page does not offer (any more), as another window might still send it. */
  post?: { path: string | ((demo: Prepared) => string); fields?: Changes };
  /** By hand, from the page at `path`. */
  walk?: (page: Page, demo: Prepared) => Promise<void>;
  /** A system that fails meanwhile; such states are looked at alone. */
  fault?: Record<string, string>;
  /** 200 unless said. */
  status?: number;
  says: string;
}

/** Why a page cannot be in a state. */
export interface NotApplicable {
  notApplicable: string;
}

/** What is looked at of one route: filled, without anything to show, and with a "no". */
export interface RouteStates {
  success: PageState[] | NotApplicable;
  empty: PageState[] | NotApplicable;
  error: PageState[] | NotApplicable;
}

/** States by the route's name in the build. */
export type StateRegistry = Record<string, RouteStates>;

export const NO_FORM: NotApplicable = { notApplicable: 'The page has no form that could be refused.' };
export const NEVER_EMPTY: NotApplicable = { notApplicable: 'The page shows no list that could be without rows.' };

/** The states of a route one after the other; reasons are left out. */
export function statesOf(route: RouteStates): PageState[] {
  return [route.success, route.empty, route.error].flatMap((states) => (Array.isArray(states) ? states : []));
}
