/** How much one key's history may cost. Where a limit is reached, the verdict can only be "linearizable" or "unknown". */
export interface Limits {
  /** Configurations that one search for an order may look at. */
  readonly search: number;
  /** Configurations between two returns when the history before is to be forgotten. */
  readonly frontier: number;
  /** Operations that have returned and can't be forgotten yet; beyond it only one possible past is kept. */
  readonly window: number;
  /** Operations of unknown outcome that may still take effect. */
  readonly unknown: number;
}

export const defaultLimits: Limits = { search: 100_000, frontier: 2_000, window: 4_096, unknown: 64 };
