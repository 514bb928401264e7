import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion, sentence } from '#app/office/drafts/forms.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Button, Heading, pageTitle, TextArea } from '#app/ui/index.ts';

/** The same words for every ground that the office does not tell online (支援措置 among them). */
const NEUTRAL =
  'この届出はオンラインでは処理できません。お手数ですが、本人確認書類をお持ちのうえ、窓口へお越しください。';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data?.cancel ? '取消に応じない' : '却下', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const page = await office.applications.page(officer, args.params.receipt ?? '');
    const back = `/office/${town.code}/applications/${page.receiptNumber}`;
    const cancel = page.acts.some(({ act }) => act === 'refuseCancel');
    if (!cancel && !page.acts.some(({ act }) => act === 'refuse')) throw redirect(back);
    const failed = page.work.checks.filter((check) => check.state === 'failed').map((check) => check.sentence);
    return {
      frame: frame('applications'),
      back,
      cancel,
      isProtected: page.protectedHousehold,
      receiptNumber: page.receiptNumber,
      version: page.version,
      suggestion: cancel
        ? (page.work.engineRefusal?.sentence ?? '')
        : page.protectedHousehold
          ? NEUTRAL
          : failed.join('\n'),
    };
  });
}

const Refusing = z.object({ version: ScreenVersion, reason: sentence('理由を書いてください。') });

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Refusing);
    if ('errors' in form) return data<Answer>(form, 400);
    const receiptNumber = args.params.receipt ?? '';
    const screen = { receiptNumber, version: form.read.version, officer };
    const page = await office.applications.page(officer, receiptNumber);
    const cancel = page.acts.some(({ act }) => act === 'refuseCancel');
    // Whatever was typed, the resident of a protected household reads the neutral sentence.
    const reason = page.protectedHousehold && !cancel ? NEUTRAL : form.read.reason;
    const outcome = cancel
      ? await office.applications.refuseCancel(screen, reason)
      : await office.applications.refuse(screen, reason);
    if (!outcome.accepted) return data<Answer>({ refusal: outcome.refusal }, 409);
    return redirect(`/office/${town.code}/applications/${receiptNumber}`);
  });
}

export default function Refusal() {
  const { frame, back, cancel, isProtected, receiptNumber, version, suggestion } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const typed = answer?.typed?.reason;
  const title = cancel ? '取消に応じない' : '却下する';
  return (
    <OfficePage frame={frame} answer={answer} isProtected={isProtected}>
      <BackLink href={back}>申請に戻る</BackLink>
      <Heading>
        {title}（{receiptNumber}）
      </Heading>
      <p className="mt-2">
        {cancel
          ? '転出の処理はそのまま残ります。理由は届出人のマイナポータルに届きます。'
          : 'この申請の処理を終えます。理由は届出人のマイナポータルに届きます。'}
      </p>
      <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
        <input type="hidden" name="version" value={version} />
        <TextArea
          label="届出人への理由"
          name="reason"
          required
          rows={5}
          maxLength={500}
          readOnly={isProtected && !cancel}
          support={
            isProtected && !cancel
              ? 'この世帯への返事は、どの理由でも同じ文にします。'
              : 'なぜできないか、代わりに何をすればよいかを書いてください。'
          }
          error={answer?.errors?.reason}
          defaultValue={typeof typed === 'string' ? typed : suggestion}
        />
        <div>
          <Button size="md" variant="danger">
            {title}
          </Button>
        </div>
      </form>
    </OfficePage>
  );
}
