import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { log } from '#app/log.server.ts';
import { individualNumberCheckDigit } from '#app/vocabulary/identifiers.ts';
import { DEMO_FAMILIES } from '#db/fixtures/families.ts';
import { residentRecordCodeOf } from '#db/fixtures/records.ts';
import { leaksIn, type Secret, seededSecrets } from '#tests/support/leaks.ts';
import {
  CHOFU,
  DESTINATIONS,
  FUJISAWA,
  familyOf,
  fileMovingOut,
  moveBetweenTowns,
  NAKA,
  numbersOf,
  perform,
  settleFully,
  today,
  townOf,
  travelDays,
} from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

/** What the process logs, as it would leave it; the stream of the real logger is read. */
const { written } = vi.hoisted(() => ({ written: [] as string[] }));
vi.mock('pino', async (original) => {
  const { pino } = await original<typeof import('pino')>();
  const stream = { write: (line: string) => void written.push(line) };
  return { pino: Object.assign((options: object) => pino(options, stream), pino) };
});

const TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'addressee%'";

describe('番号は保存される所のどこにも平文で残らない（番号法第12条、住民基本台帳法第30条の24）', () => {
  let world: World;
  const secrets: Secret[] = [];

  beforeAll(async () => {
    for (const method of ['log', 'info', 'warn', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => void written.push(inspect(parts)));
    }
    log.level = 'trace';
    world = await openWorld();
    await collectSecrets();
    await wholeStory();
  }, 300_000);
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    vi.restoreAllMocks();
  });

  async function collectSecrets(): Promise<void> {
    const { nation } = world;
    secrets.push(...(await seededSecrets(async (code) => (await nation?.jlis.individualNumberOf(code)) ?? '')));
  }

  /** Everything that leaves traces: moves with and without faults, 取消, refusals, drafts that wait, errors. */
  async function wholeStory(): Promise<void> {
    await moveBetweenTowns(world, familyOf('sato'), (moment) => {
      if (moment === 'before' || moment === 'registered') {
        world.nation?.faults.set('jlis', { duplicate: true, lost: true, times: 3 });
      }
    });
    const foreign = DEMO_FAMILIES.find(
      ({ townCode, movedHere, persons }) =>
        townCode === CHOFU &&
        !movedHere &&
        persons.some(({ foreignStatus }) => foreignStatus?.cardNumber) &&
        persons.every(({ protectiveMeasure }) => !protectiveMeasure),
    );
    if (!foreign) throw new Error('no foreign family');
    await moveBetweenTowns(world, foreign);
    await fileMovingOut(world, familyOf('ito'), { plannedOn: today(world), destination: DESTINATIONS[NAKA] });
    const { movingOutId = '' } = await fileMovingOut(world, familyOf('watanabe'), { plannedOn: today(world) });
    await settleFully(world);
    await perform(world, CHOFU, {
      kind: 'CancelMovingOut',
      movingOutId,
      movers: numbersOf(familyOf('watanabe')),
      reason: '申出による',
    });
    await refusedActs();
    world.nation?.faults.set('jlis', { down: true });
    await fileMovingOut(world, familyOf('tanaka'), { plannedOn: today(world) });
    await world.settle();
    await travelDays(world, 7);
    world.nation?.faults.clear();
    await settleFully(world);
    await brokenNeighbour();
  }

  /** A database that fails while a number is on its way: what the driver says about the query must not reach the log. */
  async function brokenNeighbour(): Promise<void> {
    await moveBetweenTowns(world, familyOf('nakamura'), (moment) => {
      if (moment !== 'counter') return;
      const database = new Database(join(world.services.config.dataDir, `addressee-${FUJISAWA}.db`));
      for (const name of database.prepare(TABLES).pluck().all()) {
        database.exec(`ALTER TABLE "${name}" RENAME TO "lost_${name}"`);
      }
      database.close();
    });
  }

  /** Errors are where numbers like to hide. */
  async function refusedActs(): Promise<void> {
    const again = fileMovingOut(world, familyOf('sato'), { plannedOn: today(world) });
    await expect(again).rejects.toThrow('E14');
    const { juki } = townOf(world, FUJISAWA);
    const counter = world.access(FUJISAWA, '転入届の受付');
    const unknown = await juki.requestCertificate(residentRecordCodeOf('sato-kenji'), NAKA, counter);
    expect(unknown.result).not.toBe('answered');
  }

  function files(): { name: string; bytes: Buffer }[] {
    const { dataDir } = world.services.config;
    return readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
  }

  it('検査する番号は四種類ともあり、すべての住民のものである', () => {
    const persons = DEMO_FAMILIES.reduce((sum, family) => sum + family.persons.length, 0);
    const count = (kind: Secret['kind']) => secrets.filter((secret) => secret.kind === kind).length;
    expect(count('個人番号')).toBe(persons);
    expect(count('住民票コード')).toBe(persons);
    expect(count('基礎年金番号')).toBeGreaterThan(20);
    expect(count('在留カード番号')).toBeGreaterThan(0);
    for (const { kind, value } of secrets) {
      if (kind === '個人番号') expect(individualNumberCheckDigit(value.slice(0, 11))).toBe(value.slice(11));
    }
  });

  it('データベースのどのファイルの、どのバイトにもない（-wal も含む）', () => {
    const found = files();
    const names = found.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['portal.db', `town-${CHOFU}.db`, `addressee-${FUJISAWA}.db`, 'national.db', 'demo.db']),
    );
    expect(names.some((name) => name.endsWith('-wal'))).toBe(true);
    const leaks = found.flatMap(({ name, bytes }) => leaksIn(bytes, secrets).map((leak) => `${name}: ${leak}`));
    expect(leaks).toEqual([]);
  });

  it('ログのどの行にもない', () => {
    // The failures of the last move were logged: there is something to look at.
    expect(written.join('')).toContain('saga');
    expect(leaksIn(Buffer.from(written.join('')), secrets)).toEqual([]);
  });

  it('検査そのものが効く: どの書き方で紛れ込んでも見つかる', () => {
    for (const secret of [secrets[0], secrets.find(({ kind }) => kind === '在留カード番号')]) {
      if (!secret) throw new Error('no secret');
      const { kind, person, value } = secret;
      const grouped = value.replace(/(\d{4})(?=\d)/g, '$1-');
      const hidden = [
        Buffer.from(`x${value}x`),
        Buffer.from(value, 'utf16le'),
        Buffer.from(Buffer.from(`12${value}`).toString('base64')),
        ...(kind === '在留カード番号' ? [] : [Buffer.from(grouped), Buffer.from(Buffer.from(value).toString('hex'))]),
      ];
      for (const bytes of hidden) expect(leaksIn(bytes, [secret])).toEqual([`${kind} ${person}`]);
    }
  });

  it('氏名の平文がある所でも検査は効いている: 登録簿には検索のための氏名がある', () => {
    const town = files().filter(({ name }) => name.startsWith(`town-${CHOFU}.db`));
    expect(town.some(({ bytes }) => bytes.includes(Buffer.from('佐藤')))).toBe(true);
  });
});
