import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Change } from '#app/juki/core/events.ts';
import { evolve } from '#app/juki/core/evolve.ts';
import { EMPTY_SLICE } from '#app/juki/core/register.ts';
import type { Registered } from '#app/juki/door.ts';
import type { MovingOutCertificate } from '#app/messages/contracts/moving.ts';
import { addDays, laterOf } from '#app/vocabulary/dates.ts';
import { createCipher } from '#db/cipher.ts';
import type { FamilyFixture } from '#db/fixtures/types.ts';
import { openStore } from '#db/open.server.ts';
import { nationalTables, townTables } from '#db/schema/index.ts';
import { residencesOf } from '#mocks/jlis/residence.ts';
import { joined, overlaps, type Period, periodsOf } from '#tests/engine/properties/residence-periods.ts';
import {
  CHOFU,
  certificateAtCounter,
  codesOf,
  DESTINATIONS,
  FUJISAWA,
  fileMovingOut,
  moveIn,
  NAKA,
  numbersOf,
  oldAddressOf,
  PLAIN_FAMILIES,
  perform,
  settleFully,
  today,
  townOf,
  travelDays,
  whileOthersAnswer,
} from '#tests/support/story.ts';
import type { World } from '#tests/support/world.ts';

/** What happens to one family, each part of it possible in life. */
export interface Course {
  /** 転出予定日, from the day of filing. */
  plannedIn: number;
  /** Real day of moving, from the planned one. */
  shift: number;
  /** Days from the move to the counter. */
  visitAfter: number;
  /** The plan named another town. */
  elsewhere: boolean;
  cancelled: 'no' | 'atOnce' | 'afterwards';
  returns: boolean;
}

/** What becomes of messages on their way. */
export const LINES = ['good', 'duplicate', 'outOfOrder', 'lossy', 'downAtTheCounter'] as const;
export type Line = (typeof LINES)[number];

/** Everybody has a head to file for. */
const FAMILIES = PLAIN_FAMILIES.filter(({ persons }) => persons.some((person) => person.relationship === '世帯主'));

/** One family on its way. */
interface Life {
  family: FamilyFixture;
  course: Course;
  plannedOn: string;
  movingOutId: string;
  /** Day at the counter, or of the 転出取消. */
  visitOn: string;
  /** Where they were registered, with their 宛名番号 there. */
  arrived?: Registered;
}

/** 一つの秋: many families at once in real stores, with real messages, day by day. */
export class Told {
  readonly lives: Life[] = [];

  constructor(
    readonly world: World,
    readonly line: Line,
  ) {}

  private faults() {
    if (!this.world.nation) throw new Error('no nation');
    return this.world.nation.faults;
  }

  async tell(courses: readonly Course[]): Promise<void> {
    if (this.line === 'duplicate') this.faults().set('jlis', { duplicate: true });
    if (this.line === 'outOfOrder') this.faults().set('jlis', { outOfOrder: true, duplicate: true });
    await this.everybodyFiles(courses);
    const filedOn = today(this.world);
    for (let day = 0; day <= 16; day += 1) {
      while (today(this.world) < addDays(filedOn, day)) await travelDays(this.world, 1);
      await this.visitors();
    }
    await this.rest();
    await this.someReturn();
    // Everything that was planned has come.
    await travelDays(this.world, 8);
    await this.rest();
  }

  private async everybodyFiles(courses: readonly Course[]): Promise<void> {
    for (const [index, one] of courses.entries()) {
      const family = FAMILIES[index];
      if (!family) throw new Error('no family is left');
      const plannedOn = addDays(today(this.world), one.plannedIn);
      const destination = DESTINATIONS[one.elsewhere ? NAKA : FUJISAWA];
      const { movingOutId = '' } = await fileMovingOut(this.world, family, { plannedOn, destination });
      const visitOn = laterOf(today(this.world), addDays(plannedOn, one.shift + one.visitAfter));
      this.lives.push({ family, course: one, plannedOn, movingOutId, visitOn });
    }
    // In the planned town nobody ever comes: they are real people who go where the course sends them.
    await settleFully(this.world);
    for (const { course: one, movingOutId } of this.lives) {
      if (one.elsewhere) await this.world.nation?.otherRegisters.setPlan(movingOutId, 'never');
      if (one.cancelled === 'atOnce') await this.cancel(movingOutId);
    }
    if (this.line === 'lossy') this.faults().set('jlis', { lost: true, times: 10 });
  }

  private async cancel(movingOutId: string): Promise<void> {
    const life = this.lives.find((one) => one.movingOutId === movingOutId);
    if (!life) throw new Error('nobody');
    const movers = numbersOf(life.family);
    await perform(this.world, CHOFU, { kind: 'CancelMovingOut', movingOutId, movers, reason: '申出による' });
  }

  /** Who is at a counter today: of the old town to stay, of the new one to be registered. */
  private async visitors(): Promise<void> {
    const here = this.lives.filter(({ visitOn }) => visitOn === today(this.world));
    for (const { movingOutId, course: one } of here) if (one.cancelled === 'afterwards') await this.cancel(movingOutId);
    const movers = here.filter(({ course: one }) => one.cancelled === 'no');
    if (movers.length === 0) return;
    if (this.line === 'downAtTheCounter') this.faults().clear();
    await settleFully(this.world);
    const certificates = await this.certificates(movers, FUJISAWA, CHOFU);
    // The notices are under way while the nights go on.
    if (this.line === 'downAtTheCounter') this.faults().set('jlis', { down: true });
    if (this.line === 'lossy') this.faults().set('jlis', { lost: true, times: 10 });
    for (const [index, life] of movers.entries()) {
      const certificate = certificates[index];
      if (!certificate) throw new Error('no certificate');
      const movedInOn = addDays(life.plannedOn, life.course.shift);
      life.arrived = await moveIn(this.world, FUJISAWA, certificate, {
        movedInOn,
        newAddress: DESTINATIONS[FUJISAWA],
      });
    }
  }

  /** All ask at once. Whom the old town has not answered in time, because the machine is busy, asks again. */
  private async certificates(lives: readonly Life[], town: string, from: string): Promise<MovingOutCertificate[]> {
    const access = this.world.access(town, '転入届の受付');
    const codes = lives.map(({ family }) => codesOf(family)[0] ?? '');
    const fetched = await whileOthersAnswer(this.world, () =>
      Promise.all(codes.map((code) => townOf(this.world, town).juki.requestCertificate(code, from, access))),
    );
    return Promise.all(
      fetched.map(async (one, index) => {
        if (one.result !== 'unavailable' && one.certificate) return one.certificate;
        return (await certificateAtCounter(this.world, town, codes[index] ?? '', from)).certificate;
      }),
    );
  }

  /** 再転入: some live again where they had lived. */
  private async someReturn(): Promise<void> {
    const returning = this.lives.filter(({ arrived, course: one }) => arrived && one.returns);
    if (returning.length === 0) return;
    await travelDays(this.world, 2);
    for (const { family, arrived } of returning) {
      await perform(this.world, FUJISAWA, {
        kind: 'RegisterMovingOut',
        householdNumber: arrived?.householdNumber ?? '',
        movers: arrived?.addresseeNumbers ?? [],
        notifiedOn: today(this.world),
        plannedOn: today(this.world),
        destination: oldAddressOf(family),
        channel: 'online',
        special: true,
        cardHolders: arrived?.addresseeNumbers ?? [],
      });
    }
    await settleFully(this.world);
    const certificates = await this.certificates(returning, CHOFU, FUJISAWA);
    for (const certificate of certificates) {
      await moveIn(this.world, CHOFU, certificate, { movedInOn: today(this.world) });
    }
  }

  private async rest(): Promise<void> {
    this.faults().clear();
    await settleFully(this.world);
  }

  private async periodsIn(town: string): Promise<Map<string, Period[]>> {
    const { dataDir, dataKey } = this.world.services.config;
    const cipher = createCipher(dataKey);
    const store = await openStore(townTables, { sqlite: `${dataDir}/town-${town}.db` }, 'town', { durable: false });
    const rows = await store.read(({ db, t }) => db.select().from(t.ledger).orderBy(t.ledger.position));
    await store.close();
    const ledger = rows.map(({ body }): Change => JSON.parse(cipher.decrypt(body)));
    return periodsOf(town, ledger, ledger.reduce(evolve, EMPTY_SLICE));
  }

  /** What J-LIS knows, by keyed hash of the 住民票コード. */
  private async knownToJlis(): Promise<Map<string, Period[]>> {
    const { dataDir } = this.world.services.config;
    const store = await openStore(nationalTables, { sqlite: `${dataDir}/national.db` }, 'national', { durable: false });
    const rows = await store.read(({ db, t }) =>
      db
        .select({ codeHash: t.jlisCodes.codeHash, notice: t.jlisNotices })
        .from(t.jlisNotices)
        .innerJoin(t.jlisCodes, eq(t.jlisCodes.personId, t.jlisNotices.personId)),
    );
    await store.close();
    const notices = new Map<string, (typeof rows)[number]['notice'][]>();
    for (const { codeHash, notice } of rows) notices.set(codeHash, [...(notices.get(codeHash) ?? []), notice]);
    return new Map(
      [...notices].map(([codeHash, of]) => [
        codeHash,
        residencesOf(of).map(({ municipalityCode: town, from, to }) => ({ town, from, to })),
      ]),
    );
  }

  async checkResidences(): Promise<void> {
    const [old, present] = [await this.periodsIn(CHOFU), await this.periodsIn(FUJISAWA)];
    const known = await this.knownToJlis();
    const cipher = createCipher(this.world.services.config.dataKey);
    for (const { family, course: one } of this.lives) {
      for (const code of codesOf(family)) {
        const periods = [...(old.get(code) ?? []), ...(present.get(code) ?? [])];
        expect(overlaps(periods)).toEqual([]);
        expect(joined(known.get(cipher.lookup(code)) ?? [])).toEqual(joined(periods));
        const [now] = periods.filter(({ to }) => to === undefined);
        const lives = one.cancelled === 'no' && !one.returns ? FUJISAWA : CHOFU;
        expect(now?.town).toBe(lives);
        expect((await this.world.nation?.jlis.personOf(code))?.municipalityCode).toBe(lives);
      }
    }
  }

  /** Nothing is left over, nobody is there twice. */
  async checkOffices(): Promise<void> {
    for (const code of [CHOFU, FUJISAWA]) {
      const { juki, mailroom } = townOf(this.world, code);
      expect(await juki.workItems(this.world.access(code, '要対応の確認'))).toEqual([]);
      expect(await mailroom.unreadable()).toEqual([]);
      expect(await mailroom.deadLetters()).toEqual([]);
      for (const { name } of this.lives.flatMap(({ family }) => family.persons)) {
        const query = { name: name.full, includeRemoved: true };
        const found = await juki.findResidents(query, this.world.access(code, '二重登録の確認'));
        expect(found.residents.filter((row) => row.name.full === name.full).length).toBeLessThanOrEqual(1);
      }
    }
  }
}
