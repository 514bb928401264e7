import { Button } from '#app/ui/index.ts';
import { type Way, WayFields } from './password-sign-in.tsx';

/** デモのサインイン: one press per role. */
export function PressSignIn({
  officers,
  way,
}: {
  officers: readonly { id: string; name: string; roles: string; office: string }[];
  way: Way;
}) {
  return (
    <>
      <p className="mt-2">架空の職員です。役割を選んで押すと、すぐにサインインします。</p>
      <ul className="mt-6 grid gap-3 md:grid-cols-2 lg:grid-cols-3" id="officer">
        {officers.map((officer) => (
          <li key={officer.id} className="rounded-8 border border-solid-gray-420 p-4">
            <form method="post" className="flex h-full flex-col justify-between gap-3">
              <div>
                <p className="text-dns-17B-130">{officer.roles}</p>
                <p className="mt-1">
                  {officer.name}（{officer.office}）
                </p>
              </div>
              <input type="hidden" name="officer" value={officer.id} />
              <WayFields way={way} />
              <Button size="md">
                サインイン
                <span className="sr-only">
                  （{officer.name}、{officer.roles}）
                </span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
