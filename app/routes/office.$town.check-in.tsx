import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk, orSilent } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/drafts/forms.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { AnswerBanner, OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Button, Heading, pageTitle, TextField } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('QRコードで受け付ける', data?.frame.town.name) },
];

const Form = z.object({ token: sentence('QRコードを読み取ってください。', 400) });

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ officer, town, frame }) => {
    if (!mayDo('startArrival', officer, town)) throw new Response('Forbidden', { status: 403 });
    return { frame: frame('visitors'), back: `/office/${town.code}/visitors` };
  });
}

/** The token is posted, so that no address keeps it. */
export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Form);
    if ('errors' in form) return data<Answer>(form, { status: 400 });
    const opened = await orSilent(() => office.counter.checkInByToken(officer, form.read.token));
    if ('silent' in opened) return data<Answer>({ silent: opened.silent }, { status: 503 });
    if (!opened.accepted) return data<Answer>({ refusal: opened.refusal }, { status: 409 });
    const { caseId, isAwaited } = opened.value;
    return redirect(`/office/${town.code}/arrivals/${caseId}${isAwaited ? '/check-in' : ''}`);
  });
}

export default function CheckInByCode() {
  const { frame, back } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <OfficePage frame={frame}>
      <BackLink href={back} />
      <AnswerBanner answer={answer} />
      <Heading>QRコードで受け付ける</Heading>
      <p className="mt-4">来庁した方のQRコードを読み取ると、その方の予約を開きます。本人確認は、次の画面で行います。</p>
      <form method="post" noValidate className="mt-6 flex max-w-text flex-col gap-4">
        <TextField
          label="QRコードの内容"
          name="token"
          required
          autoComplete="off"
          fieldSize="s"
          support="読取機はここに文字を入れます。手で入力することもできます。"
          error={answer?.errors?.token?.[0]}
        />
        <div>
          <Button type="submit" size="md">
            予約を開く
          </Button>
        </div>
      </form>
    </OfficePage>
  );
}
