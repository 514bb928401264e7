import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answerOf, atCounter, counterScreen } from '#app/office/counter/counter-route.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion, sentence } from '#app/office/drafts/forms.server.ts';
import { ActButton } from '#app/office/screens/application-decision.tsx';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { FilingPaper } from '#app/office/screens/filing-paper.tsx';
import { Button, ButtonGroup, NotificationBanner, pageTitle, Radios, TextField } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle('転入届', data?.frame.town.name) }];

export async function loader(args: LoaderFunctionArgs) {
  const screen = await counterScreen(args, 'filing');
  return atCounter(args, async ({ office, officer, caseId }) => ({
    ...screen,
    paper: await office.counter.filingOf(caseId, officer),
    unprintable: new URL(args.request.url).searchParams.has('unprintable'),
  }));
}

const Press = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('sign'),
    version: ScreenVersion,
    digest: z.string().length(64),
    method: z.enum(['pad', 'paper'], { error: '署名の方法を選んでください。' }),
    signedBy: sentence('署名した人の氏名を入れてください。', 100),
  }),
  z.object({ act: z.enum(['review', 'approve', 'register', 'discard']), version: ScreenVersion }),
]);

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const form = await readForm(args.request, Press);
    if ('errors' in form) return data<Answer>(form, 400);
    const screen = { caseId, version: form.read.version, officer };
    const press = form.read;
    if (press.act === 'sign') {
      const { signedBy, method, digest } = press;
      const next = async () => ((await office.arrivals.page(officer, caseId)).registered ? 'cards' : '');
      const answer = await answerOf(() => office.counter.signFiling(screen, { signedBy, method, digest }), base);
      if (!(answer instanceof Response)) return answer;
      const to = await next();
      answer.headers.set('Location', to ? `${base}/${to}` : base);
      return answer;
    }
    return answerOf(() => office.arrivals.step(screen, press.act), base);
  });
}

export default function Filing() {
  const { frame, base, page, paper, soleDecision, unprintable } = useLoaderData<typeof loader>() as Awaited<
    ReturnType<typeof loader>
  >;
  const answer = useActionData<Answer>();
  const name = answer?.typed?.signedBy;
  const signing = page.acts.some(({ act }) => act === 'counter');
  const steps = page.acts.filter(({ act }) => ['review', 'approve', 'register', 'discard'].includes(act));
  return (
    <CounterPage
      frame={frame}
      page={page}
      step="filing"
      title="転入届を確かめて、署名をもらいます"
      answer={answer}
      alerts
    >
      {unprintable ? (
        <NotificationBanner kind="warning" title="この届書はPDFにできません" live>
          <p>氏名などに、印刷用の書体にない字形があります。署名パッドで署名をもらうか、用紙に手で書いてください。</p>
        </NotificationBanner>
      ) : null}
      {paper ? <FilingPaper filing={paper.filing} /> : null}
      {signing && paper ? (
        <p className="mt-4">
          <a href={`${base}/filing-paper`}>届書をPDFで開く（紙に署名をもらうとき）</a>
        </p>
      ) : null}
      {signing && paper ? (
        <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
          <input type="hidden" name="version" value={page.version} />
          <input type="hidden" name="act" value="sign" />
          <input type="hidden" name="digest" value={paper.digest} />
          <Radios
            label="署名"
            name="method"
            fieldSize="s"
            inline
            required
            error={answer?.errors?.method}
            defaultValue="pad"
            options={[
              { value: 'pad', label: '署名パッド' },
              { value: 'paper', label: '印刷した届書' },
            ]}
          />
          <TextField
            label="署名した人"
            name="signedBy"
            fieldSize="s"
            width="md"
            required
            error={answer?.errors?.signedBy}
            defaultValue={typeof name === 'string' ? name : paper.filing.filer.name}
          />
          <div>
            <Button size="md">
              {soleDecision ? '署名を受けて、転入を登録する（専決）' : '署名を受けて、仮登録する'}
            </Button>
          </div>
        </form>
      ) : null}
      {!signing ? (
        <NotificationBanner kind="info" title="届書は署名済みです">
          <p>ほかの職員の処理を待っています。</p>
        </NotificationBanner>
      ) : null}
      {steps.length > 0 ? (
        <ButtonGroup>
          {steps.map(({ act, label }) => (
            <ActButton key={act} page={page} act={act} variant={act === 'discard' ? 'danger' : 'solid'}>
              {label}
            </ActButton>
          ))}
        </ButtonGroup>
      ) : null}
    </CounterPage>
  );
}
