import type { Services } from './services.server.ts';

declare module '@remix-run/server-runtime' {
  interface AppLoadContext {
    services: Services;
    /** Nonce of the content security policy of this response. */
    nonce: string;
  }
}
