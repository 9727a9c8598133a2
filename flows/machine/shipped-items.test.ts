import { describe } from 'vitest';
import { openCatalogue } from '../catalogue/factory.ts';
import type { World } from './testing/explore.ts';
import { itKeepsItsPromises, type PathPromises } from './testing/path-promises.ts';
import { gathered } from './testing/street.ts';

/** Some factory items on made-up records, one set of data for each way an item can take; `flows/paths` proves them all. */
const { items } = await openCatalogue();
const profile = { phone: '13800000000' };
const lost = (set: string): World['gather'][number] => ({ kind: 'failed', fault: 'timeout', set });
const fine = (state: string) => ({
  no: 'A1',
  plate: '测A00000',
  at: '2026-10-01T08:00:00+08:00',
  place: '测试路',
  act: '测试',
  points: 0,
  fineFen: 20_000,
  state,
});
const licence = {
  class: 'C1',
  status: '正常',
  points: 3,
  cycleEnd: '2027-01-01',
  validTo: '2030-01-01',
  medicalDueOn: null,
};

type Sample = Omit<PathPromises, 'world'> & Omit<World, 'definition'>;
const samples: Readonly<Record<string, Sample>> = {
  'police.driver-points-query': {
    answers: {},
    gather: [gathered({ licence }), gathered({ licence: null }), lost('driver-licence')],
    never: ['refused', 'rejected', 'pending', 'payment-unknown', 'not-charged'],
    orders: 0,
  },
  'police.traffic-fine-pay': {
    answers: { fine: ['A1'] },
    gather: [
      gathered({ fines: { items: [fine('已处理未缴款')] } }),
      gathered({ fines: { items: [fine('未处理')] } }),
      gathered({ fines: null }),
      lost('traffic-violation'),
    ],
    never: ['refused'],
    orders: 1,
  },
  'medins.remote-filing': {
    answers: {
      kind: ['live', 'refer'],
      province: ['sh', 'other'],
      city: ['测试市'],
      from: ['2026-11-25'],
      to: ['2026-12-25'],
      hospital: ['测试医院'],
      phone: ['13800000000'],
    },
    gather: [
      gathered({ insurance: { status: '正常参保' }, treatment: null, permit: null, profile }),
      gathered({
        insurance: { status: '正常参保' },
        treatment: { remoteKind: '转诊就医', remoteArea: null },
        permit: { exists: true },
        profile: null,
      }),
      gathered({ insurance: null, treatment: null, permit: null, profile: null }),
      lost('medical-insurance'),
    ],
    never: ['payment-unknown', 'not-charged'],
    orders: 0,
  },
  'property.window-booking': {
    answers: {
      business: ['transfer', 'unsure'],
      people: ['2'],
      slot: ['2026-11-25/am'],
      phone: ['13800000000'],
    },
    gather: [
      gathered({ profile, estate: { exists: true } }),
      gathered({ profile: null, estate: null }),
      lost('real-estate'),
    ],
    never: ['refused', 'payment-unknown', 'not-charged'],
    orders: 0,
  },
  'property.housing-status-certificate': {
    answers: { purpose: ['loan'] },
    gather: [gathered({ estate: { count: 1, items: [] } }), gathered({ estate: null }), lost('real-estate')],
    never: ['refused', 'payment-unknown', 'not-charged'],
    orders: 0,
  },
  'transport.elder-bus': {
    answers: { insurance: ['yes', 'no'], phone: ['13800000000'] },
    gather: [
      gathered({
        bus: { concession: '无', concessionTo: null },
        elder: null,
        residentId: { exists: true },
        profile,
      }),
      gathered({
        bus: { concession: '老年免费', concessionTo: null },
        elder: null,
        residentId: null,
        profile: null,
      }),
      gathered({ bus: null, elder: null, residentId: null, profile: null }),
      lost('bus-card'),
    ],
    never: ['payment-unknown', 'not-charged'],
    orders: 0,
  },
};

describe.each(Object.entries(samples))('every path through %s', (id, { never, orders, ...outside }) => {
  const definition = items.get(id)?.definition;
  if (!definition) throw new Error(`the factory catalogue has no ${id}`);
  itKeepsItsPromises({ world: { definition, ...outside }, never, orders });
});
