import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Renewal } from '#app/office/cards/certificate-renewal.server.ts';
import { type Answer, atDesk, orSilent } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { CertificateState } from '#app/office/screens/certificate-state.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Button, Heading, NotificationBanner, pageTitle, TextField } from '#app/ui/index.ts';

const TITLE = '電子証明書の更新';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(TITLE, data?.frame.town.name) }];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const number = args.params.number ?? '';
    const lookup = new URL(args.request.url).searchParams.get('lookup') ?? '';
    const page = await office.certificates.page(officer, lookup, number);
    const back = `/office/${town.code}/residents/${encodeURIComponent(number)}`;
    // The search under whose reason the record was opened is over: a reason is asked for again.
    if (!page) throw redirect(back);
    const { resident, link } = page;
    return {
      frame: frame('residents'),
      back: `${back}?lookup=${encodeURIComponent(lookup)}`,
      number,
      lookup,
      name: resident.name.full || '（氏名未定）',
      isResident: resident.status === 'resident',
      isProtected: resident.protectedPerson,
      link,
    };
  });
}

type Renewed = Answer & { renewed?: true };

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer }) => {
    const form = await readForm(args.request, Renewal);
    if ('errors' in form) return data<Renewed>(form, 400);
    const { reason } = form.read;
    const outcome = await orSilent(() => office.certificates.renew(officer, args.params.number ?? '', reason));
    if ('silent' in outcome) return data<Renewed>({ silent: outcome.silent, typed: { reason } }, 503);
    if (!outcome.accepted) return data<Renewed>({ refusal: outcome.refusal, typed: { reason } }, 409);
    return data<Renewed>({ renewed: true });
  });
}

export default function Certificate() {
  const { frame, back, number, lookup, name, isResident, isProtected, link } = useLoaderData<typeof loader>();
  const answer = useActionData<Renewed>();
  const reason = typeof answer?.typed?.reason === 'string' ? answer.typed.reason : '';
  return (
    <OfficePage frame={frame} answer={answer} isProtected={isProtected}>
      <BackLink href={back}>住民の画面</BackLink>
      <Heading>{TITLE}</Heading>
      {answer?.renewed ? (
        <div className="mt-4 max-w-page">
          <NotificationBanner kind="success" title="J-LISに照会し、紐付を改めました" live>
            <p>
              {link.state === 'linked'
                ? 'この方は、今の利用者証明用電子証明書で特定できます。前の証明書では特定されません。'
                : 'この方は、有効な利用者証明用電子証明書をお持ちでありません。'}
            </p>
          </NotificationBanner>
        </div>
      ) : null}
      <div className="mt-4 max-w-page">
        <CertificateState name={name} number={number} link={link} />
      </div>
      {isResident ? (
        <section className="mt-8 max-w-text" aria-labelledby="ask">
          <Heading level={2} look="dense" id="ask">
            今の証明書をJ-LISに照会する
          </Heading>
          <p className="mt-2">
            証明書の発行・更新・失効は、公的個人認証の統合端末で行います。済んだ後にここで照会すると、J-LISの通知を待たずに紐付が改まります。
          </p>
          <form method="post" className="mt-4 flex flex-col gap-4" noValidate>
            <input type="hidden" name="lookup" value={lookup} />
            <TextField
              label="照会の理由"
              name="reason"
              required
              fieldSize="s"
              support="例：有効期限のため、窓口で利用者証明用電子証明書を更新した。操作ログに残ります。"
              error={answer?.errors?.reason}
              defaultValue={reason}
            />
            <div>
              <Button size="md">照会して紐付を改める</Button>
            </div>
          </form>
        </section>
      ) : (
        <div className="mt-6 max-w-page">
          <NotificationBanner kind="info" title="この方の証明書は、この市区町村からは照会できません">
            <p>消除された方です。今の住所の市区町村の窓口を案内してください。</p>
          </NotificationBanner>
        </div>
      )}
    </OfficePage>
  );
}
