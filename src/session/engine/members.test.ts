import { describe, expect, it } from 'vitest';
import { TestPage, trio } from './testPage.ts';

async function led(options: Partial<typeof trio.cluster.options> = {}): Promise<TestPage> {
  const page = new TestPage();
  await page.open({ ...trio, cluster: { ...trio.cluster, options: { ...trio.cluster.options, ...options } } });
  await page.play(1000);
  return page;
}

describe('a cluster that grows', () => {
  it('shows the new node, outside the configuration, and then in it', async () => {
    const page = await led();
    const via = page.leader.id;
    page.take(await page.engine.command({ type: 'addNode', node: 'S4' }, 1000));
    expect(page.node('S4').config.voters).toEqual(['S1', 'S2', 'S3']);
    const voters = ['S1', 'S2', 'S3', 'S4'];
    page.take(await page.engine.command({ type: 'change', via, voters, learners: [] }, 1000));
    await page.play(1500);
    expect(page.node('S4')).toMatchObject({ config: { voters, votersOutgoing: [] }, leaderId: via });
    expect(page.node(via).configIndex).toBeGreaterThan(0);
    expect(page.state.frame.requests).toMatchObject([{ op: 'change', status: 'ok' }]);
  });

  it('has fewer nodes again before it grew, and the same ones after', async () => {
    const page = await led();
    page.take(await page.engine.command({ type: 'addNode', node: 'S4' }, 1000));
    await page.play(1100);
    page.take(page.engine.seekTime(500));
    expect(page.state.frame.nodes.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3']);
    page.take(page.engine.seekTime(1100));
    expect(page.state.frame.nodes.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', 'S4']);
  });
});

it('ends the process of a node that another branch had added', async () => {
  const page = await led();
  page.take(await page.engine.command({ type: 'addNode', node: 'S4' }, 1000));
  await page.play(1100);
  expect(page.host.running).toContain('S4');
  page.take(page.engine.seekTime(500));
  page.take(await page.engine.command({ type: 'heal', links: null }, 500));
  expect(page.host.running).toEqual(['S1', 'S2', 'S3']);
});

describe('what the screen is told of', () => {
  it('a snapshot: how far, how large, and what is in it', async () => {
    const page = await led();
    const { id } = page.leader;
    const command = { set: ['x', '1'], client: 'alice', seq: 1 } as const;
    page.take(await page.engine.command({ type: 'propose', to: id, command }, 1000));
    await page.play(1200);
    page.take(await page.engine.command({ type: 'disk', settings: { fsyncMs: [5, 5] } }, 1200));
    page.take(await page.engine.command({ type: 'compact', node: id, upTo: null }, 1200));
    expect(page.node(id).snapshotDurable).toBe(false);
    await page.play(1210);
    expect(page.node(id).snapshotDurable).toBe(true);
    const node = page.node(id);
    expect(node).toMatchObject({ snapshotIndex: 2, entries: [], snapshot: { keys: 1, sessions: 1 } });
    expect(node.snapshot?.bytes).toBeGreaterThan(20);
    expect([...node.sessions.keys()]).toEqual(['alice']);
  });

  it('a lease: it lasts while a majority answers, and no longer', async () => {
    const page = await led({ checkQuorum: true });
    const { leaseSince, leaseUntil, quorumDeadline } = page.leader;
    expect(leaseSince).toBeLessThan(1000);
    expect(leaseUntil).toBeGreaterThan(1000);
    expect((leaseUntil ?? 0) - (leaseSince ?? 0)).toBeCloseTo(150 / 1.1, 2);
    expect(quorumDeadline).toBeGreaterThan(1000);
    expect((await led()).leader.leaseUntil).toBeNull();
  });

  it('when followers heard their leader', async () => {
    const page = await led();
    const follower = page.state.frame.nodes.find(({ role }) => role === 'follower');
    expect(1000 - (follower?.leaderHeardAt ?? 0)).toBeLessThan(80);
    expect(page.leader.progress[follower?.id ?? '']?.heardAt).toBeGreaterThan(900);
  });
});
