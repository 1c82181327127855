/** What of the stage a pointer or a key is on, read off the elements' data attributes. */
import type { MessageId } from '../../../trace/event.ts';
import type { ClientId, NodeId } from '../../../raft/types.ts';

export type Target =
  | { readonly kind: 'node'; readonly node: NodeId; readonly restart: boolean }
  | { readonly kind: 'message'; readonly message: MessageId }
  | { readonly kind: 'link'; readonly key: string }
  /** A client that acts by itself. */
  | { readonly kind: 'client'; readonly client: ClientId }
  /** An end of the `line`th cut line. */
  | { readonly kind: 'handle'; readonly line: number; readonly end: 'a' | 'b' }
  | { readonly kind: 'empty' };

export function targetOf(element: EventTarget | null): Target {
  if (!(element instanceof Element)) return { kind: 'empty' };
  const marked = element.closest<SVGElement>('[data-message],[data-node],[data-handle],[data-link],[data-client]');
  const { message, node, handle, link, client } = marked?.dataset ?? {};
  if (message !== undefined) return { kind: 'message', message: Number(message) };
  if (node !== undefined) return { kind: 'node', node, restart: element.closest('[data-restart]') !== null };
  if (handle !== undefined) return { kind: 'handle', line: parseInt(handle, 10), end: handle.endsWith('a') ? 'a' : 'b' };
  if (client !== undefined) return { kind: 'client', client };
  if (link !== undefined) return { kind: 'link', key: link };
  return { kind: 'empty' };
}
