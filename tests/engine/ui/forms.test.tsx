import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import {
  Checkboxes,
  DateFields,
  ErrorSummary,
  listErrors,
  Radios,
  Select,
  TextArea,
  TextField,
} from '#app/ui/index.ts';

const html = renderToStaticMarkup;

describe('入力欄', () => {
  test('ラベル、サポートテキスト、入力欄、エラーの順に並び、互いに結び付く', () => {
    const field = html(
      <TextField label="氏名" name="name" support="住民票の文字で" error="氏名を入力してください。" required />,
    );
    expect(field).toMatch(/<label for="name".*住民票の文字で.*<input.*＊氏名を入力してください。/);
    expect(field).toContain('aria-describedby="name-support name-error"');
    expect(field).toContain('aria-invalid="true"');
    expect(field).toContain('※必須');
  });

  test('必須は言葉で示し、ブラウザーの検査は使わない', () => {
    const field = html(<TextField label="氏名" name="name" required />);
    expect(field).toContain('aria-required="true"');
    expect(field).not.toMatch(/ required=/);
    expect(html(<TextField label="電話" name="phone" />)).toContain('※任意');
    expect(html(<TextField label="電話" name="phone" unmarked />)).not.toContain('※');
  });

  test('誤りがなければ、誤りと言わない', () => {
    const field = html(<TextField label="氏名" name="name" />);
    expect(field).not.toContain('aria-invalid');
    expect(field).not.toContain('aria-describedby');
  });

  test('変えられない欄は「編集不可」と書く', () => {
    expect(html(<TextField label="住所" name="address" readOnly defaultValue="調布市" />)).toContain('編集不可');
  });

  test('ページの問いになる欄のラベルは見出しになる', () => {
    expect(html(<TextField label="電話番号" name="phone" asHeading />)).toMatch(/<h1><label for="phone"/);
    expect(html(<Radios label="世帯" name="household" asHeading options={[]} />)).toMatch(/<legend[^>]*><h1>世帯/);
  });

  test('複数行と選択も同じ形', () => {
    expect(html(<TextArea label="理由" name="reason" error="理由を入力してください。" />)).toMatch(
      /<textarea[^>]*aria-invalid="true"/,
    );
    const select = html(<Select label="続柄" name="relation" options={[{ value: '20', label: '子' }]} />);
    expect(select).toMatch(/<option value="">選択してください<\/option><option value="20">子/);
  });
});

describe('選択肢', () => {
  const options = [
    { value: 'new', label: '新しい世帯' },
    { value: 'join', label: '今ある世帯', support: '窓口で確認します' },
  ];

  test('fieldsetとlegendで囲み、エラーの一覧から最初の選択肢へ行ける', () => {
    const group = html(<Radios label="世帯" name="household" options={options} error="選んでください。" />);
    expect(group).toMatch(/<fieldset[^>]*aria-describedby="household-error".*<legend/);
    expect(group).toContain('id="household"');
    expect(group).toContain('id="household-2"');
    expect(group).toContain('aria-describedby="household-2-support"');
  });

  test('前に選んだものが選ばれている', () => {
    expect(html(<Radios label="世帯" name="household" options={options} defaultValue="join" />)).toMatch(
      /checked="" value="join"|value="join" checked=""|checked=""[^>]*value="join"/,
    );
    const boxes = html(<Checkboxes label="人" name="movers" options={options} defaultValue={['new', 'join']} />);
    expect(boxes.match(/checked=""/g)).toHaveLength(2);
  });
});

describe('日付', () => {
  test('年・月・日の3つの欄。数字のキーボードが出る', () => {
    const date = html(<DateFields label="引越しの日" name="movingOn" defaultValue={{ year: '2026', month: '12' }} />);
    for (const part of ['year', 'month', 'day']) expect(date).toContain(`name="movingOn.${part}"`);
    expect(date.match(/inputMode="numeric"/gi)).toHaveLength(3);
    expect(date).toContain('id="movingOn"');
  });

  test('元号を選べる形では、元号が最初の欄になる', () => {
    const date = html(<DateFields label="生年月日" name="bornOn" withEra birthday />);
    expect(date).toMatch(/<select id="bornOn"[^>]*name="bornOn.era"/);
    for (const era of ['西暦', '令和', '平成', '昭和', '大正', '明治']) expect(date).toContain(era);
    expect(date).toContain('autoComplete="bday-year"');
  });
});

describe('エラーの一覧', () => {
  test('欄へのリンクが、欄の横と同じ言葉で並び、フォーカスを受ける', () => {
    const errors = listErrors({ name: ['氏名を入力してください。'], '': ['全体の誤り'], other: undefined });
    const summary = html(<ErrorSummary errors={errors} />);
    expect(summary).toContain('href="#name"');
    expect(summary).toContain('氏名を入力してください。');
    expect(summary).toMatch(/<li[^>]*>全体の誤り<\/li>/);
    expect(summary).toMatch(/tabindex="-1"/i);
    expect(summary).toMatch(/autofocus/i);
  });

  test('誤りがなければ何も出さない', () => {
    expect(html(<ErrorSummary errors={[]} />)).toBe('');
  });
});
