import { z } from 'zod';
import type { FiledStanding } from '#app/juki/door.ts';
import { WardRecord } from '#app/messages/contracts/wards.ts';
import { findMunicipality, wardsOf } from '#app/vocabulary/municipalities.server.ts';
import type { Town } from '#app/vocabulary/towns.ts';
import type { Typed } from '../drafts/forms.server.ts';
import { birthOf } from '../office-dates.ts';
import { addressHere } from './address-fields.server.ts';
import { each } from './compound-fields.server.ts';
import { defineAct } from './definition.server.ts';
import type { FieldSpec } from './field-specs.ts';
import { day, type Field, relationship, type Tools, textOf } from './fields.server.ts';
import { identification, notifiedOn } from './filing-fields.server.ts';
import { joinedHousehold } from './household-fields.server.ts';

/** The other wards of the same city; none for a town that is not a ward. */
function otherWards({ code }: Pick<Town, 'code'>): { value: string; label: string }[] {
  const cityCode = findMunicipality(code)?.cityCode;
  if (!cityCode) return [];
  return wardsOf(cityCode)
    .filter((ward) => ward.code !== code)
    .map((ward) => ({ value: ward.code, label: ward.name }));
}

function recordIn(typed: Typed, name: string, tools: Pick<Tools, 'open'>): WardRecord | undefined {
  const sealed = textOf(typed, `${name}.found`);
  return sealed === '' ? undefined : WardRecord.safeParse(tools.open(sealed)).data;
}

/** 続柄 of each resident of the other ward's household; who has none does not move. */
function standingsOf(record: WardRecord): Field<Record<string, string | undefined>> {
  return each(
    { label: '区間異動する方', support: '移る方だけ、新しい世帯での続柄を選びます。' },
    record.residents.map((one) => one.addresseeNumber),
    (number) => {
      const one = record.residents.find((resident) => resident.addresseeNumber === number);
      const born = one ? `${birthOf(one.bornOn, one.kind)}生` : '';
      return relationship({ label: `${one?.name.full || '（氏名未定）'}（${born}）`, withHead: true });
    },
  );
}

/** 相手の区の世帯: asked by the 宛名番号 that the city has in common. */
function wardHousehold(town: Town): Field<{ record: WardRecord; movers: FiledStanding[] }> {
  return {
    initial: (name) => ({ [`${name}.number`]: '', [`${name}.ward`]: '', [`${name}.found`]: '' }),
    specs: (name, typed, tools) => {
      const record = recordIn(typed, name, tools);
      const fields: FieldSpec[] = [
        {
          kind: 'text',
          name: `${name}.number`,
          label: '市内で共通の宛名番号',
          required: true,
          numeric: true,
          width: 'sm',
          value: textOf(typed, `${name}.number`),
        },
        {
          kind: 'select',
          name: `${name}.ward`,
          label: '前に住んでいた区',
          required: true,
          options: otherWards(town),
          value: textOf(typed, `${name}.ward`),
        },
        { kind: 'hidden', name: `${name}.found`, value: textOf(typed, `${name}.found`) },
        ...(record ? standingsOf(record).specs(`${name}.standings`, typed, tools) : []),
      ];
      const presses = [{ press: `ward:${name}`, label: '前の区に照会する' }];
      return [{ kind: 'group', name, label: '前の区の世帯', fields, presses }];
    },
    schema: (tools) =>
      z
        .object({ found: z.string().default(''), standings: z.record(z.string(), z.unknown()).default({}) })
        .transform(({ found, standings }, context) => {
          const no = (path: string[], message: string) => {
            context.addIssue({ code: 'custom', message, path });
            return z.NEVER;
          };
          const record = recordIn({ 'x.found': found }, 'x', tools);
          if (!record) return no(['number'], '宛名番号と区を入れて、前の区に照会してください。');
          const said = standingsOf(record).schema(tools).safeParse(standings);
          if (!said.success) {
            const [issue] = said.error.issues;
            return no(['standings', ...(issue?.path.map(String) ?? [])], issue?.message ?? '');
          }
          const movers = Object.entries(said.data).flatMap(([addresseeNumber, standing]) =>
            standing ? [{ addresseeNumber, relationship: standing, householder: standing === '世帯主' }] : [],
          );
          const [first] = record.residents;
          if (movers.length === 0) {
            return no(['standings', first?.addresseeNumber ?? '', 'chosen'], '移る方の続柄を選んでください。');
          }
          return { record, movers };
        }),
  };
}

/** 区間異動 (住民基本台帳法第38条): filed at the new ward; the old ward answers with the household and keeps the 除票. */
export const wardMove = defineAct({
  name: 'ward-move',
  kind: 'RegisterWardMove',
  group: 'entering',
  title: '区間異動',
  about: '同じ市の別の区から引っ越した方の転居届です。前の区に照会してから登録します。',
  article: '住民基本台帳法第38条、第23条',
  begins: 'nobody',
  offered: (town) => otherWards(town).length > 0,
  fields: (context) => ({
    from: wardHousehold(context.town),
    movedOn: day({ label: '引っ越した日' }),
    notifiedOn: notifiedOn(context),
    newAddress: addressHere({ label: '新しい住所' }, context.town),
    household: joinedHousehold({ label: '世帯', kinds: ['new', 'existing'] }),
    identification: identification(),
  }),
  command: ({ from, household, ...values }) => ({
    kind: 'RegisterWardMove',
    ...from,
    household: household.kind === 'existing' ? household : { kind: 'new' },
    ...values,
  }),
  words: (command, book) => [
    ...command.movers.map(({ addresseeNumber, relationship: standing }) => {
      const one = command.record.residents.find((resident) => resident.addresseeNumber === addresseeNumber);
      return { term: one?.name.full || '（氏名未定）', value: `宛名番号 ${addresseeNumber}　続柄 ${standing}` };
    }),
    { term: '前の区', value: findMunicipality(command.record.fromWard)?.name ?? command.record.fromWard },
    { term: '引っ越した日', value: book.day(command.movedOn) },
    { term: '届出日', value: book.day(command.notifiedOn) },
    { term: '新しい住所', value: book.address(command.newAddress) },
    {
      term: '世帯',
      value: command.household.kind === 'new' ? '新しい世帯' : `世帯番号 ${command.household.householdNumber} に入る`,
    },
    { term: '本人確認', value: `${command.identification.document}（${command.identification.authority}）` },
  ],
});
