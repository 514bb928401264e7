import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { atDesk } from '#app/office/desk.server.ts';
import { officeInstant } from '#app/office/office-dates.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { Button, ButtonGroup, EmptyState, Heading, pageTitle } from '#app/ui/index.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('サインインの前の入力', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => ({
    frame: frame('home'),
    home: `/office/${town.code}`,
    form: (await office.access.held(officer, args.params.form ?? '')) ?? null,
  }));
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const held = await office.access.held(officer, args.params.form ?? '');
    await office.access.drop(officer, args.params.form ?? '');
    return redirect(held?.path.replace(/[?&]index\b/, '') ?? `/office/${town.code}`);
  });
}

export default function HeldFormPage() {
  const { frame, home, form } = useLoaderData<typeof loader>();
  return (
    <OfficePage frame={frame}>
      <Heading>サインインの前の入力</Heading>
      {form ? (
        <>
          <p className="mt-2">
            {officeInstant(form.heldAt)}
            に送ろうとした入力を預かっています。まだ何も登録していません。送ると、いつもと同じように確かめてから処理します。
          </p>
          <ButtonGroup>
            <form method="post" action={form.path}>
              {form.fields.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a field may come several times, in this order.
                <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
              ))}
              <Button size="md">この入力を送る</Button>
            </form>
            <form method="post">
              <Button size="md" variant="outline">
                送らずに、元の画面を開く
              </Button>
            </form>
          </ButtonGroup>
        </>
      ) : (
        <EmptyState title="預かっている入力はありません">
          <p>入力した職員だけが、24時間まで続きから送れます。</p>
          <p>
            <a href={home}>きょうの仕事へ</a>
          </p>
        </EmptyState>
      )}
    </OfficePage>
  );
}
