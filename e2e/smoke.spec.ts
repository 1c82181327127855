import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { builtSite } from '../tools/site.mjs';

/** Collects what a visitor's console would show in red. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('requestfailed', (request) => complaints.push(`${request.url()} could not be loaded`));
  return complaints;
}

test('the page opens without a complaint in the console', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('./');
  await expect(page).toHaveTitle(/Raft Playground/);
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the built site works under any path and asks no other host for anything', async ({ page }) => {
  const site = await builtSite();
  const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const inside = path.startsWith('/some/deep/path/') ? path.slice('/some/deep/path/'.length) || 'index.html' : null;
    readFile(join(site, inside ?? 'missing')).then(
      (body) => response.setHeader('content-type', types[extname(inside ?? '')] ?? 'application/octet-stream').end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const complaints = complaintsOf(page);
    const strangers: string[] = [];
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && host !== `127.0.0.1:${port}`) strangers.push(request.url());
    });
    await page.goto(`http://127.0.0.1:${port}/some/deep/path/`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
