import { accessRecords } from './ja/access-records.ts';
import { acts } from './ja/acts.ts';
import { errors } from './ja/errors.ts';
import { lifelines } from './ja/lifelines.ts';
import { myData } from './ja/my-data.ts';
import { notices } from './ja/notices.ts';
import { onlineCheck } from './ja/online-check.ts';
import { pages } from './ja/pages.ts';
import { paperForm } from './ja/paper-form.ts';
import { provisions } from './ja/provisions.ts';
import { questions } from './ja/questions.ts';
import { refusals } from './ja/refusals.ts';
import { relationships } from './ja/relationships.ts';
import { relocations } from './ja/relocations.ts';
import { slots } from './ja/slots.ts';
import { start } from './ja/start.ts';
import { status } from './ja/status.ts';
import { toDos } from './ja/to-dos.ts';

/** 文言（日本語）: every resident text; sentences of 60 characters at most. */
export const ja = {
  ...start,
  ...pages,
  ...questions,
  ...errors,
  ...refusals,
  ...status,
  ...acts,
  ...relocations,
  ...relationships,
  ...toDos,
  ...lifelines,
  ...provisions,
  ...accessRecords,
  ...myData,
  ...onlineCheck,
  ...paperForm,
  ...slots,
  ...notices,
} as const;
