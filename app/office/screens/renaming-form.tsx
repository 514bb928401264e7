import { Button, Radios, Select, TextArea, TextField } from '#app/ui/index.ts';
import type { Answer } from '../desk.server.ts';
import { RENAMING_GROUNDS } from '../renamings/renaming-words.ts';

/** 住所一括変更の入力欄: leads to the preview; nothing changes yet. */
export function RenamingForm({ answer, today }: { answer: Answer | undefined; today: string }) {
  const typed = (field: string, fallback = '') => {
    const value = answer?.typed?.[field];
    return typeof value === 'string' ? value : fallback;
  };
  const line = (name: string, label: string, support?: string, fallback?: string) => (
    <TextField
      label={label}
      name={name}
      fieldSize="s"
      required
      support={support}
      error={answer?.errors?.[name]}
      defaultValue={typed(name, fallback)}
    />
  );
  return (
    <form method="post" encType="multipart/form-data" className="mt-4 flex max-w-text flex-col gap-4" noValidate>
      <Select
        label="変更の種類"
        name="ground"
        fieldSize="s"
        required
        error={answer?.errors?.ground}
        defaultValue={typed('ground')}
        options={Object.entries(RENAMING_GROUNDS).map(([value, label]) => ({ value, label }))}
      />
      {line('on', '施行日', '例：令和8年11月24日', today)}
      {line('notice', '根拠の告示', '例：令和8年調布市告示第100号')}
      {line('fromTown', '今の町字', '住民票のとおりに書いてください。')}
      {line('toTown', '新しい町字')}
      <TextField
        label="新しい郵便番号"
        name="postcode"
        fieldSize="s"
        width="sm"
        support="変わるときだけ入れてください。"
        error={answer?.errors?.postcode}
        defaultValue={typed('postcode')}
      />
      <Radios
        label="番地の扱い"
        name="lots"
        fieldSize="s"
        required
        error={answer?.errors?.lots}
        defaultValue={typed('lots')}
        options={[
          { value: 'keep', label: '番地は変わらない' },
          { value: 'listed', label: '対応表のとおりに変える', support: '対応表にない番地の世帯は、変更しません。' },
        ]}
      />
      <TextArea
        label="番地の対応表"
        name="pairs"
        fieldSize="s"
        rows={8}
        support="1行に一組、「旧番地,新番地」の形で貼り付けてください。例：35番地1,2丁目35番1号"
        error={answer?.errors?.pairs}
        defaultValue={typed('pairs')}
      />
      <TextField
        label="対応表のファイル（CSV）"
        name="file"
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        fieldSize="s"
        support="選ぶと、貼り付けた表の代わりに使います。"
        error={answer?.errors?.file}
      />
      <div>
        <Button size="md">事前確認をする</Button>
      </div>
    </form>
  );
}
