import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/drafts/forms.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { PASSWORD_WORDS } from '#app/office/officer-words.ts';
import { SHORTEST_PASSWORD } from '#app/office/officers/password-rules.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import {
  Button,
  ButtonLink,
  DescriptionList,
  Heading,
  NotificationBanner,
  pageTitle,
  StatusBadge,
  Table,
  TextField,
} from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('自分のアカウント', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(
    args,
    async ({ office, officer, town, token, stage, frame }) => ({
      frame: frame('account'),
      base: `/office/${town.code}`,
      stage,
      changed: new URL(args.request.url).searchParams.has('changed'),
      page: await office.account.page(officer, token),
    }),
    { allowSetup: true },
  );
}

const Change = z
  .object({
    act: z.literal('password'),
    current: sentence('今のパスワードを入力してください。', 200),
    next: sentence('新しいパスワードを入力してください。', 200),
    again: sentence('新しいパスワードをもう一度入力してください。', 200),
  })
  .refine(({ next, again }) => next === again, {
    path: ['again'],
    message: '新しいパスワードと同じものを入力してください。',
  });
const Everywhere = z.object({ act: z.literal('everywhere') });

export async function action(args: ActionFunctionArgs) {
  return atDesk(
    args,
    async ({ office, officer, town, token }) => {
      const copy = args.request.clone();
      if ('read' in (await readForm(copy, Everywhere))) {
        await office.account.signOutEverywhere(officer);
        return redirect(`/office/${town.code}/sign-in`);
      }
      const form = await readForm(args.request, Change);
      if ('errors' in form) return data<Answer>({ errors: form.errors }, 400);
      const { current, next } = form.read;
      const changed = await office.account.changePassword(officer, token, { current, next });
      if (changed.accepted) return redirect(`/office/${town.code}/account?changed=1`);
      const { code, sentence: said } = changed.refusal;
      const field = code === 'wrongPassword' || code === 'wait' ? 'current' : 'next';
      return data<Answer>({ errors: { [field]: [said] } }, code === 'wait' ? 429 : 400);
    },
    { allowSetup: true },
  );
}

type Loaded = Awaited<ReturnType<typeof loader>>;

/** 初回の設定: two steps, one after the other. */
function SetupSteps({ page }: { page: Loaded['page'] }) {
  const steps = [
    { label: '自分のパスワードを決める', done: page.password === 'own' },
    { label: '認証アプリを登録する', done: page.authenticator },
  ];
  return (
    <NotificationBanner kind="info" title="最初に、2つの設定をしてください">
      <ol className="list-decimal pl-6">
        {steps.map(({ label, done }) => (
          <li key={label}>
            {label}
            {done ? '（済み）' : ''}
          </li>
        ))}
      </ol>
      <p>両方が済むと、住民記録の仕事を始められます。</p>
    </NotificationBanner>
  );
}

function PasswordForm({ answer }: { answer: Answer | undefined }) {
  const field = (name: string, label: string, autoComplete: string, support?: string) => (
    <TextField
      label={label}
      name={name}
      type="password"
      required
      fieldSize="s"
      width="lg"
      autoComplete={autoComplete}
      support={support}
      error={answer?.errors?.[name]}
    />
  );
  return (
    <form method="post" action="?index" noValidate className="mt-3 flex max-w-text flex-col gap-4">
      <input type="hidden" name="act" value="password" />
      {field('current', '今のパスワード', 'current-password')}
      {field(
        'next',
        '新しいパスワード',
        'new-password',
        `${SHORTEST_PASSWORD}文字以上。覚えやすい言葉をいくつか並べる形でもかまいません。`,
      )}
      {field('again', '新しいパスワード（確認）', 'new-password')}
      <div>
        <Button size="md">パスワードを変える</Button>
      </div>
    </form>
  );
}

export default function Account() {
  const { frame, base, stage, changed, page } = useLoaderData<typeof loader>() as Loaded;
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      {changed && !answer ? (
        <NotificationBanner kind="success" title="パスワードを変えました" live>
          <p>ほかの端末では、もう一度サインインが必要です。</p>
        </NotificationBanner>
      ) : null}
      <Heading>自分のアカウント</Heading>
      {stage === 'setup' ? <SetupSteps page={page} /> : null}
      <div className="mt-4 grid gap-8 lg:grid-cols-2">
        <section aria-labelledby="password">
          <Heading level={2} look="s" id="password">
            パスワード
          </Heading>
          {page.password === 'none' ? (
            <p className="mt-2">
              パスワードは発行されていません。必要なときは、システム管理の職員に発行を頼んでください。
            </p>
          ) : (
            <PasswordForm answer={answer} />
          )}
        </section>
        <section aria-labelledby="authenticator">
          <Heading level={2} look="s" id="authenticator">
            サインインに使うもの
          </Heading>
          <div className="mt-2">
            <DescriptionList
              dense
              items={[
                { term: '職員番号', value: page.id },
                {
                  term: 'パスワード',
                  value: `${PASSWORD_WORDS[page.password]}${page.passwordSetAt ? `（${officeInstant(page.passwordSetAt)}）` : ''}`,
                },
                { term: '認証アプリ', value: page.authenticator ? '登録済み' : '未登録' },
                {
                  term: '予備のコード',
                  value: page.authenticator ? `残り${page.recoveryCodesLeft}個` : '認証アプリの登録のときに渡します',
                },
              ]}
            />
          </div>
          {page.authenticator && page.recoveryCodesLeft < 3 ? (
            <p className="mt-2">予備のコードが少なくなりました。認証アプリを登録し直すと、新しいコードが出ます。</p>
          ) : null}
          {page.password === 'none' ? null : (
            <p className="mt-4">
              <ButtonLink
                size="md"
                variant={page.authenticator || page.password === 'temporary' ? 'outline' : 'solid'}
                href={`${base}/account/authenticator`}
              >
                {page.authenticator ? '認証アプリを登録し直す' : '認証アプリを登録する'}
              </ButtonLink>
            </p>
          )}
        </section>
      </div>
      <section className="mt-8" aria-label="サインイン中の端末">
        <Table
          caption={`サインイン中の端末：${page.sessions.length}台`}
          dense
          rows={page.sessions}
          rowKey={(_session, index) => String(index)}
          columns={[
            {
              key: 'device',
              header: '端末',
              rowHeader: true,
              cell: (session) => (
                <span className="inline-flex flex-wrap items-center gap-2 break-all">
                  {session.device || '（不明）'}
                  {session.isThis ? <StatusBadge tone="info">この端末</StatusBadge> : null}
                </span>
              ),
            },
            { key: 'started', header: 'サインイン', cell: (session) => officeInstant(session.startedAt) },
            { key: 'seen', header: '最後の操作', cell: (session) => officeInstant(session.seenAt) },
          ]}
        />
        <form method="post" action="?index" className="mt-4">
          <input type="hidden" name="act" value="everywhere" />
          <Button size="md" variant="outline">
            すべての端末からサインアウトする
          </Button>
        </form>
      </section>
    </OfficePage>
  );
}
