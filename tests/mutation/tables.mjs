// The test functions that the tables of the engine use, for a run inside the process that holds the mutants. A worker
// per mutant, as vitest starts one, costs a hundred times what these tests themselves take.
import { format } from 'node:util';
import { expect } from 'vitest';

// On the global object: Vite may import this module under a second address.
globalThis.__tables__ ??= { file: '', groups: [], collected: [] };
const state = globalThis.__tables__;

/** The tests of one file, declared while `load` imports it. */
export async function collectFrom(file, load) {
  Object.assign(state, { file, groups: [], collected: [] });
  await load();
  return state.collected;
}

/** Says of a test that it is a property. */
export class PropertyLeftOut extends Error {
  name = 'PropertyLeftOut';
}

function add(name, run) {
  const full = [...state.groups, name].join(' ');
  // Two rows of a table may read the same.
  const same = state.collected.filter((known) => known.name === full).length;
  state.collected.push({ id: `${state.file}#${full}#${same}`, name: full, fileName: state.file, run });
}

function group(name, body) {
  state.groups.push(name);
  body();
  state.groups.pop();
}

/** `$key` of a row that is an object, `%s` and its like of any other row. */
function rowName(template, row) {
  const values = Array.isArray(row) ? row : [row];
  const named = template.replace(/\$([\w.]+)/g, (written, path) => {
    const value = path.split('.').reduce((at, key) => at?.[key], values[0]);
    return value === undefined ? written : String(value);
  });
  const used = (named.match(/%[sdifjoO]/g) ?? []).length;
  return used > 0 ? format(named, ...values.slice(0, used)) : named;
}

function each(declare) {
  return (rows) => (template, body) => {
    for (const row of rows) {
      declare(rowName(template, row), () => (Array.isArray(row) ? body(...row) : body(row)));
    }
  };
}

export const test = Object.assign(add, { each: each(add) });
export const it = test;
export const describe = Object.assign(group, { each: each(group) });
export { expect };
