import { Button, TextField } from '#app/ui/index.ts';

/** Where one goes after signing in. */
export interface Way {
  next: string;
  held: string;
}

/** The way as hidden fields. */
export function WayFields({ way }: { way: Way }) {
  return (
    <>
      <input type="hidden" name="next" value={way.next} />
      <input type="hidden" name="held" value={way.held} />
    </>
  );
}

/** パスワードと認証アプリによるサインイン. */
export function PasswordSignIn({ way, errors, id }: { way: Way; errors: Record<string, string[]>; id: string }) {
  return (
    <form method="post" noValidate className="mt-6 flex max-w-text flex-col gap-5">
      <WayFields way={way} />
      <TextField
        label="職員番号"
        name="id"
        required
        fieldSize="s"
        width="lg"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.id}
        defaultValue={id}
      />
      <TextField
        label="パスワード"
        name="password"
        type="password"
        required
        fieldSize="s"
        width="lg"
        autoComplete="current-password"
        error={errors.password}
      />
      <TextField
        label="確認コード"
        name="code"
        fieldSize="s"
        width="md"
        unmarked
        support="認証アプリに出ている6桁です。スマートフォンがないときは、予備のコードを入力します。仮のパスワードで初めて入るときは、空欄のまま進みます。"
        inputMode="text"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.code}
      />
      <div>
        <Button size="md">サインイン</Button>
      </div>
    </form>
  );
}
