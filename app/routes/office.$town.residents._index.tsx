import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence } from '#app/office/forms.server.ts';
import { birthOf } from '#app/office/office-dates.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { RESIDENT_STATUS } from '#app/office/screens/resident-words.ts';
import {
  Button,
  Checkboxes,
  EmptyState,
  Heading,
  pageTitle,
  Select,
  StatusBadge,
  Table,
  TextField,
} from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { formatJapaneseDate, parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { notLongerThan, textItem } from '#app/vocabulary/text-items.ts';
import { digitsOf } from '#app/vocabulary/width.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('住民の照会', data?.frame.town.name) },
];

const REASONS = [
  '窓口の届出のため',
  '電話での問合せのため',
  '転出届の審査のため',
  '転入の手続のため',
  '職権の調査のため',
] as const;

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    if (!mayDo('searchResidents', officer, town)) throw new Response('Forbidden', { status: 403 });
    const id = new URL(args.request.url).searchParams.get('lookup') ?? '';
    const lookup = id ? await office.people.search(officer, id) : undefined;
    // A number that was searched for is not shown again.
    const { residentRecordCode, individualNumber, ...query } = lookup?.query ?? {};
    return {
      frame: frame('residents'),
      base: `/office/${town.code}/residents`,
      removedRecords: mayDo('seeStoredRecords', officer, town) ? `/office/${town.code}/removed-records` : undefined,
      lookup: lookup && {
        id: lookup.id,
        reason: lookup.reason,
        query,
        byNumber: residentRecordCode !== undefined || individualNumber !== undefined,
        more: lookup.more,
        residents: lookup.residents.map((person) => ({
          addresseeNumber: person.addresseeNumber,
          name: person.name.full,
          kana: person.name.kana ?? '',
          bornOn: birthOf(person.bornOn, person.kind),
          address: person.protectedPerson ? '（支援措置のため、住民の画面で確認）' : formatAddress(person.address),
          status: person.status,
          protectedPerson: person.protectedPerson,
        })),
      },
    };
  });
}

const Search = z
  .object({
    // A space behind a 氏 says that it ends there.
    name: textItem(100).default(''),
    kana: textItem(100).default(''),
    bornOn: z.string().trim().max(40).default(''),
    address: z.string().trim().check(notLongerThan(100)).default(''),
    addresseeNumber: z.string().trim().max(15).default(''),
    householdNumber: z.string().trim().max(15).default(''),
    // What has no digit at all is not a number either.
    secretNumber: z
      .string()
      .max(40)
      .default('')
      .transform((text) => (text.trim() === '' ? '' : digitsOf(text) || '0')),
    includeRemoved: z.array(z.string()).default([]),
    reason: sentence('照会の理由を選んでください。', 100),
    detail: z.string().trim().check(notLongerThan(200)).default(''),
  })
  .refine((form) => form.bornOn === '' || parseDate(form.bornOn) !== undefined, {
    path: ['bornOn'],
    message: '生年月日は、昭和60年4月1日のように入れてください。',
  })
  .refine((form) => [0, 11, 12].includes(form.secretNumber.length), {
    path: ['secretNumber'],
    message: '住民票コードは11桁、個人番号は12桁の数字です。',
  })
  .refine(
    ({ name, kana, bornOn, address, addresseeNumber, householdNumber, secretNumber }) =>
      [name, kana, bornOn, address, addresseeNumber, householdNumber, secretNumber].some((text) => text.trim() !== ''),
    { path: ['name'], message: '探す手掛かりを、ひとつは入れてください。' },
  );

/** 住民票コード has 11 digits, 個人番号 12. */
function numberQuery(digits: string): { residentRecordCode?: string; individualNumber?: string } {
  if (digits === '') return {};
  return digits.length === 11 ? { residentRecordCode: digits } : { individualNumber: digits };
}

export async function action(args: ActionFunctionArgs) {
  return atDesk(args, async ({ office, officer, town }) => {
    const form = await readForm(args.request, Search, ['includeRemoved']);
    if ('errors' in form) {
      const { secretNumber: _, ...typed } = form.typed;
      return data<Answer>({ ...form, typed }, 400);
    }
    const { reason, detail, bornOn, includeRemoved, secretNumber, ...texts } = form.read;
    const day = parseDate(bornOn);
    const id = await office.people.openLookup(officer, {
      reason: detail ? `${reason}（${detail}）` : reason,
      query: {
        ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== '')),
        ...numberQuery(secretNumber),
        ...(day ? { bornOn: day } : {}),
        includeRemoved: includeRemoved.length > 0,
      },
    });
    return redirect(`/office/${town.code}/residents?lookup=${id}`);
  });
}

export default function Residents() {
  const { frame, base, lookup, removedRecords } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const errors = answer?.errors;
  const query = lookup?.query;
  const typed = (name: string, fallback = '') => {
    const value = answer?.typed?.[name];
    return typeof value === 'string' ? value : fallback;
  };
  const known = REASONS.find((reason) => lookup?.reason.startsWith(reason));
  return (
    <OfficePage frame={frame} answer={answer}>
      <Heading>住民の照会</Heading>
      <p className="mt-1">照会の理由は、見た記録とともに操作ログに残ります。</p>
      {removedRecords ? (
        <p className="mt-1">
          <a href={removedRecords}>保存庫の除票（消除から5年を過ぎたもの）</a>
        </p>
      ) : null}
      <form method="post" action={`${base}?index`} className="mt-4 grid gap-4 md:grid-cols-3" noValidate>
        <TextField
          label="氏名"
          name="name"
          fieldSize="s"
          unmarked
          error={errors?.name}
          defaultValue={typed('name', query?.name)}
        />
        <TextField label="振り仮名" name="kana" fieldSize="s" unmarked defaultValue={typed('kana', query?.kana)} />
        <TextField
          label="生年月日"
          name="bornOn"
          fieldSize="s"
          unmarked
          error={errors?.bornOn}
          defaultValue={typed('bornOn', query?.bornOn ? formatJapaneseDate(query.bornOn) : '')}
        />
        <TextField label="住所" name="address" fieldSize="s" unmarked defaultValue={typed('address', query?.address)} />
        <TextField
          label="宛名番号"
          name="addresseeNumber"
          fieldSize="s"
          unmarked
          inputMode="numeric"
          defaultValue={typed('addresseeNumber', query?.addresseeNumber)}
        />
        <TextField
          label="世帯番号"
          name="householdNumber"
          fieldSize="s"
          unmarked
          inputMode="numeric"
          defaultValue={typed('householdNumber', query?.householdNumber)}
        />
        <TextField
          label="住民票コードまたは個人番号"
          name="secretNumber"
          fieldSize="s"
          unmarked
          inputMode="numeric"
          autoComplete="off"
          error={errors?.secretNumber}
        />
        <Checkboxes
          label="範囲"
          name="includeRemoved"
          fieldSize="s"
          unmarked
          defaultValue={query?.includeRemoved ? ['yes'] : []}
          options={[{ value: 'yes', label: '除票も探す' }]}
        />
        <Select
          label="照会の理由"
          name="reason"
          fieldSize="s"
          required
          error={errors?.reason}
          defaultValue={typed('reason', known)}
          options={REASONS.map((value) => ({ value, label: value }))}
        />
        <TextField label="理由の詳細" name="detail" fieldSize="s" unmarked defaultValue={typed('detail')} />
        <div className="flex items-end">
          <Button size="sm">探す</Button>
        </div>
      </form>
      {lookup ? (
        <div className="mt-6">
          <Table
            caption={`${lookup.residents.length}人${lookup.more ? 'より多くいます。条件を足してください' : ''}${lookup.byNumber ? '（番号による検索）' : ''}（理由：${lookup.reason}）`}
            dense
            rows={lookup.residents}
            rowKey={(row) => row.addresseeNumber}
            empty={
              <EmptyState title="見つかりませんでした">
                <p>氏、名、振り仮名、町名、方書の始めの部分で探せます。異体字、清濁、空白の違いは区別しません。</p>
              </EmptyState>
            }
            columns={[
              {
                key: 'name',
                header: '氏名',
                rowHeader: true,
                cell: (row) => (
                  <a href={`${base}/${row.addresseeNumber}?lookup=${lookup.id}`}>{row.name || '（未定）'}</a>
                ),
              },
              { key: 'kana', header: '振り仮名', cell: (row) => row.kana },
              { key: 'bornOn', header: '生年月日', cell: (row) => row.bornOn },
              { key: 'address', header: '住所', cell: (row) => row.address },
              { key: 'number', header: '宛名番号', cell: (row) => row.addresseeNumber },
              {
                key: 'status',
                header: '状態',
                cell: (row) => (
                  <span className="inline-flex flex-wrap gap-1">
                    <StatusBadge>{RESIDENT_STATUS[row.status]}</StatusBadge>
                    {row.protectedPerson ? <StatusBadge tone="error">支援措置</StatusBadge> : null}
                  </span>
                ),
              },
            ]}
          />
        </div>
      ) : null}
    </OfficePage>
  );
}
