/** The timeline of a cluster that grows and whose members change, against what the nodes themselves say. */
import { expect, it } from 'vitest';
import { TestPage } from '../engine/testPage.ts';
import { TimelineBuilder } from './timelineBuilder.ts';

async function grown(): Promise<{ page: TestPage; builder: TimelineBuilder }> {
  const page = new TestPage();
  const builder = new TimelineBuilder();
  await page.open();
  await page.play(1000);
  builder.update(page.state);
  page.take(await page.engine.command({ type: 'addNode', node: 'S4' }, 1000));
  return { page, builder };
}

it('has a lane for a node that is added, from then on', async () => {
  const { page, builder } = await grown();
  const timeline = builder.update(page.state);
  expect(timeline.lanes).toEqual(['S1', 'S2', 'S3', 'S4']);
  expect(timeline.segments[3]).toMatchObject([{ from: 1000, to: null, role: 'follower', term: 0 }]);
  expect(timeline.status).toMatchObject([{ kind: 'start', lane: 3, at: 1000 }]);
});

it('keeps the lane when the cursor goes back to before it', async () => {
  const { page, builder } = await grown();
  page.take(page.engine.seekTime(500));
  expect(page.state.frame.nodes).toHaveLength(3);
  expect(builder.update(page.state).lanes).toHaveLength(4);
});

it('says who is a learner, and since when not any more', async () => {
  const { page, builder } = await grown();
  const via = page.leader.id;
  const voters = ['S1', 'S2', 'S3'];
  page.take(await page.engine.command({ type: 'change', via, voters, learners: ['S4'] }, 1000));
  await page.play(1500);
  expect(builder.update(page.state).segments[3]?.at(-1)).toMatchObject({ role: 'learner', to: null });
  page.take(await page.engine.command({ type: 'change', via, voters: [...voters, 'S4'], learners: [] }, 1500));
  await page.play(2000);
  expect(builder.update(page.state).segments[3]?.at(-1)).toMatchObject({ role: 'follower', to: null });
});
