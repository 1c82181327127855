// `npm run dev`: Vite's development server with hot reload. PORT is respected; further options go to Vite.

import { ensureInstalled } from './bootstrap.mjs';

await ensureInstalled();
if (process.env.PORT) process.argv.push('--port', process.env.PORT, '--strictPort');
const cli = new URL('../node_modules/vite/bin/vite.js', import.meta.url).href;
await import(cli);
