/** `the-old-leader-returns.raft.json`; without a title `run-seed-42.raft.json`. Letters of any script stay. */
export function scenarioFileName(title: string | null, seed: number): string {
  const words = (title ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${words === '' ? `run-seed-${seed}` : words}.raft.json`;
}
