import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { tokyoInstant } from '#app/vocabulary/tokyo.ts';
import { signInAndFile, visitorOf } from '#tests/routes/portal-visitor.ts';
import { CHOFU, familyOf, numbersOf } from './story.ts';
import type { World } from './world.ts';

/** 届出 of 佐藤家, all four of them, from 調布市 to 藤沢市 on 28 November, with their visit on 1 December; it has arrived. */
export async function fileMove(world: World): Promise<ReceiptNumber> {
  const receiptNumber = await signInAndFile(visitorOf(world, 'sato-kenji'));
  await world.settle();
  return receiptNumber;
}

/** 届出から事前通知の到達まで, and on to the morning of a day at the new town's counter. */
export async function prepareVisit(world: World, on: CalendarDate): Promise<ReceiptNumber> {
  const receiptNumber = await fileMove(world);
  const officer = world.officer(CHOFU);
  const desk = world.services.towns.get(CHOFU)?.office.applications;
  if (!desk) throw new Error('no desk in the old town');
  const screen = async () => ({ receiptNumber, officer, version: (await desk.page(officer, receiptNumber)).version });
  for (const act of [
    desk.start,
    async (now: Awaited<ReturnType<typeof screen>>) => desk.accept(now, { movers: numbersOf(familyOf('sato')) }),
  ]) {
    const done = await act(await screen());
    if (!done.accepted) throw new Error(done.refusal.sentence);
  }
  await world.settle();
  await world.travelTo(tokyoInstant(on, '09:00'));
  return receiptNumber;
}
