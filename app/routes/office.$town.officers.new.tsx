import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { NewOfficer, OFFICER_LISTS } from '#app/office/drafts/officer-form.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { OfficerFields } from '#app/office/screens/officer-fields.tsx';
import { BackLink, Button, Heading, pageTitle, TextField } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('職員の登録', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ officer, town, frame }) => {
    if (!mayDo('manageOfficers', officer, town)) throw new Response('Forbidden', { status: 403 });
    return {
      frame: frame('officers'),
      base: `/office/${town.code}/officers`,
      offices: town.offices.map(({ code, name }) => ({ value: code, label: name })),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, NewOfficer, OFFICER_LISTS);
    if ('errors' in form) return data<Answer>(form, 400);
    const { sections, ...fresh } = form.read;
    if (!town.offices.some(({ code }) => code === fresh.officeCode)) {
      return data<Answer>({ errors: { officeCode: ['所属を選んでください。'] } }, 400);
    }
    const created = await office.officers.create(officer, { ...fresh, ...(sections.length > 0 ? { sections } : {}) });
    if (!created.accepted) {
      const { id, name, officeCode, roles } = fresh;
      return data<Answer>(
        { errors: { id: [created.refusal.sentence] }, typed: { id, name, officeCode, roles, sections } },
        409,
      );
    }
    return redirect(`/office/${town.code}/officers/${encodeURIComponent(fresh.id)}`);
  });
}

export default function NewOfficerPage() {
  const { frame, base, offices } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const id = answer?.typed?.id;
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>職員</BackLink>
      <Heading>職員の登録</Heading>
      <p className="mt-1">
        登録すると、役割の申請と、最初のパスワードの発行の申請になります。役割は別のシステム管理の職員が確認し、
        パスワードは別の職員の承認で出ます。
      </p>
      <form method="post" noValidate className="mt-4 flex max-w-text flex-col gap-5">
        <TextField
          label="職員番号"
          name="id"
          required
          fieldSize="s"
          width="lg"
          autoCapitalize="none"
          spellCheck={false}
          support="サインインに使います。あとから変えられません。"
          error={answer?.errors?.id}
          defaultValue={typeof id === 'string' ? id : ''}
        />
        <OfficerFields
          offices={offices}
          values={{ name: '', officeCode: '', roles: [], sections: [] }}
          answer={answer}
        />
        <div>
          <Button size="md">登録する</Button>
        </div>
      </form>
    </OfficePage>
  );
}
