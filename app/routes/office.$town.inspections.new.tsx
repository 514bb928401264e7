import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { applicationOf, InspectionEntry } from '#app/office/inspections/inspection-form.ts';
import { mayDo } from '#app/office/permissions.ts';
import { InspectionForm } from '#app/office/screens/inspection-form.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('台帳の閲覧の申出', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    if (!mayDo('fileInspections', officer, town)) throw new Response('Forbidden', { status: 403 });
    return {
      frame: frame('inspections'),
      base: `/office/${town.code}/inspections`,
      inspectionId: office.newId(),
      today: formatJapaneseDate(office.today()),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    if (!mayDo('fileInspections', officer, town)) throw new Response('Forbidden', { status: 403 });
    const form = await readForm(args.request, InspectionEntry);
    if ('errors' in form) return data<Answer>(form, 400);
    const { inspectionId } = form.read;
    await office.inspections.file(officer, inspectionId, applicationOf(form.read));
    return redirect(`/office/${town.code}/inspections/${inspectionId}`);
  });
}

export default function NewInspection() {
  const { frame, base, inspectionId, today } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={base}>台帳の閲覧</BackLink>
      <Heading>台帳の閲覧の申出</Heading>
      <p className="mt-1 max-w-text">
        営利を目的とする申出は、受け付けられません。請求書・申出書に書かれたとおりに入れてください。
      </p>
      <InspectionForm answer={answer} inspectionId={inspectionId} today={today} />
    </OfficePage>
  );
}
