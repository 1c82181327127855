/** The ring on its way from one set of nodes to another. */
import type { NodePlace, StageGeometry } from '../../viz/ring.ts';

/** `to`, with everybody who was in `from` the share `t` (0…1) of the way. A node that is new stands where it will. */
export function blend(from: StageGeometry, to: StageGeometry, t: number): StageGeometry {
  if (t >= 1) return to;
  const mix = (a: number, b: number): number => a + (b - a) * t;
  const places = new Map(from.nodes.map((node) => [node.id, node]));
  return {
    ...to,
    centre: { x: mix(from.centre.x, to.centre.x), y: mix(from.centre.y, to.centre.y) },
    rx: mix(from.rx, to.rx),
    ry: mix(from.ry, to.ry),
    disc: mix(from.disc, to.disc),
    nodes: to.nodes.map((node) => blendPlace(places.get(node.id), node, mix)),
  };
}

function blendPlace(from: NodePlace | undefined, to: NodePlace, mix: (a: number, b: number) => number): NodePlace {
  if (from === undefined) return to;
  const { label } = to;
  const x = mix(from.x, to.x);
  const y = mix(from.y, to.y);
  // A label that changes its side goes with its disc; the others move as they stand.
  const labelX = from.label.anchor === label.anchor ? mix(from.label.x, label.x) : label.x + x - to.x;
  return {
    ...to,
    x,
    y,
    label: {
      ...label,
      x: labelX,
      nameY: mix(from.label.nameY, label.nameY),
      detailY: mix(from.label.detailY, label.detailY),
      stripY: mix(from.label.stripY, label.stripY),
    },
  };
}

/** In-out easing, as the design has it for what moves over a distance. */
export function eased(t: number): number {
  return t * t * (3 - 2 * t);
}
