import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answerOf } from '#app/office/counter/counter-route.server.ts';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, ScreenVersion, sentence } from '#app/office/drafts/forms.server.ts';
import { officeDay } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { noteFieldOf, PreparationSheets } from '#app/office/screens/preparation-sheet.tsx';
import { BackLink, Heading, NotificationBanner, pageTitle } from '#app/ui/index.ts';
import { addOpenDays } from '#app/vocabulary/business-days.ts';
import { isCalendarDate } from '#app/vocabulary/dates.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('来庁の準備', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const { searchParams } = new URL(args.request.url);
    const wanted = searchParams.get('on') ?? '';
    const on = isCalendarDate(wanted) ? wanted : addOpenDays(office.today(), 1);
    return {
      frame: frame('visitors'),
      base: `/office/${town.code}`,
      on,
      visits: await office.arrivals.prepareDay(officer, on),
      unprintable: searchParams.has('unprintable'),
    };
  });
}

const Cleared = z.object({
  caseId: z.uuid(),
  version: ScreenVersion,
  code: z.string().max(10),
  sentence: z.string().max(500),
  note: sentence('確認の結果を書いてください。', 200),
});

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer }) => {
    const form = await readForm(args.request, Cleared);
    if ('errors' in form) {
      const { note, ...others } = form.errors;
      const { caseId, code } = form.typed;
      const field = noteFieldOf({ caseId: String(caseId), code: String(code) });
      return data<Answer>({ ...form, errors: { ...others, ...(note ? { [field]: note } : {}) } }, 400);
    }
    const { caseId, version, ...alert } = form.read;
    const search = new URL(args.request.url).search;
    return answerOf(
      () => office.arrivals.clearAlert({ caseId, version, officer }, alert),
      `${new URL(args.request.url).pathname}${search}#visit-${caseId}`,
    );
  });
}

export default function Preparation() {
  const { frame, base, on, visits, unprintable } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer>();
  const unready = visits.filter(({ ready }) => !ready).length;
  const open = visits.flatMap(({ alerts }) => alerts.filter(({ cleared }) => !cleared)).length;
  return (
    <OfficePage frame={frame} answer={answer}>
      <BackLink href={`${base}/visitors?on=${on}`}>来庁予定・窓口</BackLink>
      {unprintable ? (
        <NotificationBanner kind="warning" title="この案内はPDFにできません" live>
          <p>氏名などに、印刷用の書体にない字形があります。このページを印刷してください。</p>
        </NotificationBanner>
      ) : null}
      <Heading>{`来庁の準備：${officeDay(on)}`}</Heading>
      <p className="mt-2">
        {`${visits.length}件。事前通知を待っているもの ${unready}件、確認事項が残っているもの ${open}件。`}
      </p>
      {visits.length > 0 ? (
        <p className="no-print mt-1">ブラウザーの印刷で、一件ずつ別の紙に出ます。転入届は窓口で署名を受けます。</p>
      ) : null}
      <PreparationSheets visits={visits} base={base} answer={answer} />
    </OfficePage>
  );
}
