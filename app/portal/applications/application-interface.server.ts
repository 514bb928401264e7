import type { DirectoryClient } from '#app/messages/directory.server.ts';
import { createDoorHandler } from '#app/messages/door-handler.server.ts';
import type { OrganisationKeys } from '#app/messages/keys.server.ts';
import type { PortalContext } from '../context.server.ts';

/** Path of the interface on the portal's own origin. */
export const APPLICATION_INTERFACE_PATH = '/portal-api';

/**
 * 申請情報受取の口 (電子申請等情報受取API): towns pull what waits for them here and hand in how they got on. Nothing has
 * to reach into a town's network.
 */
export function createApplicationInterface(
  context: PortalContext,
  identity: { keys: OrganisationKeys; directory: DirectoryClient },
): (request: Request) => Promise<Response> {
  const { store, cipher, clock, mailroom } = context;
  return createDoorHandler({
    deps: { self: mailroom.self, store, cipher, clock, ...identity },
    mailroom,
    path: APPLICATION_INTERFACE_PATH,
  });
}
