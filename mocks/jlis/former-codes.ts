import type { MessageContent } from '#app/messages/contracts/catalogue.ts';
import type { Message } from '#app/messages/envelope.ts';
import type { NationalTables } from '#db/schema/index.ts';
import type { Store } from '#db/store.ts';
import { checkTown } from './carried.ts';
import { findRemovedPersons, type PersonKeys } from './persons.ts';

/** Candidates of one answer. */
const MOST = 20;

/** 以前の住民票コードの照会 (住民基本台帳法第30条の3): only persons who are in no register, for nobody is searched for where he lives. */
export function formerCodeAnswers({ store, keys }: { store: Store<NationalTables>; keys: PersonKeys }) {
  return async ({ envelope, content }: Message) => {
    checkTown(envelope);
    const inquiry = content as MessageContent<'FormerCodeInquiry'>;
    const found = await store.read((session) => findRemovedPersons(session, keys, inquiry, MOST));
    const persons = found
      .slice(0, MOST)
      .map(({ record: { residentRecordCode, name, address }, removedOn, matched }) => ({
        residentRecordCode,
        name: { full: name.full, ...(name.kana ? { kana: name.kana } : {}) },
        lastAddress: address,
        ...(removedOn ? { removedOn } : {}),
        matched,
      }));
    return { type: 'FormerCodes' as const, content: { persons, ...(found.length > MOST ? { more: true } : {}) } };
  };
}
