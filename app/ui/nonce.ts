import { createContext, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

/** Carries the nonce of the content security policy to the scripts of a page; only the server provides it. */
export const NonceProvider = NonceContext.Provider;

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
