import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion, sentence } from '#app/office/drafts/forms.server.ts';
import { OFFICER_LISTS, OfficerPosting } from '#app/office/drafts/officer-form.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { PASSWORD_WORDS } from '#app/office/officer-words.ts';
import { rolesWord } from '#app/office/officers/role-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ActiveForm, IssuedPassword, RequestDecision, RequestForm } from '#app/office/screens/officer-password.tsx';
import { PostingDecision, PostingForm } from '#app/office/screens/officer-posting.tsx';
import { BackLink, DescriptionList, Heading, pageTitle, StatusBadge } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(`職員 ${data?.page.officer.name ?? ''}`, data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('officers'),
    base: `/office/${town.code}/officers`,
    offices: town.offices.map(({ code, name }) => ({ value: code, label: name })),
    page: await office.officers.page(officer, args.params.officer ?? ''),
  }));
}

const Press = z.discriminatedUnion('act', [
  z.object({ act: z.literal('active'), version: ScreenVersion, active: z.enum(['yes', 'no']) }),
  z.object({ act: z.literal('request'), reason: sentence('発行し直す理由を書いてください。', 200) }),
  z.object({ act: z.literal('approve'), request: z.uuid() }),
  z.object({ act: z.literal('drop'), request: z.uuid() }),
  z.object({ act: z.literal('confirmPosting'), request: z.uuid(), version: ScreenVersion }),
  z.object({ act: z.literal('dropPosting'), request: z.uuid() }),
]);

interface OfficerAnswer extends Answer {
  password?: string;
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const id = args.params.officer ?? '';
    const copy = args.request.clone();
    const desk = office.officers;
    const fields = await copy.formData();
    const outcome = await (async () => {
      if (fields.get('act') === 'posting') {
        const posting = await readForm(args.request, OfficerPosting, OFFICER_LISTS);
        if ('errors' in posting) return posting;
        const { sections, why, ...change } = posting.read;
        if (!town.offices.some(({ code }) => code === change.officeCode)) {
          return { errors: { officeCode: ['所属を選んでください。'] }, typed: {} };
        }
        const screen = { id, version: Number(fields.get('version')) };
        return desk.requestPosting(officer, screen, {
          posting: { ...change, ...(sections.length > 0 ? { sections } : {}) },
          reason: why,
        });
      }
      const form = await readForm(args.request, Press);
      if ('errors' in form) return form;
      switch (form.read.act) {
        case 'active':
          return desk.setActive(officer, { id, version: form.read.version }, form.read.active === 'yes');
        case 'request':
          return desk.requestPassword(officer, { id, reason: form.read.reason });
        case 'approve':
          return desk.approvePassword(officer, { id, request: form.read.request });
        case 'confirmPosting':
          return desk.confirmPosting(officer, { id, version: form.read.version, request: form.read.request });
        case 'dropPosting':
          return desk.dropPosting(officer, { id, request: form.read.request });
        case 'drop':
          return desk.dropRequest(officer, { id, request: form.read.request });
      }
    })();
    if ('errors' in outcome) return data<OfficerAnswer>(outcome, 400);
    if (!outcome.accepted) return data<OfficerAnswer>({ refusal: outcome.refusal }, 409);
    if (outcome.value) {
      return data<OfficerAnswer>({ password: outcome.value.password }, { headers: { 'Cache-Control': 'no-store' } });
    }
    return redirect(`/office/${town.code}/officers/${encodeURIComponent(id)}`);
  });
}

export default function OfficerPage() {
  const { frame, base, offices, page } = useLoaderData<typeof loader>();
  const answer = useActionData<OfficerAnswer>();
  const { officer, request, posting } = page;
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>職員</BackLink>
      <div className="flex flex-wrap items-center gap-3">
        <Heading>{officer.name}</Heading>
        <StatusBadge tone={page.active ? 'success' : 'error'}>{page.active ? '有効' : '停止'}</StatusBadge>
      </div>
      {answer?.password ? <IssuedPassword id={officer.id} name={officer.name} password={answer.password} /> : null}
      <div className="mt-4 grid gap-8 lg:grid-cols-2">
        <div className="flex flex-col gap-6">
          <DescriptionList
            dense
            items={[
              { term: '職員番号', value: officer.id },
              {
                term: '所属',
                value: offices.find(({ value }) => value === officer.officeCode)?.label ?? officer.officeCode,
              },
              { term: '役割', value: rolesWord(officer.roles) },
              { term: 'パスワード', value: PASSWORD_WORDS[page.password] },
              { term: '認証アプリ', value: page.authenticator ? '登録済み' : '未登録' },
              { term: '最後のサインイン', value: page.signedInAt ? officeInstant(page.signedInAt) : 'なし' },
            ]}
          />
          {request ? <RequestDecision request={request} /> : page.mayChange ? <RequestForm answer={answer} /> : null}
          {page.mayChange ? <ActiveForm version={page.version} active={page.active} /> : null}
          {page.isSelf ? <p>自分の権限・停止・パスワードの発行は、ほかのシステム管理の職員が行います。</p> : null}
        </div>
        {posting ? (
          <PostingDecision
            request={posting}
            officer={officer}
            version={page.version}
            offices={offices}
            isSelf={page.isSelf}
          />
        ) : page.mayChange ? (
          <PostingForm officer={officer} version={page.version} offices={offices} answer={answer} />
        ) : null}
      </div>
    </OfficePage>
  );
}
