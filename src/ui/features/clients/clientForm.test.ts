import { describe, expect, it } from 'vitest';
import { type ClientActor, defaultClient } from '../../../trace/client.ts';
import { checkClientForm, emptyClientForm, nextClientName } from './clientForm.ts';

const client = (id: string, phase: ClientActor['phase'] = 'thinks'): ClientActor => ({
  id, settings: defaultClient, phase, target: 'S1', wakeAt: 1, timeoutAt: 1, operation: null, request: null,
});
const none = { clients: [] };
const form = emptyClientForm(none);

describe('the form of a client', () => {
  it('starts with the defaults, and a name that nobody has', () => {
    expect(checkClientForm(form, none)).toEqual({ settings: defaultClient, errors: [], warnings: [] });
    expect(nextClientName({ clients: [client('c1'), client('c3')] })).toBe('c2');
  });

  it('turns what is typed into settings', () => {
    const typed = { ...form, reads: 'lease', session: false, loss: '12.5', timeout: '80', key: ' k ' } as const;
    expect(checkClientForm(typed, none).settings).toMatchObject({ reads: 'lease', session: false, loss: 0.125, timeoutMs: 80, key: 'k' });
  });

  it.each([
    [{ name: ' ' }, 'Name: expected 1 to'],
    [{ key: '' }, 'Key: expected 1 to 256 characters, found nothing.'],
    [{ loss: '101' }, 'Loss: expected a number from 0 to 100 %, found “101”.'],
    [{ timeout: '0' }, 'Time-out: expected a number from 1 to 60000 ms, found “0”.'],
    [{ think: { low: '9', high: '3' } }, 'Rest: the lowest (9 ms) is above the highest (3 ms).'],
    [{ think: { low: '0', high: '0' }, latency: { low: '0', high: '0' } }, 'time would stand still'],
  ])('refuses %j', (typed, text) => {
    const { settings, errors } = checkClientForm({ ...form, ...typed }, none);
    expect(settings).toBeNull();
    expect(errors.map((error) => error.text).join()).toContain(text);
  });

  it('warns of a time-out that always comes, and of a name that acts already', () => {
    expect(checkClientForm({ ...form, timeout: '20' }, none).warnings).toMatchObject([{ field: 'timeout' }]);
    expect(checkClientForm({ ...form, name: 'c1' }, { clients: [client('c1')] }).warnings).toMatchObject([{ field: 'name' }]);
    expect(checkClientForm({ ...form, name: 'c1' }, { clients: [client('c1', 'stopped')] }).warnings).toEqual([]);
  });
});
