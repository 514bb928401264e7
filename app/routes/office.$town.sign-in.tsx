import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { townOf } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { rolesWord } from '#app/office/officers/role-words.ts';
import { waitWord } from '#app/office/officers/sign-in-words.ts';
import { PasswordSignIn } from '#app/office/screens/password-sign-in.tsx';
import { PressSignIn } from '#app/office/screens/press-sign-in.tsx';
import {
  Disclosure,
  ErrorSummary,
  Heading,
  listErrors,
  NotificationBanner,
  OfficeFrame,
  pageTitle,
} from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('職員のサインイン') }];

/** Where one wanted to go: only into the own town's pages. */
function safeNext(next: string | null | undefined, townCode: string): string {
  const home = `/office/${townCode}`;
  return next && (next === home || next.startsWith(`${home}/`)) ? next : home;
}

export async function loader(args: LoaderFunctionArgs) {
  const { town, office } = townOf(args);
  const { sessions, config } = args.context.services;
  const { searchParams } = new URL(args.request.url);
  const officers = config.demo ? await office.roll.list() : [];
  return {
    town: { code: town.code, name: town.name },
    demo: config.demo,
    // Without the demo nobody signs in by a press.
    officers: officers
      .filter(({ active }) => active)
      // Who does the daily work alone comes first.
      .sort((one, other) => other.roles.length - one.roles.length)
      .map(({ id, name, roles, officeCode }) => ({
        id,
        name,
        roles: rolesWord(roles),
        office: town.offices.find((one) => one.code === officeCode)?.name ?? '',
      })),
    next: safeNext(searchParams.get('next'), town.code),
    held: searchParams.get('held') ?? '',
    ended: searchParams.has('ended') || (await sessions.officer.hasEnded(args.request)),
  };
}

const Way = { next: z.string().max(500).optional(), held: z.union([z.uuid(), z.literal('')]).optional() };
const Press = z.object({ officer: z.string().max(40), ...Way });
const Password = z.object({
  id: z.string({ error: '職員番号を入力してください。' }).trim().min(1, '職員番号を入力してください。').max(40),
  password: z.string({ error: 'パスワードを入力してください。' }).min(1, 'パスワードを入力してください。').max(200),
  code: z.string().max(40).default(''),
  ...Way,
});

export async function action(args: ActionFunctionArgs) {
  const { town, office } = townOf(args);
  const { config, sessions } = args.context.services;
  const device = args.request.headers.get('User-Agent') ?? '';
  const lead = async (
    { officerId, token }: { officerId: string; token: string },
    { next, held }: { next?: string | undefined; held?: string | undefined },
    setup = false,
  ) => {
    const home = safeNext(next, town.code);
    const resumed = held ? `/office/${town.code}/held-forms/${held}` : home;
    return redirect(setup ? `/office/${town.code}/account` : resumed, {
      headers: { 'Set-Cookie': await sessions.officer.commit({ officerId, townCode: town.code, token }) },
    });
  };
  const copy = args.request.clone();
  const fields = await args.request.formData();
  if (fields.has('officer') || (config.demo && !fields.has('id'))) {
    if (!config.demo) throw new Response('Forbidden', { status: 403 });
    const form = await readForm(copy, Press);
    const inside = 'read' in form ? await office.access.signInByPress(form.read.officer, device) : undefined;
    if (!inside || 'errors' in form) return data({ errors: { officer: ['職員を選んでください。'] }, id: '' }, 400);
    return lead(inside, form.read);
  }
  const form = await readForm(copy, Password);
  if ('errors' in form) return data({ errors: form.errors, id: String(form.typed.id ?? '') }, 400);
  const answer = await office.access.signIn({ ...form.read, device });
  if ('signedIn' in answer) return lead(answer.signedIn, form.read, answer.signedIn.stage === 'setup');
  return data({ errors: { password: [waitWord(answer)] }, id: form.read.id }, answer.refused ? 401 : 429);
}

export default function SignIn() {
  const { town, demo, officers, next, held, ended } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const way = { next, held };
  const errors: Record<string, string[]> = answer?.errors ?? {};
  const form = <PasswordSignIn way={way} errors={errors} id={answer?.id ?? ''} />;
  return (
    <OfficeFrame town={town}>
      {answer ? <ErrorSummary errors={listErrors(errors)} /> : null}
      {ended ? (
        <NotificationBanner kind="info" title="サインインの時間が終わりました">
          <p>もう一度サインインしてください。確定した処理はすべて残っています。</p>
          {held ? <p>送ろうとした入力も預かっています。サインインすると、続きから送れます。</p> : null}
        </NotificationBanner>
      ) : null}
      <Heading>{town.name}の職員としてサインイン</Heading>
      {demo ? (
        <>
          <PressSignIn officers={officers} way={way} />
          <Disclosure
            summary="パスワードと認証アプリでサインインする（本番の方法）"
            className="mt-8"
            open={'id' in errors || 'password' in errors}
          >
            <p>「職員」の画面でパスワードを発行した職員は、ここからもサインインできます。</p>
            {form}
          </Disclosure>
        </>
      ) : (
        form
      )}
    </OfficeFrame>
  );
}
