import { getPerson } from '#db/fixtures/families.ts';
import { birthDateOf, residentRecordCodeOf } from '#db/fixtures/records.ts';
import type { Desk } from './officers.ts';
import { textOf } from './residents.ts';
import { until } from './walker.ts';

/** Somebody registers in the next town with a paper and never filed at the old one: its 転入通知 waits for an officer there. */
export async function unfiledNotice(next: Desk, old: Desk, key: string): Promise<string> {
  const { person, family } = getPerson(key);
  await next.walker.open(`/office/${next.town}/acts/new/moving-in`);
  const filed = await next.walker.submit('name="form"', {
    press: 'draft',
    'persons.0.kind': 'japanese',
    'persons.0.full': person.name.full,
    'persons.0.kana': person.name.kana ?? '',
    'persons.0.bornOn': birthDateOf(person).text,
    'persons.0.sex': person.sex,
    'persons.0.standing.chosen': '世帯主',
    'persons.0.domicile': family.registeredDomicile?.address ?? '',
    'persons.0.headOfRegister': family.registeredDomicile?.headOfRegister ?? '',
    'persons.0.code': residentRecordCodeOf(key),
    movedInOn: '令和8年11月24日',
    'newAddress.town': '辻堂西海岸二丁目',
    'newAddress.lot': '7番8号',
    'origin.previousAddress.municipality': '東京都調布市',
    'identification.document': '運転免許証',
  });
  if (!filed.url.includes('/drafts/')) throw new Error(`no 転入 of ${key}: ${filed.status} ${textOf(filed)}`);
  const done = await next.walker.submit('value="decide"');
  if (done.status !== 200) throw new Error(`転入 of ${key} is not registered: ${textOf(done)}`);
  return until(`転入通知 of ${key}`, async () => {
    const { body } = await old.walker.open(`/office/${old.town}/notices`);
    return /href="([^"]*\/notices\/[0-9a-f-]{36})"/.exec(body)?.[1];
  });
}
