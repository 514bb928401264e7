import { addDays } from '#app/vocabulary/dates.ts';
import type { CalendarDate } from '#app/vocabulary/persons.ts';
import { minutesOf, type TimeOfDay, timeOf } from '#app/vocabulary/visit-slots.ts';

/** 予定 of one visit for a calendar. */
export interface CalendarEvent {
  /** The same for every version of the event. */
  uid: string;
  /** When the file was made. */
  madeAt: string;
  title: string;
  location: string;
  description: string;
  on: CalendarDate;
  /** Without it the event is the whole day. */
  startsAt?: TimeOfDay;
  minutes?: number;
}

const FOLD_AT = 73;

/** TEXT of RFC 5545 3.3.11. */
function escaped(value: string): string {
  return value.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r?\n/g, '\\n');
}

/** Lines are folded after at most 75 octets (3.1), never inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const length = new TextEncoder().encode(character).length;
    if (octets + length > FOLD_AT) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += character;
    octets += length;
  }
  return [...parts, part].join('\r\n ');
}

const compact = (date: CalendarDate) => date.replaceAll('-', '');
const local = (date: CalendarDate, time: TimeOfDay) => `${compact(date)}T${time.replace(':', '')}00`;

function times({ on, startsAt, minutes }: CalendarEvent): string[] {
  if (!startsAt) {
    return [`DTSTART;VALUE=DATE:${compact(on)}`, `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`];
  }
  const ends = timeOf(Math.min(minutesOf(startsAt) + (minutes ?? 30), 23 * 60 + 59));
  return [`DTSTART;TZID=Asia/Tokyo:${local(on, startsAt)}`, `DTEND;TZID=Asia/Tokyo:${local(on, ends)}`];
}

/** カレンダーファイル (RFC 5545): one event in Asia/Tokyo with a reminder on the day before. */
export function calendarFile(event: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//moving-oss//visit//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VTIMEZONE',
    'TZID:Asia/Tokyo',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0900',
    'TZOFFSETTO:+0900',
    'TZNAME:JST',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${event.madeAt.slice(0, 19).replace(/[-:]/g, '')}Z`,
    ...times(event),
    `SUMMARY:${escaped(event.title)}`,
    `LOCATION:${escaped(event.location)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(event.title)}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
