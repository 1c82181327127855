/** The configuration of now, in a sentence. */
import type { InForce } from '../../../session/members/membership.ts';
import { configClause } from '../../../trace/narrateWords.ts';

/** `S1, S2 and S3 vote; S4 listens. In force since entry 7, not committed yet.` */
export function nowWords({ config, index, committed }: InForce): string {
  if (config.voters.length === 0) return 'No configuration yet.';
  const since = index === 0 ? 'From the start of the run.' : `In force since entry ${index}${committed ? '' : ', not committed yet'}.`;
  return `Now ${configClause(config)}. ${since}`;
}
