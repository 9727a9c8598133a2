import { createRequire } from 'node:module';
import type { ELK as Elk, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { GraphEdge, GraphNode, ItemGraph } from './item-graph.ts';
import { FONT, widthOf, wrap } from './text-width.ts';

export type Point = { readonly x: number; readonly y: number };
export type PlacedNode = GraphNode & {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly titleLines: readonly string[];
  readonly detailLines: readonly string[];
};
export type PlacedEdge = GraphEdge & { readonly points: readonly Point[]; readonly labelAt: Point | null };
export type PlacedGraph = Omit<ItemGraph, 'nodes' | 'edges'> & {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
};

const PADDING = { x: 18, y: 14 };
const LINE = 1.45;
/** Characters a line, counted in full-width ones. */
const TITLE_WIDTH = 15;
const DETAIL_WIDTH = 20;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '46',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeLabel': '6',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.padding': '[top=24,left=24,bottom=24,right=24]',
};

/** Finds a place for every node and a way for every edge. The same graph always gives the same picture. */
export async function layoutGraph(graph: ItemGraph): Promise<PlacedGraph> {
  const measured = graph.nodes.map(measure);
  const root: ElkNode = {
    id: 'root',
    layoutOptions: OPTIONS,
    children: measured.map(({ id, width, height }) => ({ id, width, height })),
    edges: graph.edges.map(({ from, to, label }, index): ElkExtendedEdge => {
      const labels =
        label === null
          ? []
          : [{ text: label, width: widthOf(label) * FONT.detail, height: FONT.detail * LINE }];
      return { id: String(index), sources: [from], targets: [to], labels };
    }),
  };
  const placed = await createElk().layout(root);
  const nodeAt = new Map(placed.children?.map((child) => [child.id, child]));
  const edgeAt = new Map(placed.edges?.map((edge) => [edge.id, edge]));
  return {
    title: graph.title,
    language: graph.language,
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    nodes: measured.map((node) => ({
      ...node,
      x: nodeAt.get(node.id)?.x ?? 0,
      y: nodeAt.get(node.id)?.y ?? 0,
    })),
    edges: graph.edges.map((edge, index) => {
      const way = edgeAt.get(String(index));
      const section = way?.sections?.[0];
      const label = way?.labels?.[0];
      return {
        ...edge,
        points:
          section === undefined ? [] : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint],
        labelAt: label?.x === undefined || label.y === undefined ? null : { x: label.x, y: label.y },
      };
    }),
  };
}

/** elkjs is CommonJS with its types at another path than its code. */
function createElk(): Elk {
  const load = createRequire(import.meta.url);
  const Constructor: new () => Elk = load('elkjs/lib/elk.bundled.js');
  return new Constructor();
}

function measure(node: GraphNode): Omit<PlacedNode, 'x' | 'y'> {
  const titleLines = wrap(node.title, TITLE_WIDTH);
  const detailLines = node.detail === null ? [] : wrap(node.detail, DETAIL_WIDTH);
  const longest = Math.max(
    ...titleLines.map((line) => widthOf(line) * FONT.title),
    ...detailLines.map((line) => widthOf(line) * FONT.detail),
  );
  const tall = LINE * (titleLines.length * FONT.title + detailLines.length * FONT.detail);
  /** A decision's slanted sides take room from its text. */
  const slant = node.kind === 'decision' ? 28 : 0;
  return {
    ...node,
    titleLines,
    detailLines,
    width: Math.ceil(longest + 2 * PADDING.x + slant),
    height: Math.ceil(tall + 2 * PADDING.y),
  };
}
