import type { Catalogue } from './text.ts';
import { accessRecords } from './zh/access-records.ts';
import { acts } from './zh/acts.ts';
import { errors } from './zh/errors.ts';
import { lifelines } from './zh/lifelines.ts';
import { myData } from './zh/my-data.ts';
import { notices } from './zh/notices.ts';
import { onlineCheck } from './zh/online-check.ts';
import { pages } from './zh/pages.ts';
import { paperForm } from './zh/paper-form.ts';
import { provisions } from './zh/provisions.ts';
import { questions } from './zh/questions.ts';
import { refusals } from './zh/refusals.ts';
import { relationships } from './zh/relationships.ts';
import { relocations } from './zh/relocations.ts';
import { slots } from './zh/slots.ts';
import { start } from './zh/start.ts';
import { status } from './zh/status.ts';
import { toDos } from './zh/to-dos.ts';

/** 文言 in simplified Chinese: the same keys as in Japanese. */
export const zh: Catalogue = {
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
