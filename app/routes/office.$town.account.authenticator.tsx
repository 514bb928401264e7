import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/drafts/forms.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import {
  BackLink,
  Button,
  ButtonLink,
  Heading,
  NotificationBanner,
  pageTitle,
  QrCode,
  TextField,
} from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('認証アプリの登録', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(
    args,
    async ({ office, officer, town, token, frame }) => {
      const account = await office.account.page(officer, token);
      if (account.password === 'none') throw redirect(`/office/${town.code}/account`);
      return {
        frame: frame('account'),
        base: `/office/${town.code}`,
        again: account.authenticator,
        enrolment: await office.account.enrolment(officer),
      };
    },
    { allowSetup: true },
  );
}

const Confirmation = z.object({
  password: z.string().max(200).default(''),
  code: sentence('認証アプリに出ている6桁を入力してください。', 20),
});

interface EnrolmentAnswer extends Answer {
  codes?: string[];
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(
    args,
    async ({ office, officer, token }) => {
      const form = await readForm(args.request, Confirmation);
      if ('errors' in form) return data<EnrolmentAnswer>({ errors: form.errors }, 400);
      const confirmed = await office.account.confirmEnrolment(officer, token, form.read);
      if (!confirmed.accepted) return data<EnrolmentAnswer>({ errors: { code: [confirmed.refusal.sentence] } }, 409);
      // Shown once, in the answer to the press, and nowhere again.
      return data<EnrolmentAnswer>({ codes: confirmed.value }, { headers: { 'Cache-Control': 'no-store' } });
    },
    { allowSetup: true },
  );
}

function RecoveryCodes({ codes, base }: { codes: readonly string[]; base: string }) {
  return (
    <>
      <NotificationBanner kind="success" title="認証アプリを登録しました" live>
        <p>
          予備のコードを紙に写すか印刷して、鍵のかかる所にしまってください。この画面を閉じると、もう表示できません。
        </p>
      </NotificationBanner>
      <Heading>予備のコード</Heading>
      <p className="mt-2">
        スマートフォンがないときに、確認コードの代わりに1つずつ使えます。使ったものは線で消してください。
      </p>
      <ul className="mt-4 grid max-w-text grid-cols-2 gap-2 font-mono text-std-20B-150">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="mt-6">
        <ButtonLink size="md" href={`${base}/account`}>
          控えました
        </ButtonLink>
      </p>
    </>
  );
}

export default function Authenticator() {
  const { frame, base, again, enrolment } = useLoaderData<typeof loader>();
  const answer = useActionData<EnrolmentAnswer>();
  if (answer?.codes) {
    return (
      <OfficePage frame={frame}>
        <RecoveryCodes codes={answer.codes} base={base} />
      </OfficePage>
    );
  }
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={`${base}/account`}>自分のアカウント</BackLink>
      <Heading>認証アプリの登録</Heading>
      <div className="mt-4 grid gap-8 md:grid-cols-[auto_1fr]">
        <div>
          <QrCode content={enrolment.uri} label="認証アプリに登録するQRコード" />
          <p className="mt-2">読み取れないときは、このキーを入力します。</p>
          <p className="mt-1 max-w-64 break-all font-mono">{enrolment.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
        </div>
        <div>
          <ol className="flex list-decimal flex-col gap-2 pl-6">
            <li>業務用のスマートフォンで認証アプリを開きます。</li>
            <li>アプリでQRコードを読み取ります。</li>
            <li>アプリに出た6桁を、下に入力します。</li>
          </ol>
          <form method="post" noValidate className="mt-6 flex max-w-text flex-col gap-4">
            {again ? (
              <TextField
                label="今のパスワード"
                name="password"
                type="password"
                required
                fieldSize="s"
                width="lg"
                autoComplete="current-password"
                error={answer?.errors?.password}
              />
            ) : null}
            <TextField
              label="確認コード（6桁）"
              name="code"
              required
              fieldSize="s"
              width="sm"
              inputMode="numeric"
              autoComplete="one-time-code"
              error={answer?.errors?.code}
            />
            <div>
              <Button size="md">登録する</Button>
            </div>
          </form>
        </div>
      </div>
    </OfficePage>
  );
}
