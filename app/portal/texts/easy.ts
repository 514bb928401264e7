import { accessRecords } from './easy/access-records.ts';
import { acts } from './easy/acts.ts';
import { errors } from './easy/errors.ts';
import { lifelines } from './easy/lifelines.ts';
import { myData } from './easy/my-data.ts';
import { notices } from './easy/notices.ts';
import { onlineCheck } from './easy/online-check.ts';
import { pages } from './easy/pages.ts';
import { paperForm } from './easy/paper-form.ts';
import { provisions } from './easy/provisions.ts';
import { questions } from './easy/questions.ts';
import { refusals } from './easy/refusals.ts';
import { relocations } from './easy/relocations.ts';
import { slots } from './easy/slots.ts';
import { start } from './easy/start.ts';
import { status } from './easy/status.ts';
import { toDos } from './easy/to-dos.ts';
import { ja } from './ja.ts';
import type { Catalogue } from './text.ts';

/** 文言 in やさしい日本語: sentences of their own; short labels are those of Japanese, with their reading. */
export const easy: Catalogue = {
  ...ja,
  ...accessRecords,
  ...acts,
  ...errors,
  ...lifelines,
  ...myData,
  ...notices,
  ...onlineCheck,
  ...paperForm,
  ...pages,
  ...provisions,
  ...questions,
  ...refusals,
  ...relocations,
  ...slots,
  ...start,
  ...status,
  ...toDos,
};
