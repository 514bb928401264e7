import type { Config } from './config.server.ts';
import type { Demo } from './demo/index.server.ts';
import type { Juki } from './juki/door.ts';
import type { OfficeDesk } from './office/index.server.ts';
import type { Portal } from './portal/index.server.ts';
import type { Sessions } from './session.server.ts';
import type { Clock } from './vocabulary/clock.ts';
import type { Town } from './vocabulary/towns.ts';

/** One running town: its desk and its register. */
export interface TownServices {
  town: Town;
  office: OfficeDesk;
  juki: Juki;
}

/** What routes may use; handed to them as `context.services`. */
export interface Services {
  config: Config;
  clock: Clock;
  sessions: Sessions;
  portal: Portal;
  towns: Map<string, TownServices>;
  demo?: Demo;
}
