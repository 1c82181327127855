import type { Check } from './format.ts';

/** Events are counted from the start, time never goes back, and no event happens to two nodes. */
export function eventsInOrder(): Check {
  return function* ({ line, before }) {
    if (before === null) {
      if (line.kind !== 'start' || line.id !== 0) yield 'the first line is not the start';
      return;
    }
    if (line.id !== before.id + 1) yield `event ${line.id} follows event ${before.id}`;
    if (line.time < before.time) yield `time goes back from ${before.time} to ${line.time}`;
    for (const id of Object.keys(line.nodes)) {
      if (id === line.node) continue;
      if (before.nodes[id] === undefined && line.command?.type === 'addNode') continue;
      const unchanged =
        JSON.stringify([line.nodes[id], line.processes[id]]) === JSON.stringify([before.nodes[id], before.processes[id]]);
      if (!unchanged) yield `${id} changes in an event of ${line.node ?? 'no node'}`;
    }
  };
}

/** A request is answered once. */
export function requestsAnsweredOnce(): Check {
  const status = new Map<number, string>();
  return function* ({ line }) {
    for (const request of line.requests) {
      const known = status.get(request.id);
      if (known === undefined && request.id !== status.size + 1) yield `request ${request.id} follows request ${status.size}`;
      if (known !== undefined && known !== 'pending') yield `request ${request.id} is answered ${known} and then ${request.status}`;
      status.set(request.id, request.status);
    }
  };
}
