/** What a scenario's outcome comes to, in lines for standard error. */
import type { ScenarioOutcome, StepReport } from '../scenarios/runner.ts';
import type { Scenario } from '../scenarios/scenario.ts';

export function reportLines({ steps }: Scenario, { reports, state }: ScenarioOutcome): string[] {
  const lines = reports.flatMap((report) => stepLines(report, steps.length));
  for (const { property, time, event, detail } of state.violations) {
    lines.push(`violated: ${property}, at ${time} ms in event ${event}: ${detail}`);
  }
  return lines;
}

function stepLines(report: StepReport, steps: number): string[] {
  const place = `step ${report.step} of ${steps} (steps[${report.step - 1}])`;
  switch (report.kind) {
    case 'mismatch':
      return report.differences.map(({ path, expected, got }) => `${place}: ${path}: expected ${expected}, got ${got}`);
    case 'failed':
      return [`${place} ${report.reason}`];
    case 'broken':
      return [`${report.node} stopped by itself: ${report.reason}`];
    case 'idle':
      return [`note: ${place} had nothing to do: ${report.reason}`];
  }
}
