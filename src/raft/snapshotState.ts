/** The text of a snapshot: everything the entries it stands for have made. P7, T5; the session table T6.3 */
import type { ClientId, Configuration, DictValue, Session, Snapshot } from './types.ts';

/** What the state machine holds at one index, with the configuration in force there. */
export interface ReplicatedState {
  readonly dict: Map<string, DictValue>;
  readonly sessions: Map<ClientId, Session>;
  readonly config: Configuration;
  /** The entry that brought the configuration; 0: it was there from the start. */
  readonly configIndex: number;
}

/** The state as text. The same state gives the same text, as entries are applied in one order everywhere. */
export function encodeState({ config, configIndex, dict, sessions }: ReplicatedState): string {
  return JSON.stringify({ config, configIndex, dict: [...dict], sessions: [...sessions] });
}

/** The state that a snapshot holds; maps of its own. */
export function decodeState(snapshot: Snapshot): ReplicatedState {
  const { config, configIndex, dict, sessions } = JSON.parse(snapshot.data) as {
    config: Configuration;
    configIndex: number;
    dict: [string, DictValue][];
    sessions: [ClientId, Session][];
  };
  return { config, configIndex, dict: new Map(dict), sessions: new Map(sessions) };
}
