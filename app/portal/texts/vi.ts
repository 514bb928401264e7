import type { Catalogue } from './text.ts';
import { accessRecords } from './vi/access-records.ts';
import { acts } from './vi/acts.ts';
import { errors } from './vi/errors.ts';
import { lifelines } from './vi/lifelines.ts';
import { myData } from './vi/my-data.ts';
import { notices } from './vi/notices.ts';
import { onlineCheck } from './vi/online-check.ts';
import { pages } from './vi/pages.ts';
import { paperForm } from './vi/paper-form.ts';
import { provisions } from './vi/provisions.ts';
import { questions } from './vi/questions.ts';
import { refusals } from './vi/refusals.ts';
import { relationships } from './vi/relationships.ts';
import { relocations } from './vi/relocations.ts';
import { slots } from './vi/slots.ts';
import { start } from './vi/start.ts';
import { status } from './vi/status.ts';
import { toDos } from './vi/to-dos.ts';

/** 文言 in Vietnamese: the same keys as in Japanese. */
export const vi: Catalogue = {
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
  ...relationships,
  ...relocations,
  ...slots,
  ...start,
  ...status,
  ...toDos,
};
