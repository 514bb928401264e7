import { expect } from 'vitest';
import { USUAL_PINS } from '#db/fixtures/define.ts';
import {
  awaitAnswer,
  type Clerk,
  checkIn,
  chooseHousehold,
  confirmSaid,
  finish,
  mainText,
  openVisitors,
  readCard,
  receiveVisitor,
  rewriteCard,
  signFiling,
} from './clerk.ts';

/** 窓口に来た人: under which name and on which day the visit was announced, and what is other than announced. */
export interface Visit {
  /** Day of the list: the announced one. */
  on: string;
  name: string;
  /** Key of the person whose card is presented. */
  person: string;
  pin?: string;
  said?: Parameters<typeof confirmSaid>[1];
  household?: Parameters<typeof chooseHousehold>[1];
}

/** 特例転入 of somebody who was announced, from the list of the day to the handing out; the presented card is written. */
export async function moveInAtCounter(clerk: Clerk, visit: Visit): Promise<void> {
  await openVisitors(clerk, visit.on);
  await receiveVisitor(clerk, visit.name);
  await checkIn(clerk);
  await readCard(clerk, visit.person, visit.pin ?? USUAL_PINS.residentRegister);
  await awaitAnswer(clerk);
  await registerAtCounter(clerk, visit);
}

/** The rest of the way, once the 転出証明書情報 is on the screen. */
export async function registerAtCounter(
  clerk: Clerk,
  visit: Pick<Visit, 'name' | 'said' | 'household'>,
): Promise<void> {
  await confirmSaid(clerk, visit.said);
  await chooseHousehold(clerk, visit.household);
  await signFiling(clerk);
  await rewriteCard(clerk, visit.name);
  await finish(clerk);
  expect(await mainText(clerk)).toContain('住民票ができました');
}
