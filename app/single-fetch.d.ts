import '@remix-run/server-runtime';

// Types of loader and action data as Remix hands them over with single fetch: dates and undefined stay what they are.
declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}
