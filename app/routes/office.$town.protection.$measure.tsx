import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { organisationName } from '#app/office/organisation-names.server.ts';
import { commandOf, formsFor, ProtectionAct } from '#app/office/protection/protection-forms.ts';
import { GROUNDS, PAPERS, PROTECTION_DUE, PROTECTION_STATES } from '#app/office/protection/protection-words.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { ProtectionActs } from '#app/office/screens/protection-acts.tsx';
import { BackLink, DescriptionList, Heading, pageTitle } from '#app/ui/index.ts';
import { displayRecordDate, formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('支援措置の記録', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const measure = await office.protection.page(officer, args.params.measure ?? '');
    const { application, release, origin, ended, from, until, persons } = measure;
    const forwarded = origin?.forwarded;
    const said = forwarded ? [forwarded.applicant, ...forwarded.coApplicants] : [];
    const told = measure.forwardedTo.map((one) => ({
      name: organisationName(one.municipalityCode),
      on: formatJapaneseDate(one.on),
    }));
    const toTell = (measure.forwardTo ?? [])
      .filter((code) => !measure.forwardedTo.some((one) => one.municipalityCode === code))
      .map((code) => ({ code, name: organisationName(code) }));
    const abusers = application.abusers.map((one) => [one.name, one.relation, one.address].filter(Boolean).join('／'));
    return {
      frame: frame('protection'),
      base: `/office/${town.code}/protection`,
      version: measure.version,
      release:
        measure.released && release?.until
          ? {
              until: release.until,
              requestedBy: release.requestedBy.name,
              approvedBy: release.approvedBy?.name ?? '',
            }
          : undefined,
      forms: formsFor(measure, officer.id, office.today()),
      nextTown: toTell[0]?.code ?? '',
      items: [
        { term: '状態', value: measure.formerAddress ? '前住所地（仮支援措置）' : PROTECTION_STATES[measure.state] },
        { term: 'すること', value: measure.due.map((one) => PROTECTION_DUE[one]).join('、') || 'ありません' },
        { term: '対象者', value: persons.map((one) => `${one.name}（${one.addresseeNumber}）`).join('、') },
        { term: '期間', value: from && until ? `${formatJapaneseDate(from)}から${formatJapaneseDate(until)}まで` : '' },
        { term: '申出の受付', value: formatJapaneseDate(measure.receivedOn) },
        { term: '申出の理由', value: GROUNDS[application.ground] },
        { term: '求める事務', value: application.papers.map((one) => PAPERS[one]).join('、') },
        { term: '加害者', value: abusers.join('、') || '（申出なし）' },
        {
          term: '前住所・本籍',
          value: [application.formerAddress, application.registeredDomicile].filter(Boolean).join('／'),
        },
        { term: '相談機関・意見', value: [application.consulted, application.opinion].filter(Boolean).join('／') },
        ...(forwarded
          ? [
              {
                term: '転送元の内容',
                value: `${organisationName(forwarded.fromMunicipality)}　${said.map((one) => `${one.name}（${displayRecordDate(one.bornOn)}生）`).join('、')}`,
              },
            ]
          : []),
        { term: '転送した市区町村', value: told.map((one) => `${one.name}（${one.on}）`).join('、') },
        { term: '転送を求められた市区町村', value: toTell.map((one) => `${one.name}（${one.code}）`).join('、') },
        ...(release
          ? [
              {
                term: '一時解除',
                value: release.until
                  ? `${officeInstant(release.until)}まで（申請 ${release.requestedBy.name}、承認 ${release.approvedBy?.name ?? ''}）`
                  : `${release.minutes}分間を${release.requestedBy.name}が申請中（${release.reason}）`,
              },
            ]
          : []),
        ...(ended ? [{ term: '終了', value: `${formatJapaneseDate(ended.on)}（${ended.reason}）` }] : []),
      ].filter((item) => item.value !== ''),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const measureId = args.params.measure ?? '';
    await office.protection.page(officer, measureId);
    const form = await readForm(args.request, ProtectionAct);
    if ('errors' in form) return data<Answer>(form, 400);
    const done = await office.protection.act(officer, {
      ...commandOf(form.read),
      measureId,
      version: form.read.version,
    });
    if (!done.accepted) return data<Answer>({ refusal: done.refusal }, 409);
    return redirect(`/office/${town.code}/protection/${measureId}`);
  });
}

export default function Protection() {
  const { frame, base, version, release, forms, nextTown, items } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer} isProtected release={release}>
      <BackLink href={base}>支援措置の一覧</BackLink>
      <Heading>支援措置の記録</Heading>
      <div className="mt-4 max-w-text">
        <DescriptionList dense items={items} />
      </div>
      <ProtectionActs forms={forms} version={version} known={{ municipalityCode: nextTown }} answer={answer} />
    </OfficePage>
  );
}
