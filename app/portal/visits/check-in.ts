/** 受付の符号: 128 unpredictable bits as 22 characters; what it belongs to, only portal and town know. */
export function checkInCode(random: (below: number) => number): string {
  const bytes = Array.from({ length: 16 }, () => random(256));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
