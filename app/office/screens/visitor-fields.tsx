import { Radios, Select, TextField } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';

/** 提示された書類: the first ones are those with a photograph. */
export const DOCUMENTS = [
  '個人番号カード',
  '運転免許証',
  '旅券（パスポート）',
  '在留カード・特別永住者証明書',
  '障害者手帳',
  '資格確認書と年金手帳（2点）',
] as const;

/** 来庁者の区分 (住民基本台帳法第27条) and how the right to file is shown. */
export const VISITOR_KINDS = {
  filer: { label: '本人', authority: '本人' },
  householdMember: { label: '同じ世帯の人', authority: '同一世帯（転出証明書情報で確認）' },
  proxy: { label: '代理人', authority: '委任状' },
} as const;

/** 本人確認と権限の記録: prefilled for a visit as it was announced. */
export function VisitorFields({
  answer,
  defaults,
}: {
  answer: Answer | undefined;
  defaults: { kind?: string; name?: string; document?: string };
}) {
  const typed = (name: string, fallback?: string) => {
    const value = answer?.typed?.[name];
    return typeof value === 'string' ? value : fallback;
  };
  return (
    <>
      <Radios
        label="来庁した人"
        name="kind"
        required
        fieldSize="s"
        inline
        error={answer?.errors?.kind}
        defaultValue={typed('kind', defaults.kind)}
        options={Object.entries(VISITOR_KINDS).map(([value, { label }]) => ({ value, label }))}
      />
      <TextField
        label="来庁した人の氏名"
        name="name"
        required
        fieldSize="s"
        width="md"
        error={answer?.errors?.name}
        defaultValue={typed('name', defaults.name)}
      />
      <Select
        label="提示された書類"
        name="document"
        required
        fieldSize="s"
        width="md"
        support="顔写真と本人を見比べます。暗証番号は本人確認の代わりになりません。"
        error={answer?.errors?.document}
        defaultValue={typed('document', defaults.document ?? DOCUMENTS[0])}
        options={DOCUMENTS.map((value) => ({ value, label: value }))}
      />
      <TextField
        label="委任状の日付など（代理人のとき）"
        name="letter"
        fieldSize="s"
        width="md"
        unmarked
        error={answer?.errors?.letter}
        defaultValue={typed('letter')}
      />
    </>
  );
}
