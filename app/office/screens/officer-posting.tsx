import { Button, DescriptionList, Heading, NotificationBanner, StatusBadge, TextField } from '#app/ui/index.ts';
import type { Officer } from '#app/vocabulary/roles.ts';
import { SECTION_TITLES } from '#app/vocabulary/sections.ts';
import type { Answer } from '../desk.server.ts';
import { officeInstant } from '../office-dates.ts';
import type { Posting, PostingRequest } from '../officers/postings.server.ts';
import { rolesWord } from '../officers/role-words.ts';
import { OfficerFields } from './officer-fields.tsx';

type Offices = readonly { value: string; label: string }[];

function officeName(offices: Offices, code: string): string {
  return offices.find(({ value }) => value === code)?.label ?? code;
}

function sectionsWord(sections: Posting['sections']): string {
  return (sections ?? []).map((section) => SECTION_TITLES[section]).join('・') || 'なし';
}

/** Before and after in words; what stays the same is said once. */
function Change({ before, after }: { before: string; after: string }) {
  if (before === after) return <>{after}（変わりません）</>;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span>{before}</span>
      <span aria-hidden="true">→</span>
      <span className="sr-only">から</span>
      <strong>{after}</strong>
      <StatusBadge tone="warning">変更</StatusBadge>
    </span>
  );
}

/** 運用の担当が行うこと, where the town cannot have two people confirm. */
export function SecondAdministrator({ town }: { town: string }) {
  return (
    <>
      <p>
        システムを運用する担当に、次のコマンドで登録を頼んでください。表示される仮のパスワードで、その日から確認できます。
      </p>
      <p>
        <code className="block overflow-x-auto rounded-4 bg-solid-gray-50 p-2 text-dns-14N-130 text-solid-gray-900">
          npm run officer -- --town {town} --id 職員番号 --name &apos;氏名&apos; --roles administrator
        </code>
      </p>
    </>
  );
}

/** システム管理の職員が足りない: said before anybody asks in vain. */
export function FewAdministrators({ count, town }: { count: number; town: string }) {
  if (count > 1) return null;
  return (
    <NotificationBanner kind="warning" title="役割の変更を確認できる職員がいません">
      <p>役割と所属は、システム管理の職員が二人で変えます。いま使えるシステム管理の職員は{count}人です。</p>
      <SecondAdministrator town={town} />
    </NotificationBanner>
  );
}

/** 役割・所属の変更の申請 and what the second person does with it. */
export function PostingDecision({
  request,
  officer,
  version,
  offices,
  isSelf,
}: {
  request: PostingRequest;
  officer: Officer;
  version: number;
  offices: Offices;
  isSelf: boolean;
}) {
  const { posting } = request;
  return (
    <section aria-labelledby="posting-request" className="self-start rounded-12 border-2 border-key-900 p-4">
      <Heading level={2} look="s" id="posting-request">
        役割・所属の変更の申請
      </Heading>
      <p className="mt-2">
        {request.requestedByName}さんの申請（{officeInstant(request.requestedAt)}）
      </p>
      <p className="mt-1">理由：{request.reason}</p>
      <div className="mt-3">
        <DescriptionList
          dense
          items={[
            { term: '氏名', value: <Change before={officer.name} after={posting.name} /> },
            {
              term: '所属',
              value: (
                <Change
                  before={officeName(offices, officer.officeCode)}
                  after={officeName(offices, posting.officeCode)}
                />
              ),
            },
            { term: '役割', value: <Change before={rolesWord(officer.roles)} after={rolesWord(posting.roles)} /> },
            {
              term: '担当する事務',
              value: <Change before={sectionsWord(officer.sections)} after={sectionsWord(posting.sections)} />,
            },
          ]}
        />
      </div>
      {request.mayConfirm ? null : (
        <p className="mt-3">
          {request.confirmers.length > 0
            ? `申請した職員と本人のほかの、システム管理の職員が確認します（${request.confirmers.join('、')}）。`
            : '確認できるシステム管理の職員が、ほかにいません。もう一人の登録が必要です。'}
        </p>
      )}
      {request.confirmers.length === 0 ? (
        <div className="mt-2 flex flex-col gap-2">
          <SecondAdministrator town={officer.townCode} />
        </div>
      ) : null}
      <div className="mt-3 flex flex-wrap gap-3">
        {request.mayConfirm ? (
          <form method="post">
            <input type="hidden" name="act" value="confirmPosting" />
            <input type="hidden" name="request" value={request.id} />
            <input type="hidden" name="version" value={version} />
            <Button size="md">確認して、変更する</Button>
          </form>
        ) : null}
        {isSelf ? null : (
          <form method="post">
            <input type="hidden" name="act" value="dropPosting" />
            <input type="hidden" name="request" value={request.id} />
            <Button size="md" variant="outline">
              {request.mayConfirm ? '変更しない（申請をやめる）' : '申請をやめる'}
            </Button>
          </form>
        )}
      </div>
    </section>
  );
}

/** 役割・所属の変更の申請. */
export function PostingForm({
  officer,
  version,
  offices,
  answer,
}: {
  officer: Officer;
  version: number;
  offices: Offices;
  answer: Answer | undefined;
}) {
  const why = answer?.typed?.why;
  return (
    <section aria-labelledby="posting">
      <Heading level={2} look="s" id="posting">
        役割と所属
      </Heading>
      <p className="mt-1">
        申請すると、別のシステム管理の職員が確認したときに変わります。氏名だけの変更は、すぐに変わります。
      </p>
      <form method="post" noValidate className="mt-3 flex flex-col gap-5">
        <input type="hidden" name="act" value="posting" />
        <input type="hidden" name="version" value={version} />
        <OfficerFields
          offices={offices}
          values={{
            name: officer.name,
            officeCode: officer.officeCode,
            roles: officer.roles,
            sections: officer.sections ?? [],
          }}
          answer={answer}
        />
        <TextField
          label="変える理由"
          name="why"
          required
          fieldSize="s"
          support="例：人事異動で窓口の担当になるため"
          error={answer?.errors?.why}
          defaultValue={typeof why === 'string' ? why : ''}
        />
        <div>
          <Button size="md">役割と所属の変更を申請する</Button>
        </div>
      </form>
    </section>
  );
}
