import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A form of one page, sent by the browser to which the page was given. */
export interface BrowserForm {
  field(name: string): string;
}

const FORM_LIMIT = 20_000;

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** ブラウザーの確認: a visit belongs to the browser that began it; a page elsewhere can neither read nor post into it. */
export interface BrowserBinding {
  /** The browser's secret (made now, if it has none) and the header that leaves it there. */
  begin(request: Request): { hash: string; headers: Record<string, string> };
  isSame(request: Request, hash: string): boolean;
  /** The posted form, or undefined if another site sent it. */
  formOf(request: Request): Promise<BrowserForm | undefined>;
}

export function createBrowserBinding(options: { base: string; path: string; cookie: string }): BrowserBinding {
  const { origin, protocol } = new URL(options.base);

  function secretOf(request: Request): string | undefined {
    for (const part of (request.headers.get('cookie') ?? '').split(';')) {
      const [name, value] = part.trim().split('=');
      if (name === options.cookie && value) return value;
    }
    return undefined;
  }

  return {
    begin(request) {
      const secret = secretOf(request) ?? randomBytes(24).toString('base64url');
      const secure = protocol === 'https:' ? '; Secure' : '';
      const cookie = `${options.cookie}=${secret}; Path=${options.path}; HttpOnly; SameSite=Lax${secure}`;
      return { hash: hashOf(secret), headers: { 'set-cookie': cookie } };
    },
    isSame(request, hash) {
      const secret = secretOf(request);
      return secret !== undefined && timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(hash));
    },
    async formOf(request) {
      const from = request.headers.get('origin');
      if (from !== null && from !== origin) return undefined;
      const text = await request.text();
      if (text.length > FORM_LIMIT) return undefined;
      const form = new URLSearchParams(text);
      return { field: (name) => form.get(name) ?? '' };
    },
  };
}
