import { createJpki, type Jpki, type JpkiDeps } from './jpki/index.ts';
import { createNationWith, type Nation as NationOf, type NationDeps as PartDeps } from './nation.ts';

export { FAULT_SYSTEMS, Fault, type FaultSystem, type Faults } from './faults.ts';
export type { AdoptedPerson } from './jlis/register.ts';
export type { ArrivalPlan } from './other-registers/plan.ts';
export type { TrafficEntry } from './traffic.ts';

/** What a whole simulated nation is given. */
export interface NationDeps
  extends PartDeps,
    Pick<JpkiDeps, 'base' | 'clients' | 'offersSerial' | 'demoHint' | 'newKeyPair'> {}

/** 国の側, complete: with cards, certificates, デジタル認証アプリ and card terminal. */
export type Nation = NationOf<Jpki>;

/** Every simulated national system on one national database, behind one handler. */
export function createNation(deps: NationDeps): Promise<Nation> {
  const { base, clients, offersSerial, demoHint, newKeyPair } = deps;
  return createNationWith(deps, async ({ store, cipher, clock, newId, faults, line }) =>
    createJpki({
      store,
      cipher,
      clock,
      newId,
      faults,
      base,
      clients,
      verifyDoorRequest: line.verifyDoorRequest,
      ...(offersSerial ? { offersSerial } : {}),
      ...(demoHint ? { demoHint } : {}),
      ...(newKeyPair ? { newKeyPair } : {}),
    }),
  );
}
