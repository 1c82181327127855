// `npm start`: from a bare clone to a page in the browser. PORT and HOST may say where.

import { ensureInstalled, giveUp } from './bootstrap.mjs';

const firstPort = 4173;
const host = process.env.HOST || '127.0.0.1';

const wanted = wantedPort();
await ensureInstalled();
const { serveSite } = await import('./serve.mjs');
const port = wanted === null ? await nextFreePort() : wanted;
if (!(await isFree(port))) giveUp(`Port ${port} is in use. Choose another one, for instance PORT=${port + 1} npm start.`);
try {
  await serveSite({ port, host });
} catch (error) {
  giveUp(`The playground could not be built or served: ${error instanceof Error ? error.message : String(error)}`);
}
const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
process.stdout.write(`\n  Raft Playground: http://${name}:${port}/\n\n  Open it in a browser; Ctrl+C stops it.\n\n`);

/** @returns {number | null} the port the user asks for, if any */
function wantedPort() {
  const text = process.env.PORT;
  if (text === undefined || text === '') return null;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    giveUp(`PORT must be a number from 1 to 65535, not "${text}".`);
  }
  return number;
}

async function nextFreePort() {
  for (let port = firstPort; port < firstPort + 100; port++) {
    if (await isFree(port)) return port;
  }
  return giveUp(`No port from ${firstPort} to ${firstPort + 99} is free. Choose one: PORT=8080 npm start.`);
}

/**
 * `localhost` may mean either family of addresses, so a stranger must listen on neither.
 * @param {number} port
 */
async function isFree(port) {
  const { portIsFree } = await import('./serve.mjs');
  return (await portIsFree(port, host)) && (await portIsFree(port, '::1'));
}
