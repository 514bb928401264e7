import { Button, Checkboxes, Disclosure, Heading, Radios, Select, TextArea, TextField } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import { GROUNDS } from '../inspections/inspection-words.ts';

/** 閲覧の申出の入力欄: what only one ground asks for says so; everything else is asked of all. */
export function InspectionForm({
  answer,
  inspectionId,
  today,
}: {
  answer: Answer | undefined;
  inspectionId: string;
  today: string;
}) {
  const typed = (field: string, fallback = '') => {
    const value = answer?.typed?.[field];
    return typeof value === 'string' ? value : fallback;
  };
  const frame = (name: string, label: string, support?: string) => ({
    label,
    name,
    support,
    fieldSize: 's' as const,
    error: answer?.errors?.[name],
  });
  const line = (
    name: string,
    label: string,
    more: { support?: string; required?: boolean; fallback?: string } = {},
  ) => (
    <TextField
      {...frame(name, label, more.support)}
      required={more.required ?? false}
      unmarked={!more.required}
      defaultValue={typed(name, more.fallback)}
    />
  );
  const area = (name: string, label: string, support?: string, required = false) => (
    <TextArea
      {...frame(name, label, support)}
      rows={3}
      required={required}
      unmarked={!required}
      defaultValue={typed(name)}
    />
  );
  const tick = (name: string, label: string, choice: string) => (
    <Checkboxes
      {...frame(name, label)}
      unmarked
      defaultValue={typed(name) ? ['yes'] : []}
      options={[{ value: 'yes', label: choice }]}
    />
  );
  return (
    <form method="post" className="mt-4 flex max-w-text flex-col gap-4" noValidate>
      <input type="hidden" name="inspectionId" value={typed('inspectionId', inspectionId)} />
      <Heading level={2}>だれが、何のために</Heading>
      <Radios
        {...frame('ground', '申出の根拠')}
        required
        defaultValue={typed('ground')}
        options={Object.entries(GROUNDS).map(([value, label]) => ({ value, label }))}
      />
      {line('applicantName', '機関の名称、または申出者の氏名・名称', { required: true })}
      {line('representative', '代表者・責任者', {
        support: '機関は、事務の責任者の職名と氏名。法人は、代表者の氏名。個人は、書きません。',
      })}
      {line('address', '申出者の住所・所在地', { support: '個人・法人の申出のときに書きます。' })}
      {area('purpose', '請求の事由・利用の目的')}
      {line('outline', '公表する目的の概要', { support: '毎年公表します。例：国民生活に関する世論調査' })}
      <Disclosure summary="目的を明らかにできない機関の請求（犯罪捜査など）" open={typed('secret') !== ''}>
        <div className="flex flex-col gap-4">
          {tick('secret', '法11条2項2号', '犯罪捜査など、目的を明らかにできない請求')}
          {line('law', '根拠の法令の名称')}
          {area('why', '明らかにすることが困難な理由')}
        </div>
      </Disclosure>
      <Heading level={2}>だれが読むか</Heading>
      {area('readers', '閲覧する方', '1行に一人、「氏名、職名（個人・法人は住所）」の形で書きます。5人まで。', true)}
      <Heading level={2}>住民の範囲</Heading>
      {line('towns', '町字', {
        required: true,
        support: '住民票のとおりに、空白で区切って5つまで。丁目を書かなければ、すべての丁目です。',
      })}
      {line('bornFrom', '生年月日の始まり', { support: '例：昭和50年4月1日。限らないときは、書きません。' })}
      {line('bornUntil', '生年月日の終わり')}
      <Select
        {...frame('sex', '男女の別')}
        unmarked
        defaultValue={typed('sex')}
        noEmpty
        options={[
          { value: '', label: '限らない' },
          { value: '1', label: '男' },
          { value: '2', label: '女' },
        ]}
      />
      <TextField
        {...frame('every', '何人に1人を抽出するか', '全員なら1。住所の順に数えます。')}
        inputMode="numeric"
        width="sm"
        required
        defaultValue={typed('every', '1')}
      />
      <TextField
        {...frame('most', '人数の上限', '1,000人まで。')}
        inputMode="numeric"
        width="sm"
        required
        defaultValue={typed('most')}
      />
      {line('plannedFrom', '閲覧の期間の始まり', { required: true, fallback: today })}
      {line('plannedUntil', '閲覧の期間の終わり', { required: true, fallback: today })}
      <Heading level={2}>個人・法人の申出だけに要ること</Heading>
      {area('management', '閲覧した事項の管理の方法')}
      {area('handlers', '取り扱う方の範囲', '法人のときに書きます。')}
      {area('results', '調査研究の成果の取扱い', '調査研究のときに書きます。例：集計した結果を報告書で公表する')}
      {tick('pledged', '誓約書', '目的の外に使わないという誓約書を受け取った')}
      <div>
        <Button size="md">申出を受け付ける</Button>
      </div>
    </form>
  );
}
