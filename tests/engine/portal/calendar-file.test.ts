import { describe, expect, it } from 'vitest';
import { calendarFile } from '#app/portal/visits/calendar-file.ts';

const EVENT = {
  uid: '2026112409000000001@example.jp',
  madeAt: '2026-11-24T00:00:00.000Z',
  title: '転入届（藤沢市役所 市民窓口センター）',
  location: '藤沢市役所, 市民窓口センター; 神奈川県藤沢市朝日町1番地の1',
  description: '受付番号 2026112409000000001。\n引っ越す人全員のカードと暗証番号を持って行きます。',
  on: '2026-12-01',
};

describe('カレンダーファイル（RFC 5545）', () => {
  it('時間はAsia/Tokyoで書き、夏時間のない時間帯の定めが付く', () => {
    const file = calendarFile({ ...EVENT, startsAt: '09:30', minutes: 45 });
    expect(file).toContain('DTSTART;TZID=Asia/Tokyo:20261201T093000\r\n');
    expect(file).toContain('DTEND;TZID=Asia/Tokyo:20261201T101500\r\n');
    expect(file).toContain('TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n');
    expect(file).toContain('DTSTAMP:20261124T000000Z\r\n');
    expect(file).toContain('TRIGGER:-P1D\r\n');
  });

  it('時間のない予定は一日の予定になる', () => {
    const file = calendarFile(EVENT);
    expect(file).toContain('DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n');
  });

  it('どの行も75オクテット以内で折り返し、文字を切らず、記号は逃がす', () => {
    const file = calendarFile(EVENT);
    const lines = file.split('\r\n');
    for (const line of lines) expect(new TextEncoder().encode(line).length, line).toBeLessThanOrEqual(75);
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const unfolded = file.replaceAll('\r\n ', '');
    expect(unfolded).toContain('LOCATION:藤沢市役所\\, 市民窓口センター\\; 神奈川県藤沢市朝日町1番地の1\r\n');
    expect(unfolded).toContain('DESCRIPTION:受付番号 2026112409000000001。\\n引っ越す人全員');
    expect(file).not.toContain('\uFFFD');
  });
});
