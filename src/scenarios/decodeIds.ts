/** Node ids: what one may look like, and who is known. */
import type { NodeId } from '../raft/types.ts';
import { NODE_ID_MAX } from '../trace/limits.ts';
import { quoteList } from './defect.ts';
import { type Place, readList, readText, refuse } from './reader.ts';

/** A new id. Names that every JavaScript object has are refused: nodes keep tables by id. */
export function readNewId(place: Place): NodeId {
  const id = readText(place, 'a node id', NODE_ID_MAX);
  if (id.trim() === '' || id !== id.trim()) refuse(place, 'a node id without spaces at its ends');
  if (/\p{C}/u.test(id)) refuse(place, 'a node id of printable characters');
  if (id in {}) refuse(place, 'a node id that is no reserved word');
  return id;
}

/** An id that `cluster.nodes` has. */
export function readKnownId(place: Place, known: readonly NodeId[]): NodeId {
  const { value } = place;
  if (typeof value === 'string' && known.includes(value)) return value;
  return refuse(place, `one of the nodes ${quoteList(known, 'or')}`);
}

/** Known ids, none of them twice. `seen` carries what other lists have named already. */
export function readKnownIds(place: Place, known: readonly NodeId[], seen: NodeId[] = []): NodeId[] {
  return readList(place, 'a list of node ids').map((each) => {
    const id = readKnownId(each, known);
    if (seen.includes(id)) refuse(each, 'each node once', `${JSON.stringify(id)} a second time`);
    seen.push(id);
    return id;
  });
}
