import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ToDoPage } from '#app/portal/screens/to-do-page.tsx';
import { ToDoQuestionsPage } from '#app/portal/screens/to-do-questions-page.tsx';
import { questionsFor, readAnswers } from '#app/portal/to-do/question-form.ts';
import { NO_ANSWERS } from '#app/portal/to-do/questions.ts';
import { toDosOf } from '#app/portal/to-do/to-dos.ts';
import type { ToDoView } from '#app/portal/to-do/views.ts';
import { exactDate } from '#app/vocabulary/japanese-calendar.ts';

function viewOf(changes: Partial<ToDoView> = {}): ToDoView {
  const persons = [
    { name: '山田　太郎', bornOn: exactDate('1984-05-17') },
    { name: '山田　花', bornOn: exactDate('2018-04-10') },
  ];
  const answers = changes.answers ?? NO_ANSWERS;
  const items = toDosOf(
    {
      movers: persons.map(({ bornOn }) => ({ bornOn, hasCard: true })),
      fromMunicipality: '132080',
      toMunicipality: '142051',
      movingOn: '2026-11-28',
      visitOn: '2026-12-01',
      remainingHousehold: 'none',
      progress: { leftOld: false, arrivedNew: false, calledOff: false },
      answers,
    },
    { old: [], new: [] },
  );
  return {
    receiptNumber: '2026112409000000001',
    from: '調布市',
    to: '藤沢市',
    persons,
    items,
    answers,
    calledOff: false,
    shownToTown: true,
    ...changes,
  };
}

/** What is read, without markup. */
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/ +/g, ' ');
const listOf = (view: ToDoView, today = '2026-11-24') => <ToDoPage view={view} today={today} reply={{}} />;

describe('一覧のページ', () => {
  it('手続ごとに、対象の人・期限・持ち物・根拠と、押すボタンが一つある', () => {
    const html = renderToStaticMarkup(listOf(viewOf()));
    const row = /<li id="schoolRegister\.new"[\s\S]*?<\/form><\/li>/.exec(html)?.[0] ?? '';
    expect(words(row)).toContain('山田　花 さん');
    expect(words(row)).toContain('在学証明書と教科書給与証明書');
    expect(words(row)).toContain('学校教育法施行令第4条・第6条');
    expect(row.match(/<button/g)).toHaveLength(1);
    expect(row).toContain('value="yes"');
  });

  it('持ち物は、人ごとに一度だけまとめて並ぶ', () => {
    const html = words(renderToStaticMarkup(listOf(viewOf())));
    const packed = html.slice(html.indexOf('藤沢市の窓口に持って行くもの'));
    const father = packed.slice(packed.indexOf('山田　太郎 さん'), packed.indexOf('山田　花 さん'));
    expect(father.match(/マイナンバーカード/g)).toHaveLength(1);
    expect(father).not.toContain('在学証明書');
    expect(packed.slice(packed.indexOf('家族で1つ'))).toContain('通帳');
  });

  it('期限を過ぎた手続はそう言い、済みにしたものは言わない', () => {
    const late = (view: ToDoView) => words(renderToStaticMarkup(listOf(view, '2026-12-15')));
    expect(late(viewOf())).toContain('期限が過ぎています');
    const tick = { done: true, at: '2026-12-01T01:00:00.000Z', by: 'town', turn: 1 } as const;
    const items = viewOf().items.map((item) => ({ ...item, tick }));
    expect(late(viewOf({ items }))).not.toContain('期限が過ぎています');
    expect(late(viewOf({ items }))).toContain('藤沢市の職員が済みにしました');
  });

  it('終わった届出では、何も求めない', () => {
    const html = renderToStaticMarkup(listOf(viewOf({ calledOff: true })));
    expect(words(html)).toContain('手続きは必要ありません');
    expect(html).not.toContain('name="done"');
  });
});

describe('質問のページ', () => {
  const questions = (view: ToDoView) => questionsFor(new Set(view.items.map(({ key }) => key)), view.answers);

  it('家族に当てはまる人のいない質問は聞かない', () => {
    const child = toDosOf(
      {
        movers: [{ bornOn: exactDate('2018-04-10'), hasCard: false }],
        fromMunicipality: '132080',
        toMunicipality: '142051',
        movingOn: '2026-11-28',
        visitOn: '2026-12-01',
        remainingHousehold: 'none',
        progress: { leftOld: false, arrivedNew: false, calledOff: false },
        answers: NO_ANSWERS,
      },
      { old: [], new: [] },
    );
    const asked = questionsFor(new Set(child.map(({ key }) => key)), NO_ANSWERS);
    expect(asked.persons).not.toContain('careCertified');
    expect(asked.persons).not.toContain('drivingLicence');
    expect(asked.persons).toContain('nationalInsurance');
  });

  it('「だれもいない」と答えた質問は、また変えられる', () => {
    const answers = { ...NO_ANSWERS, persons: { careCertified: [] } };
    const view = viewOf({ answers });
    const asked = questions(view);
    expect(asked.persons).toContain('careCertified');
    const html = renderToStaticMarkup(<ToDoQuestionsPage view={view} questions={asked} reply={{}} />);
    const group = /<fieldset(?:(?!<fieldset)[\s\S])*name="careCertified"[\s\S]*?<\/fieldset>/.exec(html)?.[0] ?? '';
    expect(/<input(?=[^>]*value="nobody")[^>]*>/.exec(group)?.[0]).toContain('checked');
  });

  it('読めない値は答えにならず、いない人は選べない', () => {
    const read = readAnswers({ nationalInsurance: ['0', '7', 'x'], dog: ['perhaps'], moped: ['no'] }, 2);
    expect(read).toEqual({
      answers: { persons: { nationalInsurance: [0] }, household: { moped: false }, shared: false },
    });
  });
});
