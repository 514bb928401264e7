import { DescriptionList, Heading } from '#app/ui/index.ts';
import type { DemoPerson } from './index.server.ts';

/** 試すのに便利な住民: who, why, and the four PINs of the card. */
export function PersonCards({ persons }: { persons: readonly DemoPerson[] }) {
  return (
    <ul className="mt-6 grid gap-4 lg:grid-cols-2">
      {persons.map(({ key, name, kana, family, why, pins }) => (
        <li key={key} className="rounded-12 border border-solid-gray-420 p-4">
          <Heading level={3}>{name}</Heading>
          <p className="text-std-16N-170 text-solid-gray-700">
            {kana}／{family}
          </p>
          <p className="mt-2 mb-3 text-std-16N-170">{why}</p>
          <DescriptionList
            dense
            items={[
              { term: '利用者証明用', value: pins.authentication },
              { term: '署名用', value: pins.signature },
              { term: '券面事項入力補助用', value: pins.cardSurface },
              { term: '住民基本台帳用', value: pins.residentRegister },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}
