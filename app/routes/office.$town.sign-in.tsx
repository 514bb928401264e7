import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { townOf } from '#app/office/desk.server.ts';
import { rolesWord } from '#app/office/role-words.ts';
import {
  Button,
  ErrorSummary,
  Heading,
  listErrors,
  NotificationBanner,
  OfficeFrame,
  pageTitle,
} from '#app/ui/index.ts';

export const meta: MetaFunction = () => [{ title: pageTitle('職員のサインイン') }];

/** Where one wanted to go: only into the own town's pages. */
function safeNext(next: FormDataEntryValue | null, townCode: string): string {
  const home = `/office/${townCode}`;
  return typeof next === 'string' && (next === home || next.startsWith(`${home}/`)) ? next : home;
}

export async function loader(args: LoaderFunctionArgs) {
  const { town, office } = townOf(args);
  const { sessions, config } = args.context.services;
  const url = new URL(args.request.url);
  return {
    town: { code: town.code, name: town.name },
    // Without the demo nobody signs in by a press: production needs an identity provider of its own.
    officers: config.demo
      ? office.officers.map(({ id, name, roles, officeCode }) => ({
          id,
          name,
          roles: rolesWord(roles),
          office: town.offices.find((one) => one.code === officeCode)?.name ?? '',
        }))
      : [],
    next: safeNext(url.searchParams.get('next'), town.code),
    ended: await sessions.officer.hasEnded(args.request),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { town, office } = townOf(args);
  const { sessions, config } = args.context.services;
  if (!config.demo) throw new Response('Forbidden', { status: 403 });
  const form = await args.request.formData();
  const officer = office.officers.find((one) => one.id === form.get('officer'));
  if (!officer) return data({ errors: { officer: ['職員を選んでください。'] } }, 400);
  return redirect(safeNext(form.get('next'), town.code), {
    headers: { 'Set-Cookie': await sessions.officer.commit({ officerId: officer.id, townCode: town.code }) },
  });
}

export default function SignIn() {
  const { town, officers, next, ended } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OfficeFrame town={town}>
      {answer ? <ErrorSummary errors={listErrors(answer.errors)} /> : null}
      {ended ? (
        <NotificationBanner kind="info" title="しばらく操作がなかったため、サインアウトしました">
          <p>もう一度サインインしてください。確定した処理はすべて残っています。</p>
        </NotificationBanner>
      ) : null}
      <Heading>{town.name}の職員としてサインイン</Heading>
      {officers.length > 0 ? (
        <>
          <p className="mt-2">架空の職員です。役割を選んで押すと、すぐにサインインします。</p>
          <ul className="mt-6 grid gap-3 md:grid-cols-2 lg:grid-cols-3" id="officer">
            {officers.map((officer) => (
              <li key={officer.id} className="rounded-8 border border-solid-gray-420 p-4">
                <form method="post" className="flex h-full flex-col justify-between gap-3">
                  <div>
                    <p className="text-dns-17B-130">{officer.roles}</p>
                    <p className="mt-1">
                      {officer.name}（{officer.office}）
                    </p>
                  </div>
                  <input type="hidden" name="officer" value={officer.id} />
                  <input type="hidden" name="next" value={next} />
                  <Button size="md">
                    サインイン
                    <span className="sr-only">
                      （{officer.name}、{officer.roles}）
                    </span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="mt-4">
          この環境では、役割を押すだけのサインインはできません。所属の認証基盤からサインインしてください。
        </p>
      )}
    </OfficeFrame>
  );
}
