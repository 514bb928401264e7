// Plain Node: weighs pages of a running server as a browser would fetch them.
// node tests/page-weight.mjs http://localhost:3000 / /moving /demo …
// A page without React may weigh 20 KB (HTML and CSS, compressed), a hydrated one 120 KB with its scripts.

import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

const PLAIN_LIMIT = 20 * 1024;
const HYDRATED_LIMIT = 120 * 1024;

/** What comes over the line, and what it says. Redirects are followed, cookies of a session may be given. */
function load(url, redirects = 5) {
  const headers = { 'Accept-Encoding': 'br', ...(process.env.COOKIE ? { Cookie: process.env.COOKIE } : {}) };
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { location } = response.headers;
        if (location && redirects > 0) return resolve(load(new URL(location, url), redirects - 1));
        const body = Buffer.concat(chunks);
        const plain = response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body;
        resolve({ status: response.statusCode, bytes: body.length, text: plain.toString('utf8'), url });
      });
    }).on('error', reject);
  });
}

const attribute = (tag, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

function filesOf(html) {
  const tags = (name) => [...html.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag);
  const styles = tags('link').filter((tag) => attribute(tag, 'rel') === 'stylesheet');
  const preloaded = tags('link').filter((tag) => attribute(tag, 'rel') === 'modulepreload');
  const scripts = tags('script').filter((tag) => attribute(tag, 'src'));
  const imported = [...html.matchAll(/import(?:[^"';]*from)?\s*"(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path);
  return {
    css: styles.map((tag) => attribute(tag, 'href')),
    js: [
      ...preloaded.map((tag) => attribute(tag, 'href')),
      ...scripts.map((tag) => attribute(tag, 'src')),
      ...imported,
    ],
  };
}

async function weigh(base, path) {
  const page = await load(new URL(path, base));
  const { css, js } = filesOf(page.text);
  const sum = async (paths) => {
    const files = await Promise.all([...new Set(paths)].map((file) => load(new URL(file, base))));
    const missing = files.find(({ status }) => status !== 200);
    if (missing) throw new Error(`${path} needs ${missing.url}, which answers ${missing.status}.`);
    return files.reduce((total, file) => total + file.bytes, 0);
  };
  const [styles, scripts] = [await sum(css), await sum(js)];
  const hydrated = page.text.includes('__remixContext');
  const limit = hydrated ? HYDRATED_LIMIT : PLAIN_LIMIT;
  const counted = page.bytes + styles + (hydrated ? scripts : 0);
  return { path, status: page.status, html: page.bytes, css: styles, js: scripts, hydrated, counted, limit };
}

const [base, ...paths] = process.argv.slice(2);
if (!base || paths.length === 0) {
  console.error('Usage: node tests/page-weight.mjs <base url> <path> …');
  process.exit(2);
}
const weights = [];
for (const path of paths) weights.push(await weigh(base, path));
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
console.table(
  weights.map((page) => ({
    page: page.path,
    status: page.status,
    html: kb(page.html),
    css: kb(page.css),
    js: kb(page.js),
    kind: page.hydrated ? 'hydrated' : 'plain',
    counted: kb(page.counted),
    limit: kb(page.limit),
    verdict: page.counted <= page.limit ? 'ok' : 'TOO HEAVY',
  })),
);
const bad = weights.filter((page) => page.counted > page.limit || page.status >= 500);
if (bad.length > 0) {
  console.error(`Too heavy or broken: ${bad.map(({ path }) => path).join(', ')}`);
  process.exit(1);
}
