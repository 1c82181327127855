/** What the page costs: main-thread work per frame, time to the first leader. */
import { chromium, type Browser } from 'playwright';
import { browserArguments, ensureBrowser } from '../../../tools/browser.mjs';
import { serveHarness } from '../../../tools/harness.mjs';
import { serveSite } from '../../../tools/serve.mjs';
import { median } from './table.ts';
import type { WorkerFigures } from './workerBench.ts';

export interface PageFigures {
  /** Main-thread milliseconds per frame, five nodes at 1/20×. */
  readonly frameMs: { readonly median: number; readonly p95: number };
  readonly frames: number;
  /** From the start of the navigation until the page names a leader. */
  readonly firstLeaderMs: number;
}

/** What the harness page offers. */
interface BenchPage {
  benchWorkers(virtualMs: number): Promise<WorkerFigures>;
}

const WATCH_MS = 15_000;

/** Headless Chromium, drawing in software. */
export async function launch(): Promise<Browser> {
  const executablePath = await ensureBrowser(() => undefined);
  return chromium.launch({ executablePath, args: [...browserArguments(), '--disable-gpu'] });
}

export async function benchWorkerHost(browser: Browser): Promise<WorkerFigures> {
  const site = await serveHarness();
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  const figures = await page.evaluate(() =>
    (window as unknown as { harness: BenchPage }).harness.benchWorkers(100_000),
  );
  await page.close();
  await site.close();
  return figures;
}

export async function benchPage(browser: Browser): Promise<PageFigures> {
  const port = await serveSite({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}/`;
  const waits: number[] = [];
  for (let i = 0; i < 5; i += 1) waits.push(await firstLeader(browser, url));
  return { ...(await frameWork(browser, url)), firstLeaderMs: median(waits) };
}

async function firstLeader(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  const said = await page.waitForFunction(
    () => /^S\d+ leads term/.test(document.title) && performance.now(),
    undefined,
    { polling: 'raf' },
  );
  const ms = Number(await said.jsonValue());
  await page.close();
  return ms;
}

interface TraceRecord {
  readonly name: string;
  readonly ph: string;
  readonly tid: number;
  readonly pid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** Sums the renderer's main-thread tasks between one frame and the next, from a browser trace. */
async function frameWork(browser: Browser, url: string): Promise<Pick<PageFigures, 'frameMs' | 'frames'>> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.waitForFunction(() => /^S\d+ leads term/.test(document.title));
  await page.waitForTimeout(2000);
  const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'];
  await browser.startTracing(page, { categories });
  await page.waitForTimeout(WATCH_MS);
  const trace = await browser.stopTracing();
  await page.close();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceRecord[] };
  const work = workPerFrame(traceEvents).toSorted((a, b) => a - b);
  return {
    frameMs: { median: median(work), p95: work[Math.floor(work.length * 0.95)] ?? NaN },
    frames: work.length,
  };
}

function workPerFrame(records: readonly TraceRecord[]): number[] {
  const frames = records.filter(({ name }) => name === 'FireAnimationFrame');
  const [any] = frames;
  if (any === undefined) throw new Error('the trace has no frames');
  const ours = (record: TraceRecord): boolean => record.tid === any.tid && record.pid === any.pid;
  const tasks = records.filter((record) => record.name === 'RunTask' && record.ph === 'X' && ours(record));
  const starts = frames.filter(ours).map(({ ts }) => ts).toSorted((a, b) => a - b);
  const work = new Array<number>(Math.max(0, starts.length - 1)).fill(0);
  let at = 0;
  for (const { ts, dur = 0 } of tasks.toSorted((a, b) => a.ts - b.ts)) {
    const middle = ts + dur / 2;
    while (at + 1 < starts.length && (starts[at + 1] ?? Infinity) <= middle) at += 1;
    if (at < work.length && middle >= (starts[0] ?? 0)) work[at] = (work[at] ?? 0) + dur / 1000;
  }
  return work;
}
