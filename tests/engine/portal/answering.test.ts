import { describe, expect, it } from 'vitest';
import { type AnsweringFacts, answer, type FormQuestionId } from '#app/portal/answering/answer.ts';
import { typedDate } from '#app/portal/answering/date-input.ts';
import { formValues } from '#app/portal/answering/form-values.ts';
import { chooseDestination } from '#app/portal/answering/move.ts';
import { answerPerson, removePerson } from '#app/portal/answering/movers.ts';
import { questionsToCorrect } from '#app/portal/applications/correction.ts';
import type { Answers, Destination } from '#app/portal/drafts/answers.ts';
import { isAnswered } from '#app/portal/drafts/questions.ts';
import { safeReturn } from '#app/portal/sign-in/return-path.ts';
import { text } from '#app/portal/texts/text.ts';
import { COMPLETE, FACTS, TODAY, without } from './answers.ts';

const FUJISAWA: Destination = {
  municipalityCode: '142051',
  prefecture: '神奈川県',
  municipality: '藤沢市',
  town: '辻堂西海岸',
  postcode: '2510046',
};
const CHIGASAKI: Destination = { ...FUJISAWA, municipalityCode: '142077', municipality: '茅ヶ崎市' };
const CHOFU: Destination = { municipalityCode: '132080', prefecture: '東京都', municipality: '調布市' };

const BOOK: Record<string, Destination[]> = {
  '2510046': [FUJISAWA],
  '2530000': [FUJISAWA, CHIGASAKI],
  '1820000': [CHOFU],
};
const facts: AnsweringFacts = {
  ...FACTS,
  townsOf: (postcode) => BOOK[postcode.normalize('NFKC').replace(/\D/g, '')] ?? [],
};

function post(fields: Record<string, string | string[]>) {
  return formValues(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const)),
  );
}

function ask(question: FormQuestionId, fields: Record<string, string | string[]>, answers: Answers = COMPLETE) {
  return answer(question, answers, post(fields), facts);
}

describe('日付の入力', () => {
  const read = (year: string, month: string, day: string, era = 'western') =>
    typedDate(post({ 'd.era': era, 'd.year': year, 'd.month': month, 'd.day': day }), 'd');
  it.each([
    ['2026', '11', '28', 'western', '2026-11-28'],
    ['２０２６年', '１１月', '２８日', 'western', '2026-11-28'],
    ['8', '11', '28', 'reiwa', '2026-11-28'],
    ['元', '5', '1', 'reiwa', '2019-05-01'],
    ['令和8', '11', '28', 'western', '2026-11-28'],
    ['R8', '11', '28', 'western', '2026-11-28'],
    ['55', '8', '25', 'showa', '1980-08-25'],
    ['15', '12', '25', 'taisho', '1926-12-25'],
  ])('%s年%s月%s日（%s）は %s', (year, month, day, era, on) => {
    expect(read(year, month, day, era)).toEqual({ on });
  });

  it.each([
    ['2026', '2', '29', 'western'],
    ['2026', '13', '1', 'western'],
    ['64', '1', '8', 'showa'],
    ['8', '11', '28', 'western'],
    ['', '11', '28', 'western'],
  ])('%s年%s月%s日（%s）は読めない', (year, month, day, era) => {
    expect(read(year, month, day, era)).toHaveProperty('error');
  });
});

describe('質問への回答', () => {
  it('世帯から選ぶ: だれも選ばなければ誤り、知らない鍵は数えない', () => {
    expect(ask('movers', { movers: 'h99' })).toMatchObject({
      kind: 'malformed',
      errors: { movers: expect.any(String) },
    });
    expect(ask('movers', { movers: ['h1', 'h2'] })).toMatchObject({ kind: 'kept', answers: { picked: ['h1', 'h2'] } });
  });

  it('引っ越さなくなった人のカード・続柄・世帯主の回答は消える', () => {
    const kept = ask('movers', { movers: ['h1', 'h2'] });
    expect(kept.kind === 'kept' && [kept.answers.cards, kept.answers.newHeadKey]).toEqual([['h1'], undefined]);
  });

  it('だれもカードを持っていなければ、オンラインでは届け出られない（住民基本台帳法第24条の2）', () => {
    expect(ask('cards', {})).toMatchObject({ kind: 'malformed' });
    expect(ask('cards', { nobody: 'yes' })).toMatchObject({ kind: 'refused', refusal: { code: 'noCardAmongMovers' } });
  });

  it('引越しの日: 年2桁は令和として読み、受付期間の外は断る（住民基本台帳法第24条）', () => {
    const fields = (year: string) => ({ 'movingOn.year': year, 'movingOn.month': '11', 'movingOn.day': '30' });
    expect(ask('moving-date', fields('8'))).toMatchObject({ kind: 'kept', answers: { movingOn: '2026-11-30' } });
    expect(ask('moving-date', fields('9'))).toMatchObject({
      kind: 'refused',
      refusal: { code: 'outsideFilingWindow' },
    });
  });

  it('国外は断り、選ばなければ誤り', () => {
    expect(ask('destination', { destinationKind: 'abroad' })).toMatchObject({ kind: 'refused' });
    expect(ask('destination', {})).toMatchObject({ kind: 'malformed' });
  });

  it('郵便番号: 町が一つならそのまま決まり、いくつかあれば選ぶ', () => {
    expect(ask('postcode', { postcode: '〒２５１－００４６' })).toMatchObject({
      kind: 'kept',
      answers: { destination: FUJISAWA },
    });
    const several = ask('postcode', { postcode: '2530000' });
    expect(several.kind === 'kept' && several.answers.destination).toBeUndefined();
    const asked = several.kind === 'kept' ? several.answers : {};
    expect(ask('town', { town: '1' }, asked)).toMatchObject({ kind: 'kept', answers: { destination: CHIGASAKI } });
    expect(ask('town', { town: '2' }, asked)).toMatchObject({ kind: 'malformed' });
  });

  it.each([
    ['', 'empty'],
    ['123', 'form'],
    ['9999999', 'unknown'],
  ])('郵便番号「%s」は誤り', (postcode) => {
    expect(ask('postcode', { postcode })).toMatchObject({
      kind: 'malformed',
      errors: { postcode: expect.any(String) },
    });
  });

  it('今と同じ市区町村は転居になる（住民基本台帳法第23条）', () => {
    expect(ask('postcode', { postcode: '182-0000' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'destinationIsOwnTown' },
    });
  });

  it('同じ指定都市の別の区への引越しは、町を決める質問で断り、新しい区の窓口を案内する（住民基本台帳法第38条）', () => {
    const tsuzuki: Destination = { municipalityCode: '141186', prefecture: '神奈川県', municipality: '横浜市都筑区' };
    const inKohoku: Answers = {
      ...COMPLETE,
      profile: {
        name: '桑原　拓海',
        bornOn: '1988-05-17',
        sex: '1',
        address: '',
        readAt: '',
        municipalityCode: '141097',
      },
    };
    const ward = { ...facts, cityWards: ['141097', '141186'], townsOf: () => [tsuzuki] };
    const refused = answer('postcode', inKohoku, post({ postcode: '224-0032' }), ward);
    expect(refused).toMatchObject({
      kind: 'refused',
      refusal: {
        code: 'destinationIsOtherWard',
        sentence: expect.stringContaining('横浜市都筑区'),
        article: '住民基本台帳法第38条',
      },
    });
    expect(text('way.destinationIsOtherWard')).toContain('新しい区の区役所の窓口');
    // Another city's ward and a draft of an earlier day: the question is open again, not the whole form lost.
    expect(answer('postcode', COMPLETE, post({ postcode: '224-0032' }), { ...ward, cityWards: [] }).kind).toBe('kept');
    expect(isAnswered('town', { ...inKohoku, destination: tsuzuki }, ward)).toBe(false);
    expect(isAnswered('town', { ...inKohoku, destination: FUJISAWA }, ward)).toBe(true);
  });

  it('別の町を選び直すと、番地と窓口の回答は消え、同じ町なら残る', () => {
    const changed = chooseDestination({ ...COMPLETE, visitOffice: 'a' }, CHIGASAKI, [], COMPLETE.destination);
    expect(changed.kind === 'kept' && [changed.answers.lot, changed.answers.visitOffice]).toEqual([
      undefined,
      undefined,
    ]);
    const same = chooseDestination({ ...COMPLETE, visitOffice: 'a' }, FUJISAWA, [], COMPLETE.destination);
    expect(same.kind === 'kept' && same.answers.lot).toEqual(COMPLETE.lot);
  });

  it('番地: 未定でもよく、決まっているなら番地が要る', () => {
    expect(ask('lot', { decided: 'no' })).toMatchObject({ kind: 'kept', answers: { lot: { decided: 'no' } } });
    expect(ask('lot', { decided: 'yes', lot: '' })).toMatchObject({
      kind: 'malformed',
      errors: { lot: expect.any(String) },
    });
    expect(ask('lot', { decided: 'yes', lot: '5番6号', building: '髙﨑𠮷ハイツ' })).toMatchObject({
      answers: { lot: { lot: '5番6号', building: '髙﨑𠮷ハイツ' } },
    });
  });

  it('続柄: 全員に要り、世帯主は二人になれない（住民基本台帳法第7条第4号）', () => {
    expect(ask('relationships', { 'relationship.h1': '妻' })).toMatchObject({
      kind: 'malformed',
      errors: { 'relationship.h2': expect.any(String), 'relationship.h3': expect.any(String) },
    });
    expect(
      ask('relationships', { 'relationship.h1': '世帯主', 'relationship.h2': '子', 'relationship.h3': '母' }),
    ).toMatchObject({ kind: 'malformed', errors: { 'relationship.h1': expect.stringContaining('1人だけ') } });
    expect(
      ask('relationships', { 'relationship.h1': '妻', 'relationship.h2': '孫', 'relationship.h3': '母' }),
    ).toMatchObject({ kind: 'malformed' });
  });

  it('連絡先: 電話は全角でもよく、メールはなくてもよい', () => {
    expect(ask('contact', { phone: '０９０−１２３４−５６７８', email: '' })).toMatchObject({
      answers: { contact: { phone: '090-1234-5678' } },
    });
    expect(ask('contact', { phone: '123', email: 'x' })).toMatchObject({
      kind: 'malformed',
      errors: { phone: expect.any(String), email: expect.any(String) },
    });
  });

  it('来庁予定日: 選べない日は理由を示して断る（住民基本台帳法第22条）', () => {
    expect(ask('visit-day', {})).toMatchObject({ kind: 'malformed' });
    expect(ask('visit-day', { visitOn: '2026-11-27' })).toMatchObject({ refusal: { code: 'visitBeforeMove' } });
    expect(ask('visit-day', { visitOn: '2026-12-02' })).toMatchObject({ answers: { visitOn: '2026-12-02' } });
  });
});

describe('引っ越す人の入力', () => {
  const typed: Answers = { ...without('picked'), household: { consent: 'no', outcome: 'declined' }, typed: [] };
  const person = {
    name: '髙橋 花子',
    kana: 'たかはし ﾊﾅｺ',
    'bornOn.era': 'showa',
    'bornOn.year': '55',
    'bornOn.month': '8',
    'bornOn.day': '25',
    sex: '2',
    relationship: '世帯主',
  };

  it('氏名の間は全角の空白、フリガナはカタカナにそろえる', () => {
    const answered = answerPerson(typed, post(person), TODAY);
    expect(answered.kind === 'kept' && answered.answers.typed).toEqual([
      {
        key: 'p1',
        name: '髙橋　花子',
        kana: 'タカハシ　ハナコ',
        bornOn: { text: '昭和55年8月25日', on: '1980-08-25', kind: 'exact' },
        sex: '2',
        relationship: '世帯主',
      },
    ]);
  });

  it('誤りは全部まとめて、欄ごとに示す', () => {
    const answered = answerPerson(typed, post({ name: '', kana: 'abc', 'bornOn.year': '2030' }), TODAY);
    expect(answered.kind === 'malformed' && Object.keys(answered.errors).sort()).toEqual([
      'bornOn',
      'kana',
      'name',
      'relationship',
      'sex',
    ]);
  });

  it('世帯主は二人にならず、直しても増えず、消せば一覧はやり直しになる', () => {
    const first = answerPerson(typed, post(person), TODAY);
    const one = first.kind === 'kept' ? first.answers : typed;
    expect(answerPerson(one, post(person), TODAY)).toMatchObject({ errors: { relationship: expect.any(String) } });
    const again = answerPerson(one, post({ ...person, key: 'p1', name: '髙橋 花' }), TODAY);
    expect(again.kind === 'kept' && again.answers.typed?.map(({ name }) => name)).toEqual(['髙橋　花']);
    expect(removePerson({ ...one, typedDone: true }, 'p1')).toMatchObject({ typed: [], typedDone: false });
  });
});

describe('補正の求め', () => {
  it('要訂正の項目から、開く質問が決まる', () => {
    expect(questionsToCorrect(['newAddress'])).toEqual(['postcode', 'town', 'lot']);
    expect(questionsToCorrect(['movers.0.name', 'filer'])).toEqual([
      'movers',
      'people',
      'cards',
      'relationships',
      'profile',
      'contact',
    ]);
  });

  it('項目が書かれていなければ、すべて直せる', () => {
    expect(questionsToCorrect([])).toContain('moving-date');
    expect(questionsToCorrect(['constructor'])).toContain('moving-date');
  });
});

describe('ログイン後に戻るページ', () => {
  it.each([
    ['/moving/drafts/1/lot?x=1', '/moving/drafts/1/lot?x=1'],
    ['https://example.com/', '/moving'],
    ['//example.com', '/moving'],
    ['/movingout', '/moving'],
    ['/moving\\evil', '/moving'],
    [undefined, '/moving'],
  ])('%s → %s', (path, expected) => {
    expect(safeReturn(path)).toBe(expected);
  });
});
