import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newVisitor } from '#tests/support/browser.ts';
import { copyTemplate, type DemoServer, startDemo } from '#tests/support/demo-server.ts';
import { answerUntil, signIn, startApplication } from '#tests/support/resident.ts';

const run = promisify(execFile);

describe('画面の重さ（HTMLとCSSは圧縮して20 KBまで、スクリプトで動く画面は120 KBまで）', () => {
  let copy: ReturnType<typeof copyTemplate>;
  let server: DemoServer;
  beforeAll(async () => {
    copy = copyTemplate();
    server = await startDemo({ dataDir: copy.dataDir });
  });
  afterAll(async () => {
    await server?.stop();
    copy?.dispose();
  });

  async function weigh(paths: string[], cookie?: string): Promise<string> {
    const env = { ...process.env, ...(cookie ? { COOKIE: cookie } : {}) };
    // Ends with an error, and its table in the message, if one page is above its limit.
    const { stdout } = await run(process.execPath, ['tests/page-weight.mjs', server.origin, ...paths], { env });
    console.log(stdout);
    return stdout;
  }

  test('だれでも見られる画面', async () => {
    const paths = ['/', '/sign-in', '/office', '/office/132080/sign-in', '/demo'];
    const table = await weigh(paths);
    for (const path of paths) expect(table).toContain(path);
  });

  test('住民の画面と質問', async () => {
    const browser = await launchBrowser();
    const { page, context } = await newVisitor(browser);
    await signIn(page, server.origin, 'sato-kenji');
    await startApplication(page);
    const asked: string[] = [];
    await answerUntil(page, { person: 'sato-kenji' }, 'check-answers', async () => {
      asked.push(new URL(page.url()).pathname);
    });
    const cookie = (await context.cookies(server.origin)).map(({ name, value }) => `${name}=${value}`).join('; ');
    await browser.close();
    expect(asked.length).toBeGreaterThan(5);
    await weigh(['/moving', ...new Set(asked)], cookie);
  });
});
