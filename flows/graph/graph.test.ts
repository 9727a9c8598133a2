import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../catalogue/factory.ts';
import { forChild } from '../machine/testing/items.ts';
import { type ItemGraph, itemGraph } from './item-graph.ts';
import { layoutGraph } from './layout.ts';
import { toSvg } from './svg.ts';
import { widthOf, wrap } from './text-width.ts';

const catalogue = await openCatalogue();
const graphOf = (id: string, language: 'zh-CN' | 'en' = 'zh-CN'): ItemGraph => {
  const item = catalogue.items.get(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return itemGraph(item.definition, catalogue, language);
};
const titlesOf = ({ nodes }: ItemGraph, kind: string): readonly string[] =>
  nodes.filter((node) => node.kind === kind).map(({ title }) => title);

describe('a department head reads', () => {
  test('conditions as sentences, not as code', () => {
    expect(titlesOf(graphOf('medins.remote-filing'), 'decision')).toEqual([
      '有基本医疗保险参保信息，并且参保状态是“正常参保”',
      '有医保待遇备案信息，并且有异地备案类型',
      '就医地（省）不是“上海市”、“北京市”',
      '备案类型是“医院让转去外地看”或“临时外出”',
      '备案类型是“医院让转去外地看”',
    ]);
    expect(titlesOf(graphOf('police.traffic-fine-pay'), 'decision')).toEqual([
      '没有道路交通违法信息，或者违法记录里没有处理状态是“已处理未缴款”的',
      '有道路交通违法信息，并且违法记录里有处理状态是“已处理未缴款”的',
      '已回答“缴哪一笔”',
    ]);
    expect(titlesOf(graphOf('transport.elder-bus', 'en'), 'decision')[0]).toBe('age is at least 60');
  });

  test('every way it can end', () => {
    expect(titlesOf(graphOf('police.traffic-fine-pay'), 'stop')).toEqual([
      '暂时查不到，可重试',
      '部门不受理',
      '已登记，稍后送达',
      '没付款，不收费',
      '付款结果待查',
    ]);
  });
});

test('a record by key is looked up where its key is known, and its rule stands behind it', () => {
  const { edges } = itemGraph(forChild, catalogue, 'en');
  const after = (from: string) => edges.filter((edge) => edge.from === from).map(({ to }) => to);
  expect(after('step-child')).toEqual(['gather-child']);
  expect(after('gather-child')).toEqual(['gather-child-fails', 'rule-1']);
  expect(after('rule-1')).toEqual(['refused-1', 'when-phone']);
  expect(after('start')).toEqual(['gather-start']);
});

describe.each([...catalogue.items.keys()])('%s', (id) => {
  test('every node is reached from the start and leads to an end', () => {
    const { nodes, edges } = graphOf(id);
    const reach = (from: string, next: (id: string) => readonly string[]): ReadonlySet<string> => {
      const seen = new Set([from]);
      for (const at of seen) for (const to of next(at)) seen.add(to);
      return seen;
    };
    const fromStart = reach('start', (at) => edges.filter(({ from }) => from === at).map(({ to }) => to));
    expect([...fromStart].sort()).toEqual(nodes.map((node) => node.id).sort());
    for (const { kind, id: at } of nodes) {
      const leaves = edges.filter(({ from }) => from === at).length;
      expect(leaves > 0).toBe(kind !== 'end' && kind !== 'stop');
    }
  });

  test('is drawn the same every time, every node on the page, none over another', async () => {
    const placed = await layoutGraph(graphOf(id));
    expect(toSvg(await layoutGraph(graphOf(id)))).toBe(toSvg(placed));
    for (const [index, a] of placed.nodes.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= placed.width && a.y + a.height <= placed.height).toBe(
        true,
      );
      for (const b of placed.nodes.slice(index + 1)) {
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
    for (const edge of placed.edges) expect(edge.points.length).toBeGreaterThanOrEqual(2);
  });
});

test('a text with markup in it is drawn as text', async () => {
  const graph: ItemGraph = {
    title: '<script>&"',
    language: 'en',
    nodes: [{ id: 'start', kind: 'start', title: '<b>a</b> & "b"', detail: null }],
    edges: [],
  };
  const svg = toSvg(await layoutGraph(graph));
  expect(svg).not.toContain('<script>');
  expect(svg).toContain('&lt;b&gt;a&lt;/b&gt; &amp; &quot;b&quot;');
});

test('lines keep their length, and no line begins with a full stop or ends with an opening quote', () => {
  const lines = wrap(
    '有道路交通违法信息，并且违法记录里有处理状态是“已处理未缴款”的。以及 something in English that goes on',
    15,
  );
  for (const line of lines) {
    expect(widthOf(line)).toBeLessThanOrEqual(16);
    expect(line).not.toMatch(/^[，。、”）]|[“（]$/);
  }
  expect(lines.join('').replaceAll(' ', '')).toContain('“已处理未缴款”的。以及');
});
