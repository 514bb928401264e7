import { afterEach, beforeEach, expect, vi } from 'vitest';

// An error on the console is a failure: nothing may be logged that a test did not expect.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  expect(vi.mocked(console.error).mock?.calls ?? []).toEqual([]);
  vi.restoreAllMocks();
});
