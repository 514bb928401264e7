import { removeRegisters } from '../register.ts';
import { runSuites } from '../suites.ts';
import { benchPages } from './lighthouse.ts';
import { benchLoad } from './load.ts';
import { benchOffice } from './office.ts';
import { benchRendering } from './rendering.ts';
import { openSite, type Site } from './site.ts';

let opened: Promise<Site> | undefined;
const site = () => {
  opened ??= openSite();
  return opened;
};

try {
  await runSuites({
    render: benchRendering,
    load: async () => benchLoad(await site()),
    page: async () => benchPages(await site()),
    office: benchOffice,
  });
} finally {
  await (await opened)?.close();
  removeRegisters();
}
process.exit(0);
