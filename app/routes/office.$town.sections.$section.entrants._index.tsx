import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { SchoolDays, SchoolEntrants, SchoolLevels, UnclearEntrants } from '#app/office/screens/school-class.tsx';
import { SCHOOL_LEVELS } from '#app/office/sections/school-class-words.ts';
import { queryOf, SchoolQuery } from '#app/office/sections/section-queries.server.ts';
import { BackLink, Heading, pageTitle } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('新入学の一覧', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const { level, after } = SchoolQuery.parse(queryOf(args.request));
    const page = await office.sections.entrants(officer, args.params.section ?? '', { level, after });
    return {
      frame: frame('sections'),
      back: `/office/${town.code}/sections/schoolRegister`,
      today: office.today(),
      after,
      page,
    };
  });
}

export default function SchoolClassList() {
  const { frame, back, today, after, page } = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>;
  const here = `${back}/entrants`;
  const { level, april, total, unclear } = page;
  return (
    <OfficePage frame={frame}>
      <BackLink href={back}>学齢簿への通知</BackLink>
      <Heading>{`${formatJapaneseDate(april)}の新入学（${SCHOOL_LEVELS[level]}）`}</Heading>
      <div className="mt-4 flex flex-col gap-6">
        <SchoolLevels here={here} level={level} />
        <div className="max-w-page">
          <SchoolDays page={page} today={today} />
        </div>
        {total + unclear.length > 0 ? (
          <div className="flex flex-wrap items-center gap-4">
            <a href={`${here}/download?level=${level}&format=csv`} download>
              全員の一覧をCSVで受け取る
            </a>
            <a href={`${here}/download?level=${level}&format=json`} download>
              全員の一覧をJSONで受け取る
            </a>
          </div>
        ) : null}
        <UnclearEntrants page={page} />
        <SchoolEntrants page={page} more={`${here}?level=${level}`} start={after} />
      </div>
    </OfficePage>
  );
}
