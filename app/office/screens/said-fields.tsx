import { Button, Checkboxes, Heading, TextField } from '#app/ui/index.ts';
import { formatJapaneseDate } from '#app/vocabulary/japanese-calendar.ts';
import type { ArrivalPage } from '../arrivals/arrival-screens.server.ts';
import type { SaidAtCounter } from '../counter/counter-record.ts';
import type { Answer } from '../desk.server.ts';

const CARDS = { yes: 'カードあり', no: 'カードなし', unknown: 'カードの有無は届いていません' } as const;

/** 窓口で聞いた内容: prefilled, so that a prepared family only confirms. */
export function SaidFields({
  page,
  said,
  answer,
}: {
  page: ArrivalPage;
  said: SaidAtCounter;
  answer: Answer | undefined;
}) {
  const typed = (name: string, fallback: string) => {
    const value = answer?.typed?.[name];
    return typeof value === 'string' ? value : fallback;
  };
  const chosen = answer?.typed?.movers;
  const { newAddress } = said;
  return (
    <form method="post" className="mt-6 flex max-w-text flex-col gap-6" noValidate>
      <Heading level={2} look="s">
        窓口で聞いた内容
      </Heading>
      <input type="hidden" name="version" value={page.version} />
      <input type="hidden" name="act" value="said" />
      <Checkboxes
        label="実際に転入する人"
        name="movers"
        fieldSize="s"
        required
        error={answer?.errors?.movers}
        defaultValue={Array.isArray(chosen) ? chosen : said.movers.map(String)}
        options={(page.certificate?.movers ?? []).map((mover, index) => ({
          value: String(index),
          label: `${mover.name}（${mover.bornOn}生、転出地での続柄 ${mover.relationship}）`,
          support: CARDS[mover.card],
        }))}
      />
      <TextField
        label="転入した日（住み始めた日）"
        name="movedInOn"
        required
        fieldSize="s"
        width="sm"
        support="例：令和8年11月24日、R8.11.24"
        error={answer?.errors?.movedInOn}
        defaultValue={typed('movedInOn', formatJapaneseDate(said.movedInOn))}
      />
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 text-dns-16B-130">
          新しい住所（{newAddress.prefecture}
          {newAddress.municipality}）
        </legend>
        <TextField
          label="郵便番号"
          name="postcode"
          fieldSize="s"
          width="xs"
          unmarked
          inputMode="numeric"
          defaultValue={typed('postcode', newAddress.postcode ?? '')}
        />
        <TextField
          label="町名"
          name="townBlock"
          required
          fieldSize="s"
          width="md"
          error={answer?.errors?.townBlock}
          defaultValue={typed('townBlock', newAddress.town ?? '')}
        />
        <TextField
          label="番地"
          name="lot"
          required
          fieldSize="s"
          width="md"
          error={answer?.errors?.lot}
          defaultValue={typed('lot', newAddress.lot ?? '')}
        />
        <TextField
          label="建物名・部屋番号"
          name="building"
          fieldSize="s"
          width="md"
          unmarked
          defaultValue={typed('building', newAddress.building ?? '')}
        />
      </fieldset>
      <div>
        <Button size="md">この内容で、世帯へ進む</Button>
      </div>
    </form>
  );
}
