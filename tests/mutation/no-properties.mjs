// fast-check for the tables: generators can be written down, but a property is not tried (see runner.mjs).
import fc from 'fast-check';
import { PropertyLeftOut } from './tables.mjs';

function assert() {
  throw new PropertyLeftOut();
}

export default { ...fc, assert };
