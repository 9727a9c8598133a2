import type { PlacedEdge, PlacedGraph, PlacedNode, Point } from './layout.ts';
import { FONT } from './text-width.ts';

const LINE = 1.45;

/** Paper, ink, celadon: celadon for what the citizen does, ochre where the way ends early. */
const STYLE = `
  .node { fill: #fff; stroke: #324540; stroke-width: 1.5 }
  .start, .end { fill: #0e5748; stroke: none }
  .start text, .end text { fill: #fff }
  .question .node { fill: #e5f0ec; stroke: #0e5748; stroke-width: 2 }
  .work .node { stroke-dasharray: 5 4 }
  .decision .node { fill: #f4f2ea }
  .stop .node { fill: #fbf1df; stroke: #8a5a12 }
  .edge { fill: none; stroke: #5b6b66; stroke-width: 1.5 }
  text { font-family: "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: #14211d; text-anchor: middle }
  .title { font-size: ${FONT.title}px; font-weight: 700 }
  .detail, .label { font-size: ${FONT.detail}px; fill: #465651 }
  .label { text-anchor: start }
`;

/** Writes a placed graph as one SVG document that needs nothing else. Pure: text in, text out. */
export function toSvg(graph: PlacedGraph): string {
  const { width, height, title, language } = graph;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" xml:lang="${language}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 10 5 0 10z" fill="#5b6b66"/></marker></defs>',
    '<rect width="100%" height="100%" fill="#fbfaf6"/>',
    ...graph.edges.map(drawEdge),
    ...graph.nodes.map(drawNode),
    '</svg>',
    '',
  ].join('\n');
}

function drawNode(node: PlacedNode): string {
  const lines = [
    ...node.titleLines.map((text) => ({ text, kind: 'title' as const })),
    ...node.detailLines.map((text) => ({ text, kind: 'detail' as const })),
  ];
  const tall = lines.reduce((sum, { kind }) => sum + FONT[kind] * LINE, 0);
  let y = node.y + (node.height - tall) / 2;
  const texts = lines.map(({ text, kind }) => {
    const size = FONT[kind] * LINE;
    const baseline = y + size * 0.72;
    y += size;
    return `<text class="${kind}" x="${round(node.x + node.width / 2)}" y="${round(baseline)}">${escaped(text)}</text>`;
  });
  return `<g class="${node.kind}">${shapeOf(node)}${texts.join('')}</g>`;
}

function shapeOf({ kind, x, y, width, height }: PlacedNode): string {
  if (kind === 'decision') {
    const slant = 14;
    const corners: readonly Point[] = [
      { x: x + slant, y },
      { x: x + width - slant, y },
      { x: x + width, y: y + height / 2 },
      { x: x + width - slant, y: y + height },
      { x: x + slant, y: y + height },
      { x, y: y + height / 2 },
    ];
    return `<polygon class="node" points="${corners.map(at).join(' ')}"/>`;
  }
  const radius = kind === 'start' || kind === 'end' ? height / 2 : 8;
  return `<rect class="node ${kind}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(radius)}"/>`;
}

function drawEdge({ points, label, labelAt }: PlacedEdge): string {
  const line = `<polyline class="edge" points="${points.map(at).join(' ')}" marker-end="url(#arrow)"/>`;
  if (label === null || labelAt === null) return line;
  return `${line}<text class="label" x="${round(labelAt.x)}" y="${round(labelAt.y + FONT.detail)}">${escaped(label)}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const at = ({ x, y }: Point): string => `${round(x)},${round(y)}`;
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
