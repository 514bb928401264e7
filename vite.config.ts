import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // Small assets as data URLs would be refused by the content security policy.
  build: { assetsInlineLimit: 0, cssMinify: true },
});
