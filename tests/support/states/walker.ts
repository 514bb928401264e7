/** One answer as it came over the line: what a leak test has to look at. */
export interface Seen {
  method: string;
  url: string;
  status: number;
  /** All headers as text; of a redirect its target. */
  headers: string;
  body: string;
}

/** A page at which a walker stands. */
export interface Standing extends Seen {
  forms: PageForm[];
}

/** A form as a browser would send it if nothing were changed. */
export interface PageForm {
  action: string;
  method: string;
  fields: [name: string, value: string][];
  html: string;
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  '#x2F': '/',
};

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27|#x2F);/g, (_, name: string) => ENTITIES[name] ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decode(found);
}

const has = (tag: string, name: string) => new RegExp(`\\s${name}(?:=|[\\s/>])`).test(tag);

function fieldsOf(html: string): [string, string][] {
  const fields: [string, string][] = [];
  const parts = html.matchAll(
    /<input\b[^>]*>|<textarea\b[^>]*>[\s\S]*?<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g,
  );
  for (const [part] of parts) {
    const tag = /^<[^>]*>/.exec(part)?.[0] ?? '';
    const name = attribute(tag, 'name');
    if (name === undefined || has(tag, 'disabled')) continue;
    if (tag.startsWith('<textarea')) {
      fields.push([name, decode(part.slice(tag.length, -'</textarea>'.length))]);
    } else if (tag.startsWith('<select')) {
      const options = [...part.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
      const chosen = options.find((option) => has(option, 'selected')) ?? options[0];
      fields.push([name, (chosen && attribute(chosen, 'value')) ?? '']);
    } else if (!/^(?:radio|checkbox)$/.test(attribute(tag, 'type') ?? 'text') || has(tag, 'checked')) {
      fields.push([name, attribute(tag, 'value') ?? '']);
    }
  }
  return fields;
}

/** Forms of the page itself; those of its frame (sign-out) are posted by name. */
function formsOf(page: string, url: string): PageForm[] {
  const html = page.slice(Math.max(0, page.indexOf('<main')));
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const tag = /^<[^>]*>/.exec(form)?.[0] ?? '';
    return {
      action: new URL(attribute(tag, 'action') || url, url).href,
      method: (attribute(tag, 'method') ?? 'get').toLowerCase(),
      fields: fieldsOf(form),
      html: form,
    };
  });
}

/** Changes to a form: a value, several values, or undefined to leave the field out. */
export type Changes = Record<string, string | readonly string[] | undefined>;

let walkers = 1;

/**
 * A person with a browser that has neither script nor screen: keeps cookies, follows redirects, sends forms as they
 * stand on the page. Fast enough to bring a demo into a state and to read every page of it.
 */
export class Walker {
  readonly #cookies = new Map<string, string>();
  /** Everybody has an address of his own: limits are per address, and a test is quicker than any person. */
  readonly #address = `10.${walkers >> 8}.${walkers++ & 255}.1`;
  here: Standing | undefined;

  constructor(
    readonly origin: string,
    private readonly onSeen: (seen: Seen) => void = () => {},
  ) {}

  /** The cookies, in the form that a browser's context takes. They do not know ports, so one jar is enough. */
  cookies(): { name: string; value: string; domain: string; path: string }[] {
    return Array.from(this.#cookies, ([name, value]) => ({ name, value, domain: 'localhost', path: '/' }));
  }

  /** `Cookie` header of the next request. */
  cookieHeader(): string {
    return Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ');
  }

  async open(path: string): Promise<Standing> {
    return this.#go(new URL(path, this.here?.url ?? this.origin).href, 'GET');
  }

  /** Sends fields to an address, whether a page offers the form or not. */
  async post(path: string, fields: Changes = {}): Promise<Standing> {
    return this.#go(new URL(path, this.here?.url ?? this.origin).href, 'POST', withChanges([], fields));
  }

  /** Sends the form of this page whose HTML contains `marker`, with some fields changed. */
  async submit(marker: string, changes: Changes = {}): Promise<Standing> {
    const form = this.here?.forms.find(({ html }) => html.includes(marker));
    if (!form) throw new Error(`No form with ${marker} on ${this.here?.url} (${this.here?.status})`);
    const body = withChanges(form.fields, changes);
    if (form.method === 'get') return this.#go(`${form.action.split('?')[0]}?${body}`, 'GET');
    return this.#go(form.action, 'POST', body);
  }

  async #go(url: string, method: string, body?: URLSearchParams, redirects = 12): Promise<Standing> {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        Cookie: this.cookieHeader(),
        'X-Forwarded-For': this.#address,
        ...(body ? { Origin: new URL(url).origin } : {}),
      },
      ...(body ? { body } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const seen: Seen = {
      method,
      url,
      status: response.status,
      headers: Array.from(response.headers, ([name, value]) => `${name}: ${decodeURIComponentSafely(value)}`).join(
        '\n',
      ),
      body: await response.text(),
    };
    if (seen.status === 429) throw new Error(`${url}: too many requests, so that nothing was seen`);
    this.onSeen(seen);
    const location = response.headers.get('location');
    if (location && response.status >= 300 && response.status < 400) {
      if (redirects === 0) throw new Error(`${url} leads in a circle`);
      return this.#go(new URL(location, url).href, 'GET', undefined, redirects - 1);
    }
    this.here = { ...seen, forms: formsOf(seen.body, url) };
    return this.here;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value === '' || /max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withChanges(fields: readonly [string, string][], changes: Changes): URLSearchParams {
  const body = new URLSearchParams(fields.filter(([name]) => !(name in changes)));
  for (const [name, value] of Object.entries(changes)) {
    for (const one of value === undefined ? [] : [value].flat()) body.append(name, one);
  }
  return body;
}

/** Asks again until the page says what is waited for; the organisations need a moment to hear of each other. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>, forMs = 30_000): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
