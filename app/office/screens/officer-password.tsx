import { Button, Heading, NotificationBanner, TextField } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import { officeInstant } from '../office-dates.ts';
import type { PasswordRequest } from '../officers/administration.server.ts';

/** 仮のパスワード: shown once, to the second of the two people. */
export function IssuedPassword({ id, name, password }: { id: string; name: string; password: string }) {
  return (
    <NotificationBanner kind="success" title="仮のパスワードを発行しました" live>
      <p>本人に手渡してください。この画面を閉じると、もう表示できません。3日以内に使わないと無効になります。</p>
      <p>
        {name}（職員番号 {id}）
      </p>
      <p className="font-mono text-std-24B-150 break-all">{password}</p>
      <p>前のパスワード・認証アプリ・サインイン中の端末は、すべて使えなくなりました。</p>
    </NotificationBanner>
  );
}

/** 発行の申請 and what the second person does with it. */
export function RequestDecision({ request }: { request: PasswordRequest }) {
  return (
    <section aria-labelledby="request" className="rounded-12 border-2 border-key-900 p-4">
      <Heading level={2} look="s" id="request">
        パスワードの発行の申請
      </Heading>
      <p className="mt-2">
        {request.requestedByName}さんの申請（{officeInstant(request.requestedAt)}）
      </p>
      <p className="mt-1">理由：{request.reason}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        {request.mayApprove ? (
          <form method="post">
            <input type="hidden" name="act" value="approve" />
            <input type="hidden" name="request" value={request.id} />
            <Button size="md">承認して、仮のパスワードを出す</Button>
          </form>
        ) : (
          <p>申請した職員と本人のほかの、システム管理か住民記録の管理の職員が承認します。</p>
        )}
        <form method="post">
          <input type="hidden" name="act" value="drop" />
          <input type="hidden" name="request" value={request.id} />
          <Button size="md" variant="outline">
            申請をやめる
          </Button>
        </form>
      </div>
    </section>
  );
}

/** パスワードの再発行の申請. */
export function RequestForm({ answer }: { answer: Answer | undefined }) {
  return (
    <section aria-labelledby="reissue">
      <Heading level={2} look="s" id="reissue">
        パスワードの再発行
      </Heading>
      <form method="post" noValidate className="mt-3 flex max-w-text flex-col gap-4">
        <input type="hidden" name="act" value="request" />
        <TextField
          label="理由"
          name="reason"
          required
          fieldSize="s"
          support="例：スマートフォンの故障で確認コードを出せないため"
          error={answer?.errors?.reason}
        />
        <div>
          <Button size="md" variant="outline">
            再発行を申請する
          </Button>
        </div>
      </form>
    </section>
  );
}

/** 停止と再開. */
export function ActiveForm({ version, active }: { version: number; active: boolean }) {
  return (
    <section aria-labelledby="stop">
      <Heading level={2} look="s" id="stop">
        {active ? '停止' : '再開'}
      </Heading>
      <p className="mt-2">
        {active
          ? '停止すると、すべての端末ですぐに使えなくなります。'
          : '再開すると、同じパスワードでサインインできます。'}
      </p>
      <form method="post" className="mt-3">
        <input type="hidden" name="act" value="active" />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="active" value={active ? 'no' : 'yes'} />
        <Button size="md" variant={active ? 'danger' : 'outline'}>
          {active ? 'この職員を停止する' : 'この職員を再開する'}
        </Button>
      </form>
    </section>
  );
}
