import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type Answer, atDesk } from '#app/office/desk.server.ts';
import { readForm, sentence, type Typed } from '#app/office/drafts/forms.server.ts';
import { birthOf } from '#app/office/office-dates.ts';
import type { LookupQuery } from '#app/office/people/people.server.ts';
import { otherReadings, readSearchWords, type Understood } from '#app/office/people/search-words.ts';
import { mayDo } from '#app/office/permissions.ts';
import { OfficePage } from '#app/office/screens/office-page.tsx';
import { RESIDENT_STATUS } from '#app/office/screens/resident-words.ts';
import { SearchForm } from '#app/office/screens/search-form.tsx';
import { EmptyState, Heading, pageTitle, StatusBadge, Table } from '#app/ui/index.ts';
import { formatAddress } from '#app/vocabulary/addresses.ts';
import { parseDate } from '#app/vocabulary/japanese-calendar.ts';
import { notLongerThan, textItem } from '#app/vocabulary/text-items.ts';
import { digitsOf } from '#app/vocabulary/width.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle('住民の照会', data?.frame.town.name) },
];

export async function loader(args: LoaderFunctionArgs) {
  return atDesk(args, async ({ office, officer, town, frame }) => {
    if (!mayDo('searchResidents', officer, town)) throw new Response('Forbidden', { status: 403 });
    const id = new URL(args.request.url).searchParams.get('lookup') ?? '';
    const lookup = id ? await office.people.search(officer, id) : undefined;
    // A number that was searched for is not shown again.
    const { residentRecordCode, individualNumber, ...query } = lookup?.query ?? {};
    const read = readSearchWords(query.words ?? '', town);
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
        understood: understoodOf(lookup.query, read.understood),
        others: otherReadings(read),
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

/** What the search was taken for: of a number that is not repeated, its kind. */
function understoodOf(query: LookupQuery, read: readonly Understood[]): Understood[] {
  const { residentRecordCode, individualNumber } = query;
  return [
    ...read,
    ...(individualNumber ? [{ label: '個人番号', text: '12桁（表示しません）' }] : []),
    ...(residentRecordCode ? [{ label: '住民票コード', text: '11桁（表示しません）' }] : []),
  ];
}

const Search = z
  .object({
    words: z.string().check(notLongerThan(200, '200文字までで入れてください。')).default(''),
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
    reason: sentence('照会の理由を選んでください。', 320),
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
    ({ words, name, kana, bornOn, address, addresseeNumber, householdNumber, secretNumber }) =>
      [words, name, kana, bornOn, address, addresseeNumber, householdNumber, secretNumber].some(
        (text) => text.trim() !== '',
      ),
    { path: ['words'], message: '探す手掛かりを、ひとつは入れてください。' },
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
      const { problem } = readSearchWords(String(form.typed.words ?? ''), town);
      const errors = problem ? { words: [problem], ...form.errors } : form.errors;
      return data<Answer>({ errors, typed: withoutNumbers(form.typed, town) }, 400);
    }
    const { reason, detail, words, bornOn, includeRemoved, secretNumber, ...texts } = form.read;
    const read = readSearchWords(words, town);
    if (read.problem) {
      const typed = withoutNumbers({ ...form.read, secretNumber: '' }, town);
      return data<Answer>({ errors: { words: [read.problem] }, typed }, 400);
    }
    const day = parseDate(bornOn);
    const hasNumber = read.query.individualNumber || read.query.residentRecordCode;
    const id = await office.people.openLookup(officer, {
      reason: detail ? `${reason}（${detail}）` : reason,
      query: {
        ...read.query,
        ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== '')),
        ...numberQuery(secretNumber),
        ...(day ? { bornOn: day } : {}),
        ...(words.trim() === '' || hasNumber ? {} : { words }),
        includeRemoved: includeRemoved.length > 0,
      },
    });
    return redirect(`/office/${town.code}/residents?lookup=${id}`);
  });
}

/** 入力の控え: a number of a person is typed once more rather than sent back. */
function withoutNumbers(typed: Typed, town: { prefecture: string; name: string }): Typed {
  const { secretNumber: _, words, ...rest } = typed;
  if (typeof words !== 'string') return rest;
  const { individualNumber, residentRecordCode } = readSearchWords(words, town).query;
  return individualNumber || residentRecordCode ? rest : { ...rest, words };
}

export default function Residents() {
  const { frame, base, lookup, removedRecords } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  return (
    <OfficePage frame={frame} answer={answer}>
      <Heading>住民の照会</Heading>
      <p className="mt-1">照会の理由は、見た記録とともに操作ログに残ります。</p>
      {removedRecords ? (
        <p className="mt-1">
          <a href={removedRecords}>保存庫の除票（消除から5年を過ぎたもの）</a>
        </p>
      ) : null}
      <SearchForm action={`${base}?index`} answer={answer} lookup={lookup} />
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
