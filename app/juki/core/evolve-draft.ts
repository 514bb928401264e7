import type { Household, MoverProgress, MovingOut, Resident } from './register.ts';

/** The slice while one change is written into it. */
export interface Draft {
  residents: Map<string, Resident>;
  households: Map<string, Household>;
  movingOuts: Map<string, MovingOut>;
}

/** Changes one of the draft; who is not in it stays out. */
export function updateResident(draft: Draft, number: string, change: (resident: Resident) => Resident): void {
  const resident = draft.residents.get(number);
  if (resident) draft.residents.set(number, change(resident));
}

/** Changes one of the draft; who is not in it stays out. */
export function updateHousehold(draft: Draft, number: string, change: (household: Household) => Household): void {
  const household = draft.households.get(number);
  if (household) draft.households.set(number, change(household));
}

/** Changes one of the draft; who is not in it stays out. */
export function updateProgress(
  draft: Draft,
  movingOutId: string,
  addresseeNumber: string,
  change: (mover: MoverProgress) => MoverProgress,
): void {
  const movingOut = draft.movingOuts.get(movingOutId);
  if (!movingOut) return;
  const movers = movingOut.movers.map((mover) => (mover.addresseeNumber === addresseeNumber ? change(mover) : mover));
  draft.movingOuts.set(movingOutId, { ...movingOut, movers });
}
