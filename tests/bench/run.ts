import { benchActs } from './acts.bench.ts';
import { benchParts } from './engine-parts.bench.ts';
import { benchNation } from './nation.bench.ts';
import { benchImport, benchRegister } from './register.bench.ts';
import { removeRegisters } from './register.ts';
import { benchRenaming } from './renaming.bench.ts';
import { benchRoll } from './roll.bench.ts';
import { runSuites } from './suites.ts';

/** Everything that is measured; the name stands before the dot of the ids. */
await runSuites({
  act: benchActs,
  import: benchImport,
  register: benchRegister,
  roll: benchRoll,
  parts: benchParts,
  renaming: benchRenaming,
  nation: benchNation,
});
removeRegisters();
// A measurement is not a test: who wants to fail on it reads the JSON.
process.exit(0);
