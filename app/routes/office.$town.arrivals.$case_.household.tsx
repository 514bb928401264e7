import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerOf, atCounter, counterScreen } from '#app/office/counter/counter-route.server.ts';
import {
  cardsNotSaid,
  HouseholdForm,
  householdChoiceOf,
  typedRelationships,
} from '#app/office/counter/household-form.server.ts';
import type { Answer } from '#app/office/desk.server.ts';
import { readForm } from '#app/office/drafts/forms.server.ts';
import { CounterPage } from '#app/office/screens/counter-steps.tsx';
import { HouseholdFields, type OfferedHousehold } from '#app/office/screens/household-fields.tsx';
import { pageTitle } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('世帯と続柄', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  const screen = await counterScreen(args, 'household');
  return atCounter(args, async ({ office, officer, caseId }) => ({
    ...screen,
    households: offered(await office.counter.householdsToJoin(caseId, officer)),
  }));
}

function offered(
  households: {
    householdNumber: string;
    headName?: string;
    protectedHousehold: boolean;
    address: Parameters<typeof formatAddress>[0];
    members: { name: { full: string } }[];
  }[],
): OfferedHousehold[] {
  return households.map((household) => ({
    householdNumber: household.householdNumber,
    // Nothing of a protected household is shown to somebody who only stands at the counter.
    title: household.protectedHousehold
      ? '（支援措置の世帯：担当に確認）'
      : `世帯主 ${household.headName ?? '（なし）'}`,
    detail: household.protectedHousehold
      ? ''
      : `${formatAddress(household.address)}／${household.members.map((member) => member.name.full).join('、')}`,
  }));
}

export async function action(args: ActionFunctionArgs) {
  return atCounter(args, async ({ office, officer, caseId, base }) => {
    const form = await readForm(args.request, HouseholdForm);
    if ('errors' in form) return data<Answer & { found?: OfferedHousehold[] }>(form, 400);
    const { act, version, name } = form.read;
    const page = await office.arrivals.page(officer, caseId);
    if (act === 'search') {
      const found = await office.counter.householdsToJoin(caseId, officer, { name });
      const typed = typedRelationships(form.read);
      return data<Answer & { found?: OfferedHousehold[] }>({
        found: offered(found),
        typed: { ...typed, name, kind: 'existing' },
      });
    }
    const choice = householdChoiceOf(form.read, page);
    const errors = cardsNotSaid(choice, page);
    if (errors) {
      const { kind } = form.read;
      return data<Answer & { found?: OfferedHousehold[] }>(
        { errors, typed: { ...typedRelationships(form.read), name, kind } },
        400,
      );
    }
    return answerOf(() => office.counter.chooseHousehold({ caseId, version, officer }, choice), `${base}/filing`);
  });
}

export default function Household() {
  const { frame, page, households } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const answer = useActionData<Answer & { found?: OfferedHousehold[] }>();
  return (
    <CounterPage frame={frame} page={page} step="household" title="世帯と続柄を決めます" answer={answer} alerts>
      <HouseholdFields
        page={page}
        households={answer?.found ?? households}
        searched={answer?.found !== undefined}
        answer={answer}
      />
    </CounterPage>
  );
}
