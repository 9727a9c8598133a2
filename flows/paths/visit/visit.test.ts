import { describe, expect, it } from 'vitest';
import { type AnyStateMachine, createMachine } from 'xstate';
import { parseDataset } from '../../language/dataset.ts';
import type { ItemDefinition } from '../../language/definition.ts';
import { parseItem } from '../../language/parse-item.ts';
import { factoryFile } from '../../language/testing/factory.ts';
import { viewOf } from '../../machine/view.ts';
import { isMachineWork } from '../../session/serving.ts';
import { explore, type Place } from '../explore.ts';
import { subjectOf } from '../subject.ts';
import { citizensOf } from '../world.ts';
import type { Sight } from './item-classes.ts';
import { join } from './join.ts';
import { type SessionPlace, sessionGraph, sessionMachine, walked } from './session-graph.ts';
import { visitFailures } from './visit-promises.ts';

const definitionOf = (file: string): ItemDefinition => {
  const parsed = parseItem(factoryFile(file), file);
  if (!parsed.ok) throw new Error(`${file} is read`);
  return parsed.value;
};

/** One item's graph, and how to join it with a session. */
function walk(file: string, set: string) {
  const definition = definitionOf(file);
  const dataset = parseDataset(factoryFile(`datasets/${set}.yaml`), `datasets/${set}.yaml`);
  if (!dataset.ok) throw new Error('the data set is read');
  const subject = subjectOf(definition);
  const graph = explore(subject, citizensOf(definition, new Map([[set, dataset.value]])));
  const sightOf = ({ snapshot }: Place): Sight => ({
    isBusy: snapshot.status === 'active' && isMachineWork(viewOf(definition, subject.evaluate, snapshot)),
    outcome: snapshot.context.outcome,
  });
  return { graph, joined: (session: SessionPlace) => join(session, graph, sightOf) };
}
const certificate = walk('items/property/housing-status-certificate.yaml', 'real-estate');
const sound = certificate.joined(sessionGraph('card+face'));
const query = walk('items/police/driver-points-query.yaml', 'driver-licence');

/** The session with one thing in its configuration made wrong. */
type Config = { [key: string]: Config };
/** A part of a configuration by its path, which must be there. */
const part = (config: Config, ...path: readonly string[]): Config =>
  path.reduce((here, name) => {
    const next = here[name];
    if (next === undefined) throw new Error(`the session has no ${path.join('.')}`);
    return next;
  }, config);

function broken(plant: (flow: Config, card: Config) => void) {
  const machine = sessionMachine('card');
  const config = structured(machine.config) as unknown as Config;
  plant(part(config, 'states', 'flow', 'states'), part(config, 'states', 'card', 'states'));
  // The same configuration but for the fault, so what it asks of its setup is there.
  const faulty = createMachine(
    config as never,
    machine.implementations as never,
  ) as unknown as AnyStateMachine;
  return visitFailures(query.joined(walked('card', faulty)));
}
/** A copy down to the functions, which stay what they are. */
const structured = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(structured);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, structured(each)]));
};

describe('a visit around an item that issues a certificate', () => {
  it('keeps what every visit is promised', () => {
    expect(visitFailures(sound)).toEqual([]);
  });

  it('comes through every state the session has', () => {
    const paths = (machine: AnyStateMachine) => {
      const below = (node: AnyStateMachine['root']): readonly string[] => [
        ...(Object.keys(node.states).length === 0 ? [node.path.join('.')] : []),
        ...Object.values(node.states).flatMap(below),
      ];
      return below(machine.root);
    };
    /** Passed at once, so nobody ever stands there. */
    const transient = [
      'flow.serving.arriving',
      'flow.serving.ended',
      'flow.serving.ending.cardBack',
      'flow.serving.ending.documentOver',
    ];
    const stood = new Set(
      [...sound.places.values()].flatMap(({ session }) =>
        session.snapshot._nodes.map(({ path }) => path.join('.')),
      ),
    );
    expect(paths(sessionMachine('card+face')).filter((path) => !stood.has(path))).toEqual(transient);
  });

  it('is told apart by far fewer places than the item has on its own', () => {
    const positions = new Set([...sound.places.values()].flatMap(({ item }) => item?.key ?? []));
    expect(positions.size).toBeLessThan(certificate.graph.places.size / 2);
  });
});

describe('a session with a planted fault is found out, with the way there:', () => {
  it('it does not forget', () => {
    const [failure] = broken((flow) => {
      delete part(flow, 'attract').entry;
    });
    expect(failure).toMatchObject({
      promise: 'nothing of a citizen stays',
      trace: expect.arrayContaining(['card found']),
    });
  });

  it('a page waits for ever', () => {
    const failures = broken((flow) => {
      delete part(flow, 'serving', 'states', 'ending', 'states', 'done').after;
    });
    expect(failures).toContainEqual(expect.objectContaining({ promise: 'left alone, it goes home' }));
  });

  it('it clears with the card on the reader', () => {
    const failures = broken((flow) => {
      Object.assign(part(flow, 'leaving'), { always: 'clearing' });
    });
    expect(failures).toContainEqual(expect.objectContaining({ promise: 'the card first' }));
  });

  it('a card lifted before the end is said to be left behind, and costs the paper', () => {
    const failures = broken((_, card) => {
      const lifted = card.lifted as unknown as { always: unknown[] };
      lifted.always = lifted.always.slice(0, 1);
    });
    expect(failures).toContainEqual(
      expect.objectContaining({
        promise: 'the card first',
        what: 'a card is said to be left behind that was taken',
        trace: expect.arrayContaining(['card removed']),
      }),
    );
  });

  it('another card ends the visit in mid-item without a word', () => {
    const failures = broken((flow) => {
      delete part(flow, 'serving', 'states', 'running', 'on').OTHER_CARD;
    });
    expect(failures).toContainEqual(expect.objectContaining({ promise: 'the journal knows the end' }));
  });

  it('a page has no way home', () => {
    const failures = broken((flow) => {
      delete part(flow, 'serving', 'states', 'explained').on;
      delete part(flow, 'serving').on;
    });
    expect(failures).toContainEqual(expect.objectContaining({ promise: 'home is near' }));
  });
});
