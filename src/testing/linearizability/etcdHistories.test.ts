import { describe, expect, it } from 'vitest';
import { createLinearizability, type Linearizability } from '../../checking/linearizability/linearizability.ts';
import { type RegisterCall, registerModel } from '../../checking/linearizability/register.ts';
import { etcdHistories, type HistoryEvent } from './etcdHistories.ts';

const histories = etcdHistories();

function feed(check: Linearizability<RegisterCall>, event: HistoryEvent): void {
  if ('call' in event) check.invoke(event.operation, 'register', event.call);
  else check.return(event.operation, event.outcome);
}

describe('60 recorded histories of an etcd register', () => {
  it('are all there', () => {
    expect(histories).toHaveLength(60);
    expect(histories.filter(({ linearizable }) => linearizable).length).toBeGreaterThan(5);
  });

  it.each(histories)('$name: linearizable is $linearizable', ({ linearizable, events }) => {
    const check = createLinearizability(registerModel);
    for (const event of events) feed(check, event);
    expect(check.verdict()).toBe(linearizable ? 'linearizable' : 'not');
  });
});
