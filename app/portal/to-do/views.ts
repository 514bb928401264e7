import type { ToDoTick } from '#app/messages/contracts/to-do.ts';
import type { ReceiptNumber } from '#app/vocabulary/identifiers.ts';
import type { DateOfRecord } from '#app/vocabulary/persons.ts';
import type { ToDoAnswers } from './questions.ts';
import type { ToDo } from './to-dos.ts';

/** やることの一覧 as its page shows it. */
export interface ToDoView {
  receiptNumber: ReceiptNumber;
  from: string;
  to: string;
  persons: { name: string; bornOn: DateOfRecord }[];
  items: (ToDo & { tick?: ToDoTick })[];
  answers: ToDoAnswers;
  calledOff: boolean;
  /** The new town has been shown its part. */
  shownToTown: boolean;
}
