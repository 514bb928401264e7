import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import type { RegisterCommand } from '#app/juki/door.ts';
import { ACTS } from '#app/office/acts/all-acts.server.ts';
import { auditWord } from '#app/office/audit-words.ts';
import { ACT_ROLES } from '#app/office/permissions.ts';
import * as menu from '#app/routes/office.$town.acts._index.tsx';
import { CHOFU as CHOFU_TOWN } from '#db/fixtures/towns.ts';
import { ACT_EXAMPLES } from '#tests/support/act-examples.ts';
import { formClerk } from '#tests/support/act-forms.ts';
import { CHOFU } from '#tests/support/story.ts';
import { openWorld, type World } from '#tests/support/world.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** Every kind of command, so that the compiler names the one that is forgotten. */
const KINDS: Record<RegisterCommand['kind'], true> = {
  RegisterMovingOut: true,
  CancelMovingOut: true,
  RegisterMovingInByCard: true,
  RegisterRelocation: true,
  RegisterHouseholdChange: true,
  RegisterBirth: true,
  RegisterRemoval: true,
  RegisterRestoration: true,
  RegisterCorrection: true,
  RegisterMovingIn: true,
  CancelChange: true,
  RegisterIndividualNumberChange: true,
  RegisterCodeChange: true,
  RegisterRewriting: true,
  RegisterNationalityChange: true,
  RegisterResidenceCard: true,
  ForwardFamilyFiling: true,
  RegisterWardMove: true,
};

/** 調布市 is no ward. */
const isOffered = (act: (typeof ACTS)[number]) => act.offered?.(CHOFU_TOWN) ?? true;

describe('異動の書式はそろっている', () => {
  it('住民記録のどの異動にも、書式か、それを行う窓口がある', () => {
    const covered = new Set(ACTS.map((act) => act.kind));
    expect(Object.keys(KINDS).filter((kind) => !covered.has(kind as RegisterCommand['kind']))).toEqual([]);
  });

  it('どの書式にも権限の表の行があり、名前は重ならない', () => {
    expect(ACTS.map((act) => act.name).toSorted()).toEqual(Object.keys(ACT_ROLES).toSorted());
    expect(new Set(ACTS.map((act) => act.title)).size).toBe(ACTS.length);
  });

  it('どの書式にも、よい例と悪い例がある', () => {
    const forms = ACTS.filter((act) => !act.elsewhere && isOffered(act)).map((act) => act.name);
    expect(ACT_EXAMPLES.map(({ act }) => act).toSorted()).toEqual(forms.toSorted());
  });

  it('操作ログの言葉が、どの異動の仮登録と本登録にもある', () => {
    for (const kind of Object.keys(KINDS)) {
      expect(auditWord(`draft${kind}`)).toMatch(/の仮登録$/);
      expect(auditWord(`register${kind}`)).toMatch(/の本登録$/);
    }
  });

  it('一覧には、役割で行える異動だけが並ぶ', async () => {
    const namesFor = async (slug: string) => {
      const { browser } = formClerk(world, slug);
      const { data } = await browser.load(menu, `/office/${CHOFU}/acts`, { town: CHOFU });
      return data.groups.flatMap(({ acts }: { acts: { name: string }[] }) => acts.map(({ name }) => name));
    };
    expect((await namesFor('desk')).toSorted()).toEqual(
      ACTS.filter(isOffered)
        .map((act) => act.name)
        .toSorted(),
    );
    const counter = await namesFor('counter');
    expect(counter).toContain('birth');
    expect(counter).not.toContain('removal-ex-officio');
    expect(counter).not.toContain('change-cancellation');
  });
});

describe('どの異動も、書式から仮登録、本登録まで行える', () => {
  test.each(ACT_EXAMPLES)('$act', async ({ act, person, typing, mistake }) => {
    const clerk = formClerk(world);
    const form = await clerk.open(act, person);
    expect(form.status).toBe(200);

    // Malformed: said beside the field, and what was typed is still there.
    const wrong = await form.send({ ...typing, ...mistake.typing });
    expect([wrong.status, Object.keys(wrong.data.errors ?? {})]).toEqual([
      400,
      expect.arrayContaining([mistake.field]),
    ]);
    const kept = JSON.stringify(wrong.data.screen.specs);
    for (const [name, value] of Object.entries(typing)) {
      if (name in mistake.typing || name.endsWith('.code')) continue;
      for (const one of Array.isArray(value) ? value : [value]) expect(kept).toContain(one);
    }

    const location = await clerk.file(act, person, typing);
    const page = await clerk.page(location);
    expect(page).toMatchObject({ state: 'provisional', title: ACTS.find((one) => one.name === act)?.title });
    expect(page.rows.length).toBeGreaterThan(0);
    expect(page.acts.map((one: { act: string }) => one.act)).toEqual(['decide', 'discard']);
    expect(await clerk.press(location, 'decide')).toMatchObject({ status: 302 });
    const done = await clerk.page(location);
    expect(done).toMatchObject({ state: 'registered', acts: [] });
    // A 9条2項通知 is about nobody of this register: then it is the message that went out.
    expect(done.registered.persons.length + done.registered.sent.length).toBeGreaterThan(0);
    await world.settle();
  });
});
