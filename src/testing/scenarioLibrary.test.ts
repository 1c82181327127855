import { describe, expect, it } from 'vitest';
import { decodeScenario } from '../scenarios/decode.ts';
import { exportScenario, printScenario } from '../scenarios/export.ts';
import { library } from '../scenarios/library.ts';
import { runScenario, type ScenarioOutcome } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';

function play(text: string): ScenarioOutcome {
  const scenario = decodeScenario(text);
  return runScenario(scenario, createInlineWorld(scenario.setup, { thorough: true }));
}

it('has every scenario once', () => {
  expect(new Set(library.map(({ id }) => id)).size).toBe(library.length);
  expect(new Set(library.map(({ name }) => name)).size).toBe(library.length);
});

describe.each(library.map((each) => [each.id, each] as const))('%s', (_id, { text, name, description, breaks }) => {
  it('keeps what it promises, and violates nothing but what it means to', () => {
    const violations = breaks.map((property) => ({ property }));
    expect(play(text)).toMatchObject({ reports: [], ok: breaks.length === 0, state: { violations } });
    expect(decodeScenario(text).steps.some(({ kind }) => kind === 'expect')).toBe(true);
  });

  it('can be told in a line and in a paragraph', () => {
    expect(name.length).toBeLessThan(60);
    expect(description).toMatch(/[.)]$|\d$/);
  });

  it.each([
    ['plain steps where they say enough', true],
    ['counted events', false],
  ])('comes back from an export with the same trace: %s', (_way, replay) => {
    const { run, state } = play(text);
    const exported = { run, title: name, endTime: state.time, endEvents: countEvents(text) };
    const document = exportScenario(exported, replay ? createInlineWorld(run) : null);
    const again = play(printScenario(document));
    expect(again).toMatchObject({ reports: [], ok: breaks.length === 0 });
    expect(again.state).toEqual(state);
  });
});

function countEvents(text: string): number {
  const scenario = decodeScenario(text);
  const world = createInlineWorld(scenario.setup);
  runScenario(scenario, world);
  return world.simulation.eventCount;
}
