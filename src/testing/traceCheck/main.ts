/** `npx tsx src/testing/traceCheck/main.ts TRACE.ndjson`: says what is wrong with a full trace; exit 1 if anything is. */
import { readFileSync } from 'node:fs';
import { checkTrace } from './checkTrace.ts';

const complaints = checkTrace(readFileSync(process.argv[2] ?? 0, 'utf8'));
for (const { event, check, detail } of complaints) console.log(`event ${event}: ${check}: ${detail}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
