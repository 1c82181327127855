/** etcd's Raft on the same machine, where Go and Debian's package of it are installed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Entries per second by window; null when the peer can't be built here. `source`: its main.go. */
export function benchEtcd(source: string, windows: readonly number[]): Map<number, number> | null {
  const program = join(mkdtempSync(join(tmpdir(), 'etcd-raft-')), 'etcd-raft-bench');
  try {
    execFileSync('go', ['build', '-o', program, source], {
      env: { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode' },
      stdio: 'ignore',
    });
    return new Map(windows.map((window) => [window, run(program, window)]));
  } catch {
    return null;
  }
}

function run(program: string, window: number): number {
  const said = execFileSync(program, ['-window', String(window)], { encoding: 'utf8' });
  const found = /(\d+) committed\+applied entries\/s/.exec(said);
  if (found?.[1] === undefined) throw new Error(`the peer says nothing of its speed: ${said}`);
  return Number(found[1]);
}
