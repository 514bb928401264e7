import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { knownStops, validStops } from '#app/office/applications/time-stops.ts';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/drafts/forms.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { readPast } from '#app/office/people/past-form.server.ts';
import { mayDo } from '#app/office/permissions.ts';
import { releaseOf } from '#app/office/protection/protection-release.ts';
import { ActMenu } from '#app/office/screens/act-menu.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { IssuedPapers } from '#app/office/screens/paper-lists.tsx';
import { PastRecord } from '#app/office/screens/past-record.tsx';
import { PersonMailTable } from '#app/office/screens/person-mail.tsx';
import { PersonRecord } from '#app/office/screens/person-record.tsx';
import timeSliders from '#app/office/screens/time-sliders.js?url';
import {
  BackLink,
  Button,
  Heading,
  NotificationBanner,
  pageTitle,
  TextField,
  titleOfFailedPage,
} from '#app/ui/index.ts';
import { useNonce } from '#app/ui/nonce.ts';
import { purposesOf } from '#app/vocabulary/number-purposes.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const title = pageTitle('住民の画面', data?.frame.town.name);
  return [{ title: data && 'past' in data && data.past?.errors ? titleOfFailedPage(title) : title }];
};

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    if (!mayDo('searchResidents', officer, town)) throw new Response('Forbidden', { status: 403 });
    const base = `/office/${town.code}/residents`;
    const number = args.params.number ?? '';
    const { searchParams } = new URL(args.request.url);
    const id = searchParams.get('lookup') ?? '';
    const lookup = id ? await office.people.findLookup(officer, id) : undefined;
    const purposes = purposesOf(officer.roles).map(({ id, title }) => ({ id, title }));
    if (!lookup)
      return data({
        frame: frame('residents'),
        base,
        number,
        person: undefined,
        past: undefined,
        id: undefined,
        purposes,
        menu: undefined,
        entry: undefined,
        colleague: undefined,
        deletion: undefined,
        certificate: undefined,
        looks: undefined,
        stops: undefined,
        papers: undefined,
        issued: undefined,
      });
    const { moment, against, change, ...past } = readPast(searchParams, office.today());
    const before = Number(searchParams.get('before')) || undefined;
    const person = await office.people.page(officer, number, lookup.reason, { before, moment, against, change });
    if (!person) throw new Response('Not Found', { status: 404 });
    const menu = office.acts.menu(officer).map(({ group, acts }) => ({
      group,
      acts: acts.filter(({ begins }) => begins === 'person'),
    }));
    const mayEnter = mayDo('seeProtection', officer, town) && !person.resident.protectedPerson;
    const entry = mayEnter ? `/office/${town.code}/protection/new?number=${number}&lookup=${id}` : undefined;
    const deletion =
      mayDo('deleteUnifiedNumbers', officer, town) && person.resident.removed
        ? `${base}/${encodeURIComponent(number)}/unified-number?lookup=${id}`
        : undefined;
    const certificate =
      mayDo('renewCertificateLinks', officer, town) && person.resident.status === 'resident'
        ? `${base}/${encodeURIComponent(number)}/certificate?lookup=${id}`
        : undefined;
    const looks = mayDo('seeLooks', officer, town)
      ? `${base}/${encodeURIComponent(number)}/looks?lookup=${id}`
      : undefined;
    const stops = { valid: validStops(person.changes, office.today()), known: knownStops(person.changes) };
    const colleague = await office.acts.colleague(officer, person.resident.householdNumber);
    const loaded = {
      frame: frame('residents'),
      base,
      number,
      person,
      past,
      id,
      purposes,
      menu,
      entry,
      deletion,
      certificate,
      looks,
      stops,
      issued: mayDo('issuePapers', officer, town) ? await office.papers.of(officer, number) : undefined,
      papers: mayDo('issuePapers', officer, town)
        ? `${base}/${encodeURIComponent(number)}/papers?lookup=${id}`
        : undefined,
      colleague,
    };
    return data(loaded, past.errors ? 400 : 200);
  });
}

const Reason = z.object({ reason: sentence('照会の理由を書いてください。', 200) });

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Reason);
    if ('errors' in form) return data<Answer>(form, 400);
    const number = args.params.number ?? '';
    const id = await office.people.openLookup(officer, {
      reason: form.read.reason,
      query: { addresseeNumber: number, includeRemoved: true },
    });
    return redirect(`/office/${town.code}/residents/${encodeURIComponent(number)}?lookup=${id}`);
  });
}

export default function Resident() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>['data'];
  const answer = useActionData<Answer>();
  const nonce = useNonce();
  const { frame, base, person, number } = loaded;
  if (!person || !loaded.stops) {
    return (
      <OfficePage frame={frame} answer={answer}>
        <BackLink href={base}>住民の照会</BackLink>
        <Heading>宛名番号 {number} を見る理由</Heading>
        <p className="mt-2">理由は、見た記録とともに操作ログに残ります。</p>
        <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
          <TextField label="照会の理由" name="reason" required fieldSize="s" error={answer?.errors?.reason} />
          <div>
            <Button size="md">理由を記録して開く</Button>
          </div>
        </form>
      </OfficePage>
    );
  }
  const isProtected = person.resident.protectedPerson || person.household?.protectedHousehold === true;
  const release = releaseOf([person.resident, ...(person.household?.members ?? [])]);
  return (
    <OfficePage
      frame={frame}
      isProtected={isProtected}
      release={release}
      answer={loaded.past.errors && { errors: loaded.past.errors }}
    >
      <BackLink href={`${base}?lookup=${loaded.id}`}>照会の結果</BackLink>
      {loaded.colleague ? (
        <NotificationBanner kind="info" title={`${loaded.colleague.officerName}さんがこの世帯を処理しています`}>
          <p>{`${officeInstant(loaded.colleague.until)}までは、異動を始められません。照会はできます。`}</p>
        </NotificationBanner>
      ) : null}
      <ActMenu
        groups={loaded.menu ?? []}
        href={(act) => `/office/${frame.town.code}/acts/new/${act}?lookup=${loaded.id}&person=${number}`}
      />
      <PersonRecord
        person={person}
        base={base}
        lookup={loaded.id}
        isProtected={isProtected}
        purposes={loaded.purposes}
      />
      <PastRecord
        {...loaded.past}
        lookup={loaded.id}
        person={person}
        stops={loaded.stops}
        sliders={{ src: timeSliders, nonce }}
      />
      <section className="mt-8" aria-labelledby="mail">
        <Heading level={2} look="dense" id="mail" className="sr-only">
          電文
        </Heading>
        <PersonMailTable mail={person.mail} />
      </section>
      {loaded.issued ? (
        <section className="mt-8" aria-labelledby="papers">
          <Heading level={2} look="dense" id="papers" className="sr-only">
            交付した帳票
          </Heading>
          <IssuedPapers papers={loaded.issued} base={`/office/${frame.town.code}/papers`} caption="この方の発行簿" />
        </section>
      ) : null}
      {loaded.looks ? (
        <p className="mt-6">
          <a href={loaded.looks}>この方の記録を見た人の一覧</a>
        </p>
      ) : null}
      {loaded.papers ? (
        <p className="mt-6">
          <a href={loaded.papers}>帳票を交付する</a>
        </p>
      ) : null}
      {loaded.certificate ? (
        <p className="mt-6">
          <a href={loaded.certificate}>電子証明書の更新をJ-LISに照会する</a>
        </p>
      ) : null}
      {loaded.deletion ? (
        <p className="mt-6">
          <a href={loaded.deletion}>団体内統合宛名番号を削除する</a>
        </p>
      ) : null}
      {loaded.entry ? (
        <p className="mt-6">
          <a href={loaded.entry}>支援措置の申出を受け付ける</a>
        </p>
      ) : null}
    </OfficePage>
  );
}
