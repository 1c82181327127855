// A simulated cluster in manual mode that a test moves message by message, watched by the checkers.

import { createChecker, type Checker } from '../checking/checker.ts';
import { bootInline, commandNow, runUntil } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import type { MessageType } from '../raft/types.ts';
import { Simulation } from '../simulation/simulation.ts';
import { type ClusterSetup, defaultDisk, defaultNetwork } from '../trace/run.ts';

/** A cluster in manual mode, moved by hand. */
export class ByHand {
  readonly simulation: Simulation;
  readonly host: InlineHost;
  readonly checker: Checker;

  constructor(cluster: ClusterSetup, rules: Partial<Rules>) {
    const network = { ...defaultNetwork, mode: 'manual' } as const;
    this.simulation = Simulation.create({ seed: 1, cluster, network, disk: defaultDisk });
    this.host = new InlineHost({ ...paperRules, ...rules });
    bootInline(this.simulation, this.host);
    const checker = createChecker(cluster, this.simulation.observed);
    this.simulation.onEvent((event, observed) => checker.afterEvent(event, observed, this.simulation.requests));
    this.checker = checker;
  }

  do(type: 'campaign' | 'crash' | 'restart' | 'heartbeat', ...nodes: string[]): this {
    for (const node of nodes) commandNow(this.simulation, this.host, { type, node });
    return this.settleDisks();
  }

  /** Delivers the oldest message of this kind from one node to another. */
  deliver(type: MessageType, from: string, to: string): this {
    const next = this.simulation
      .inFlight()
      .find(({ message }) => message.type === type && message.from === from && message.to === to);
    if (next === undefined) throw new Error(`no ${type} from ${from} to ${to} in flight`);
    commandNow(this.simulation, this.host, { type: 'deliver', message: next.id });
    return this.settleDisks();
  }

  /** Delivers between these nodes until nothing is left between them; the rest waits. */
  deliverAmong(...nodes: string[]): this {
    for (;;) {
      const next = this.simulation
        .inFlight()
        .find(({ message: { from, to } }) => nodes.includes(from) && nodes.includes(to));
      if (next === undefined) return this;
      commandNow(this.simulation, this.host, { type: 'deliver', message: next.id });
      this.settleDisks();
    }
  }

  private settleDisks(): this {
    runUntil(this.simulation, this.host, this.simulation.now);
    return this;
  }
}
