/** Starts the second cluster of a comparison; loaded when somebody compares. */
import { createEngineClient } from '../engineClient.ts';
import type { EngineLine } from '../engine/protocol.ts';
import type { SetupChange } from './change.ts';
import { Twin, type Lead } from './twin.ts';

/** A twin that stands where `lead` stands. @throws RefusedError, EngineFailure */
export async function openTwin(lead: Lead, line: EngineLine, change: SetupChange): Promise<Twin> {
  const close = (): void => line.close?.();
  const twin = new Twin(lead, createEngineClient(line), close, change);
  try {
    await twin.open();
    return twin;
  } catch (error) {
    twin.close();
    throw error;
  }
}
