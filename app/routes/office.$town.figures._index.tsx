import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { readSpan, SPANS } from '#app/office/figures/figures-span.ts';
import { Figures, Forecast } from '#app/office/screens/figures.tsx';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Button, Heading, pageTitle, Select, titleOfFailedPage } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const title = pageTitle('集計', data?.frame.town.name);
  return [{ title: data?.errors ? titleOfFailedPage(title) : title }];
};

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    const asked = readSpan(new URL(args.request.url).searchParams, office.today());
    const { days, errors, ...span } = asked;
    const figures = await office.figures(officer, span);
    const base = `/office/${town.code}/figures`;
    return data({ frame: frame('figures'), base, days, figures, errors }, errors ? 400 : 200);
  });
}

export default function FiguresOfTown() {
  const loaded = useLoaderData<typeof loader>() as Awaited<ReturnType<typeof loader>>['data'];
  const { frame, base, days, figures, errors } = loaded;
  return (
    <OfficePage frame={frame} answer={errors && { errors }}>
      <Heading>集計</Heading>
      <p className="mt-1">人数と件数だけを数えています。だれの記録も開いていません。数字は1分以内に追いつきます。</p>
      <Forecast forecast={figures.forecast} />
      <form method="get" action={base} className="mt-6 flex flex-wrap items-end gap-4" noValidate>
        <Select
          label="期間"
          name="days"
          fieldSize="s"
          width="md"
          unmarked
          noEmpty
          error={errors?.days}
          defaultValue={String(days)}
          options={SPANS.map((span) => ({ value: String(span), label: `きょうまでの${span}日間` }))}
        />
        <Button size="sm" variant="outline">
          この期間を見る
        </Button>
        <a href={`${base}/download?days=${days}`}>この期間のCSV</a>
      </form>
      <Figures rows={figures.rows} from={figures.from} to={figures.to} />
    </OfficePage>
  );
}
