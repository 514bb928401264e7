/** 暗証番号の練習への行き方: to the page of the card app and back to `returnTo`; undefined where the app has no such page. */
export function pinRehearsalHref(
  config: { publicOrigin: string; urls: { pinRehearsal?: string }; digitalAuth: { clientId: string } },
  returnTo: string,
): string | undefined {
  const { publicOrigin, urls, digitalAuth } = config;
  if (!urls.pinRehearsal) return undefined;
  const query = { client_id: digitalAuth.clientId, return_to: new URL(returnTo, publicOrigin).href };
  return `${urls.pinRehearsal}?${new URLSearchParams(query)}`;
}
