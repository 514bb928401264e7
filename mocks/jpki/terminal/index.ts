import type { CardFile } from '../cards/card-file.ts';
import type { Pins } from '../cards/pins.ts';
import type { JpkiDeps } from '../deps.ts';
import { createBrowserBinding } from '../screens/browser.ts';
import { CARD_TERMINAL, createTerminalApi } from './api.ts';
import { createCardOperations } from './operations.ts';
import { createPads } from './pads.ts';
import { createTerminalSessions } from './sessions.ts';

/** 統合端末とカード読取り装置, simulated: signed requests of towns, and the pages at the PIN pad. */
export function createTerminal(
  deps: JpkiDeps,
  parts: { file: CardFile; pins: Pins },
): (request: Request) => Promise<Response> {
  const sessions = createTerminalSessions(deps, parts);
  const operations = createCardOperations(deps);
  const browsers = createBrowserBinding({ base: deps.base, path: CARD_TERMINAL, cookie: 'card_terminal_browser' });
  const api = createTerminalApi(deps, { file: parts.file, sessions, operations });
  const pads = createPads(deps, { ...parts, sessions, browsers });

  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname.slice(CARD_TERMINAL.length);
    return path.startsWith('/pads/') ? pads(request, path, url.searchParams.get('q') ?? '') : api(request, path);
  };
}
