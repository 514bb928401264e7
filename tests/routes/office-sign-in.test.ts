import type { LoaderFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as home from '#app/routes/office.$town._index.tsx';
import * as account from '#app/routes/office.$town.account._index.tsx';
import * as authenticator from '#app/routes/office.$town.account.authenticator.tsx';
import * as heldForm from '#app/routes/office.$town.held-forms.$form.tsx';
import * as officers from '#app/routes/office.$town.officers._index.tsx';
import * as officerPage from '#app/routes/office.$town.officers.$officer.tsx';
import * as newOfficer from '#app/routes/office.$town.officers.new.tsx';
import * as permissions from '#app/routes/office.$town.permissions.tsx';
import * as residents from '#app/routes/office.$town.residents._index.tsx';
import * as signIn from '#app/routes/office.$town.sign-in.tsx';
import { officeBrowser } from '#tests/support/office-story.ts';
import {
  codeAt,
  equipped,
  MINUTE,
  type OfficerWorld,
  openOfficerWorld,
  PASSWORD,
} from '#tests/support/officer-world.ts';
import { CHOFU } from '#tests/support/story.ts';

vi.setConfig({ testTimeout: 60_000 });

let one: OfficerWorld;
beforeAll(async () => {
  one = await openOfficerWorld({ environment: { DEMO: '0' } });
});
afterAll(() => one.close());

const town = { town: CHOFU };
const base = `/office/${CHOFU}`;

interface RouteModule {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: (args: LoaderFunctionArgs) => unknown;
}

/** A browser that keeps its cookie, as the real one. */
function browser() {
  let cookie = '';
  return async (
    route: RouteModule,
    path: string,
    params: Record<string, string>,
    form?: Record<string, string | string[]>,
  ) => {
    const body = form && new URLSearchParams(Object.entries(form).flatMap(([n, v]) => [v].flat().map((x) => [n, x])));
    const request = new Request(`http://localhost${path}`, {
      headers: cookie ? { Cookie: cookie } : {},
      ...(body ? { method: 'POST', body } : {}),
    });
    const args = { request, params, context: { services: one.world.services, nonce: '' } } as unknown;
    const run = form ? route.action : route.loader;
    let answer: unknown;
    try {
      answer = await run?.(args as LoaderFunctionArgs);
    } catch (thrown) {
      if (!(thrown instanceof Response)) throw thrown;
      answer = thrown;
    }
    if (answer instanceof Response) {
      const set = answer.headers.get('Set-Cookie');
      if (set) cookie = set.split(';')[0] ?? '';
      return { status: answer.status, location: answer.headers.get('Location') ?? '', data: undefined };
    }
    const wrapped = answer as { data?: unknown; init?: { status?: number }; type?: string };
    const isWrapped = wrapped?.type === 'DataWithResponseInit';
    // biome-ignore lint/suspicious/noExplicitAny: every route has its own data.
    const data: any = isWrapped ? wrapped.data : answer;
    return { status: isWrapped ? (wrapped.init?.status ?? 200) : 200, location: '', data };
  };
}

describe('本番の環境のサインイン', () => {
  it('役割を押すだけでは入れず、職員の名前も見せない', async () => {
    const go = browser();
    const page = await go(signIn, `${base}/sign-in`, town);
    expect(page.data).toMatchObject({ demo: false, officers: [] });
    const { id } = one.world.officer(CHOFU, 'desk');
    expect((await go(signIn, `${base}/sign-in`, town, { officer: id, next: base })).status).toBe(403);
    const empty = await go(signIn, `${base}/sign-in`, town, { id: '', password: '' });
    expect(empty).toMatchObject({ status: 400, data: { errors: { id: [expect.any(String)] } } });
  });

  it('仮のパスワードから、自分のパスワードと認証アプリを決めて、仕事を始める', async () => {
    const go = browser();
    const { id } = one.world.officer(CHOFU, 'reviewer');
    const { password } = await one.office.officers.issueByCommand({ id });
    const first = await go(signIn, `${base}/sign-in`, town, { id, password, code: '', next: `${base}/applications` });
    expect(first).toMatchObject({ status: 302, location: `${base}/account` });
    // Nothing else opens before the setup is done.
    expect(await go(home, base, town)).toMatchObject({ status: 302, location: `${base}/account` });
    const change = { act: 'password', current: password, next: PASSWORD };
    expect(await go(account, `${base}/account`, town, { ...change, again: 'x' })).toMatchObject({
      status: 400,
      data: { errors: { again: [expect.any(String)] } },
    });
    expect((await go(account, `${base}/account`, town, { ...change, again: PASSWORD })).status).toBe(302);
    const { data } = await go(authenticator, `${base}/account/authenticator`, town);
    const reloaded = await go(authenticator, `${base}/account/authenticator`, town);
    expect(reloaded.data.enrolment).toEqual(data.enrolment);
    expect(data.enrolment.uri).toContain('otpauth://totp/');
    const wrong = await go(authenticator, `${base}/account/authenticator`, town, { code: '12345' });
    expect(wrong.status).toBe(409);
    const code = codeAt(data.enrolment.secret, one.now());
    const done = await go(authenticator, `${base}/account/authenticator`, town, { code });
    expect(done.data.codes).toHaveLength(10);
    expect((await go(home, base, town)).status).toBe(200);
    expect((await go(account, `${base}/account`, town)).data.page).toMatchObject({
      authenticator: true,
      password: 'own',
    });
  });

  it('間違えると何をすればよいかだけを言い、入力した職員番号は残る', async () => {
    const go = browser();
    const { id } = one.world.officer(CHOFU, 'counter');
    await equipped(one, one.world.officer(CHOFU, 'counter'));
    const typed = { id, password: 'ちがう', code: '123456' };
    const answer = await go(signIn, `${base}/sign-in`, town, typed);
    expect(answer).toMatchObject({ status: 401, data: { id } });
    const nobody = await go(signIn, `${base}/sign-in`, town, { ...typed, id: 'no-one' });
    expect(nobody.data.errors).toEqual(answer.data.errors);
    await go(signIn, `${base}/sign-in`, town, typed);
    await go(signIn, `${base}/sign-in`, town, typed);
    const waiting = await go(signIn, `${base}/sign-in`, town, typed);
    expect(waiting.status).toBe(429);
    expect(waiting.data.errors.password[0]).toMatch(/あと30秒待ってから/);
  });
});

describe('終わったセッション', () => {
  it('送ろうとした入力は預かり、本人のサインインの後に続きから送れる。ほかの職員には見えない', async () => {
    const go = browser();
    const desk = one.world.officer(CHOFU, 'desk');
    const { secret } = await equipped(one, desk);
    const enter = (extra: Record<string, string> = {}) =>
      go(signIn, `${base}/sign-in`, town, {
        id: desk.id,
        password: PASSWORD,
        code: codeAt(secret, one.now()),
        ...extra,
      });
    expect((await enter()).location).toBe(base);
    one.wait(31 * MINUTE);
    const form = { name: '佐藤　健司', reason: '窓口の届出のため', detail: '長い入力' };
    const sent = await go(residents, `${base}/residents`, town, form);
    const held = new URL(sent.location, 'http://localhost').searchParams.get('held') ?? '';
    expect(sent).toMatchObject({ status: 302, location: expect.stringContaining(`${base}/sign-in?`) });
    expect(sent.location).not.toContain('佐藤');
    expect((await go(signIn, sent.location, town)).data).toMatchObject({ ended: true, held });
    const stranger = officeBrowser(one.world, one.world.officer(CHOFU, 'reception'));
    const path = `${base}/held-forms/${held}`;
    expect((await stranger.load(heldForm, path, { ...town, form: held })).data.form).toBeNull();
    expect((await enter({ held })).location).toBe(path);
    const page = await go(heldForm, path, { ...town, form: held });
    expect(page.data.form).toMatchObject({ path: `${base}/residents`, fields: Object.entries(form) });
    const again = await go(residents, page.data.form.path, town, form);
    expect(again.location).toContain('/residents?lookup=');
    expect(await go(heldForm, path, { ...town, form: held }, {})).toMatchObject({ location: `${base}/residents` });
    expect((await go(heldForm, path, { ...town, form: held })).data.form).toBeNull();
  });

  it('停止された職員は、開いていた画面の次の操作でサインインに送られる', async () => {
    const target = one.world.officer(CHOFU, 'approver');
    const working = officeBrowser(one.world, target);
    expect((await working.load(home, base, town)).status).toBe(200);
    const administrator = officeBrowser(one.world, one.world.officer(CHOFU, 'administrator'));
    const params = { ...town, officer: target.id };
    const path = `${base}/officers/${target.id}`;
    const { data } = await administrator.load(officerPage, path, params);
    const press = { act: 'active', version: data.page.version, active: 'no' };
    expect((await administrator.press(officerPage, path, params, press)).status).toBe(302);
    expect((await working.load(home, base, town)).location).toMatch(/sign-in\?next=/);
    expect((await administrator.press(officerPage, path, params, press)).status).toBe(409);
  });
});

describe('職員の管理の画面', () => {
  const as = (slug: string) => officeBrowser(one.world, one.world.officer(CHOFU, slug));

  it('管理の職員が登録し、住民記録の管理の職員が承認すると、仮のパスワードが一度だけ出る', async () => {
    const form = { id: 'shinjin', name: '新人　太郎', officeCode: 'honcho', roles: ['section'], sections: [] };
    const missing = await as('administrator').press(newOfficer, `${base}/officers/new`, town, form);
    expect(missing).toMatchObject({ status: 400, data: { errors: { sections: [expect.any(String)] } } });
    const strange = { ...form, roles: ['counter'], officeCode: 'nowhere' };
    expect((await as('administrator').press(newOfficer, `${base}/officers/new`, town, strange)).status).toBe(400);
    const right = { ...form, roles: ['counter', 'reception'] };
    const created = await as('administrator').press(newOfficer, `${base}/officers/new`, town, right);
    expect(created.location).toBe(`${base}/officers/shinjin`);
    expect((await as('administrator').press(newOfficer, `${base}/officers/new`, town, right)).status).toBe(409);
    const params = { ...town, officer: 'shinjin' };
    const path = `${base}/officers/shinjin`;
    const { data } = await as('registry').load(officerPage, path, params);
    const approve = { act: 'approve', request: data.page.request.id };
    expect((await as('administrator').press(officerPage, path, params, approve)).status).toBe(409);
    const approved = await as('registry').press(officerPage, path, params, approve);
    expect(approved.data.password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
    expect((await as('registry').press(officerPage, path, params, approve)).status).toBe(409);
    expect(JSON.stringify(await as('registry').load(officerPage, path, params))).not.toContain(approved.data.password);
    const all = await as('administrator').load(officers, `${base}/officers?show=request`, town);
    expect(all.data.lines).toEqual([]);
  });

  it('新しい職員の役割は、別のシステム管理の職員が確認するまで付かない', async () => {
    const params = { ...town, officer: 'shinjin' };
    const path = `${base}/officers/shinjin`;
    const waiting = await as('administrator2').load(officers, `${base}/officers?show=posting`, town);
    expect(waiting.data.lines).toMatchObject([{ id: 'shinjin', roles: '役割なし' }]);
    const { data } = await as('administrator2').load(officerPage, path, params);
    const { version, posting } = data.page;
    const confirm = { act: 'confirmPosting', request: posting.id, version };
    expect((await as('administrator').press(officerPage, path, params, confirm)).status).toBe(409);
    expect((await as('registry').press(officerPage, path, params, confirm)).status).toBe(403);
    expect((await as('administrator2').press(officerPage, path, params, confirm)).status).toBe(302);
    expect((await as('administrator2').press(officerPage, path, params, confirm)).status).toBe(409);
    const after = (await as('administrator2').load(officerPage, path, params)).data.page;
    expect(after.officer.roles).toEqual(['counter', 'reception']);
    const form = {
      act: 'posting',
      version: after.version,
      name: '新人　太郎',
      officeCode: 'honcho',
      roles: ['auditor'],
    };
    const silent = await as('administrator').press(officerPage, path, params, { ...form, sections: [] });
    expect(silent).toMatchObject({ status: 400, data: { errors: { why: ['変える理由を入力してください。'] } } });
    const asked = { ...form, sections: [], why: '監査に移るため' };
    expect((await as('administrator').press(officerPage, path, params, asked)).status).toBe(302);
    const again = (await as('administrator2').load(officerPage, path, params)).data.page;
    expect(again).toMatchObject({ officer: { roles: after.officer.roles }, posting: { reason: '監査に移るため' } });
    const drop = { act: 'dropPosting', request: again.posting.id };
    expect((await as('administrator2').press(officerPage, path, params, drop)).status).toBe(302);
  });

  it('権限の表は、管理と監査の職員だけが見る', async () => {
    for (const slug of ['administrator', 'auditor', 'reviewer', 'counter', 'registry']) {
      const { status } = await as(slug).load(permissions, `${base}/permissions`, town);
      expect([slug, status]).toEqual([slug, ['administrator', 'auditor'].includes(slug) ? 200 : 403]);
    }
    const { data } = await as('auditor').load(permissions, `${base}/permissions`, town);
    expect(data.groups.length).toBe(5);
    expect(JSON.stringify(data.groups)).not.toContain('"label":""');
  });
});
