/** An engine and the page it answers, on one thread, for tests. */
import { defaultDisk, freshCluster, type RunSetup } from '../../trace/run.ts';
import type { NodeFrame } from '../frame.ts';
import { emptyFrame, mergeUpdate } from '../mergeUpdate.ts';
import type { SessionState } from '../state.ts';
import { Engine } from './engine.ts';
import { MirrorHost } from './mirrorHost.ts';
import type { EngineUpdate } from './protocol.ts';

/** Three nodes, latency 10–15 ms. */
export const trio: RunSetup = {
  seed: 3,
  cluster: freshCluster(3),
  network: { mode: 'timed', latencyMs: [10, 15], loss: 0, duplicate: 0, reorder: true },
  disk: defaultDisk,
};

/** What a page shows after the updates it was given. */
export class TestPage {
  host = new MirrorHost();
  readonly engine = new Engine(() => (this.host = new MirrorHost()), () => 0);
  state: SessionState = {
    phase: 'ready',
    failure: null,
    setup: trio,
    title: null,
    frame: emptyFrame,
    events: [],
    playing: false,
    speed: 1,
    selection: null,
    tool: 'select',
    theme: 'system',
    notices: [],
  };

  take(update: EngineUpdate): EngineUpdate {
    // As if it came from another thread: nothing of the engine's is shared with the page.
    const copy = structuredClone(update);
    this.state = { ...this.state, ...mergeUpdate(this.state, copy) };
    return copy;
  }

  async open(setup: RunSetup = trio): Promise<void> {
    this.take(await this.engine.open(setup, null, [], null, null));
  }

  async play(until: number): Promise<void> {
    this.take(await this.engine.advance(until, Infinity));
  }

  node(id: string): NodeFrame {
    const found = this.state.frame.nodes.find((node) => node.id === id);
    if (found === undefined) throw new Error(`no node ${id}`);
    return found;
  }

  get leader(): NodeFrame {
    const found = this.state.frame.nodes.find(({ role }) => role === 'leader');
    if (found === undefined) throw new Error('nobody leads');
    return found;
  }

  get ids(): number[] {
    return this.state.events.map(({ id }) => id);
  }
}
