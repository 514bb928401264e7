import { accessRecords } from './en/access-records.ts';
import { acts } from './en/acts.ts';
import { errors } from './en/errors.ts';
import { lifelines } from './en/lifelines.ts';
import { myData } from './en/my-data.ts';
import { notices } from './en/notices.ts';
import { onlineCheck } from './en/online-check.ts';
import { pages } from './en/pages.ts';
import { paperForm } from './en/paper-form.ts';
import { provisions } from './en/provisions.ts';
import { questions } from './en/questions.ts';
import { refusals } from './en/refusals.ts';
import { relationships } from './en/relationships.ts';
import { relocations } from './en/relocations.ts';
import { slots } from './en/slots.ts';
import { start } from './en/start.ts';
import { status } from './en/status.ts';
import { toDos } from './en/to-dos.ts';
import type { Catalogue } from './text.ts';

/** 文言 in English: the same keys as in Japanese. */
export const en: Catalogue = {
  ...acts,
  ...errors,
  ...lifelines,
  ...accessRecords,
  ...myData,
  ...notices,
  ...onlineCheck,
  ...paperForm,
  ...pages,
  ...provisions,
  ...questions,
  ...refusals,
  ...relationships,
  ...relocations,
  ...slots,
  ...start,
  ...status,
  ...toDos,
};
