import { expect, it } from 'vitest';
import { bugZoo } from '../bugs/zoo.ts';
import { zooScenarios } from '../scenarios/zoo.ts';
import { createSessionWith } from './createSession.ts';
import { Bench, settled } from './testBench.ts';

async function violatedAtEnd(session: ReturnType<typeof createSessionWith>): Promise<string[]> {
  session.seekEnd();
  await settled();
  return session.store.getState().frame.invariants.filter(({ violation }) => violation !== null).map(({ property }) => property);
}

it.each(bugZoo.filter(({ breaks }) => breaks !== 'Liveness'))('$name: the page sees it, and nothing in the same run without it', async ({ name, breaks }) => {
  const session = createSessionWith(new Bench());
  const scenario = zooScenarios.find(({ id }) => id === name);
  expect(await session.openScenario(scenario?.text ?? '', name)).toBe(true);
  expect(await violatedAtEnd(session)).toContain(breaks);

  const { seed } = session.store.getState().setup;
  expect(await session.rerun({ bugs: [] }, 'clean')).toBe(true);
  const { setup, title, frame } = session.store.getState();
  expect([setup.cluster.bugs, setup.seed, title, frame.eventCount]).toEqual([[], seed, 'clean', 0]);
  expect(await violatedAtEnd(session)).toEqual([]);

  expect(await session.rerun({ bugs: [name] }, null)).toBe(true);
  expect(await violatedAtEnd(session)).toContain(breaks);
});
