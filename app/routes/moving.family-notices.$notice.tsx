import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PersonNoticePage } from '#app/portal/screens/person-notice-page.tsx';
import type { Reply } from '#app/portal/screens/question-view.ts';
import { getResident, notFound, PERSONAL_REPLY } from '#app/portal/sign-in/signed-in.server.ts';
import { text } from '#app/portal/texts/text.ts';
import { pageTitle } from '#app/ui/index.ts';

/** The answer to a form may be kept for the back button. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(text(data?.notice.kind === 'lockedFiling' ? 'family.locked' : 'family.coMover')) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const notice = await portal.personNotices.find(resident, params.notice ?? '');
  if (!notice) throw notFound();
  return { notice };
}

/** 「これは違います」. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { portal, sessions } = context.services;
  const resident = await getResident(request, sessions.resident);
  const key = params.notice ?? '';
  const notice = await portal.personNotices.find(resident, key);
  if (notice?.kind !== 'coMover') throw notFound();
  if ((await request.formData()).get('confirm') !== 'yes') {
    return data<Reply>(
      { errors: { confirm: text('family.confirmMissing') } },
      { status: 400, headers: PERSONAL_REPLY },
    );
  }
  const outcome = await portal.personNotices.object(resident, key);
  if (!outcome) throw notFound();
  if (!outcome.accepted) return data<Reply>({ refusal: outcome.refusal }, { status: 409, headers: PERSONAL_REPLY });
  return redirect(`/moving/family-notices/${key}`);
}

export default function Notice() {
  const { notice } = useLoaderData<typeof loader>();
  return <PersonNoticePage notice={notice} reply={useActionData<typeof action>() ?? {}} />;
}
