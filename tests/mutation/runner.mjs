// A test runner for Stryker: imports the engine's tables once and calls, for each mutant, only the tests that reach it.
// A mutant that acts while modules load (a table, a constant) gets the modules loaded anew.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createServer, createServerModuleRunner } from 'vite';
import { collectFrom } from './tables.mjs';

const TABLES = ['juki', 'vocabulary', 'office', 'data-list'].map((folder) => `tests/engine/${folder}`);
const SUCCESS = 0;
const FAILED = 1;

class TableRunner {
  constructor() {
    // What the mutated modules read and write: the active mutant, and who reached which.
    globalThis.__stryker__ ??= {};
    this.state = globalThis.__stryker__;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.root = process.cwd();
    this.server = await createServer({
      root: this.root,
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
      plugins: [standIns()],
    });
    this.modules = createServerModuleRunner(this.server.environments.ssr, { hmr: false, sourcemapInterceptor: false });
    this.files = TABLES.flatMap((folder) =>
      readdirSync(folder, { recursive: true })
        .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.property.test.ts'))
        .map((name) => join(folder, name)),
    );
  }

  async dryRun() {
    await this.load();
    const results = [];
    for (const test of this.tests.values()) {
      this.state.currentTestId = test.id;
      const result = await this.try(test);
      this.state.currentTestId = undefined;
      if (result === 'property') this.tests.delete(test.id);
      else results.push(result);
    }
    const mutantCoverage = this.state.mutantCoverage ?? { static: {}, perTest: {} };
    for (const id of Object.keys(mutantCoverage.perTest)) if (!this.tests.has(id)) delete mutantCoverage.perTest[id];
    return { status: 'complete', tests: results, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    const whileLoading = mutantActivation === 'static';
    this.state.activeMutant = undefined;
    this.state.hitCount = 0;
    this.state.hitLimit = hitLimit;
    try {
      if (whileLoading) {
        this.state.activeMutant = activeMutant.id;
        this.tests = undefined;
      }
      if (!this.tests) await this.load();
      this.state.activeMutant = activeMutant.id;
      return await this.runTests(testFilter);
    } catch (error) {
      // The engine cannot even be loaded: no test would pass.
      return { status: 'killed', killedBy: [...this.known].slice(0, 1), failureMessage: String(error), nrOfTests: 0 };
    } finally {
      this.state.activeMutant = undefined;
      if (whileLoading) this.tests = undefined;
    }
  }

  async runTests(testFilter) {
    const wanted = testFilter ? testFilter.flatMap((id) => this.tests.get(id) ?? []) : [...this.tests.values()];
    let nrOfTests = 0;
    for (const test of wanted) {
      const result = await this.try(test);
      nrOfTests += 1;
      if (this.state.hitCount > this.state.hitLimit) return { status: 'timeout', reason: 'Hit limit reached' };
      if (result !== 'property' && result.status === FAILED) {
        return { status: 'killed', killedBy: [test.id], failureMessage: result.failureMessage, nrOfTests };
      }
    }
    return { status: 'survived', nrOfTests };
  }

  /** Everything imported anew, with the tests that the files declare. */
  async load() {
    this.modules.clearCache();
    const tests = [];
    for (const file of this.files) {
      tests.push(...(await collectFrom(file, () => this.modules.import(resolve(this.root, file)))));
    }
    this.tests = new Map(tests.map((test) => [test.id, test]));
    this.known ??= new Set(this.tests.keys());
  }

  async try(test) {
    const start = performance.now();
    const told = { id: test.id, name: test.name, fileName: resolve(this.root, test.fileName) };
    try {
      await test.run();
      return { ...told, status: SUCCESS, timeSpentMs: performance.now() - start };
    } catch (error) {
      if (error?.name === 'PropertyLeftOut') return 'property';
      return { ...told, status: FAILED, timeSpentMs: performance.now() - start, failureMessage: String(error) };
    }
  }

  async dispose() {
    await this.modules?.close();
    await this.server?.close();
  }
}

/** What the tests import instead of vitest and fast-check: modules of this process, outside what is mutated. */
function standIns() {
  const url = (name) => new URL(name, import.meta.url).href;
  return {
    name: 'stand-ins',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('/tests/engine/')
        ? code
            .replace("from 'vitest'", `from '${url('./tables.mjs')}'`)
            .replace("from 'fast-check'", `from '${url('./no-properties.mjs')}'`)
        : undefined,
  };
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'tables', injectableClass: TableRunner }];
