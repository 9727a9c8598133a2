import { describe, expect, it } from 'vitest';
import { hashOf, type Route, routeOf } from './route.ts';

describe('an address of the console', () => {
  it.each<Route>([
    { page: 'fleet' },
    { page: 'fleet', view: 'map' },
    { page: 'machines' },
    { page: 'supplies' },
    { page: 'stops' },
    { page: 'audit' },
    { page: 'accounts' },
    { page: 'machine', kiosk: 'TL-003' },
    { page: 'alarms', alarm: null },
    { page: 'alarms', alarm: '01932f6b-9000-7000-8000-000000000002' },
    { page: 'services', item: null },
    { page: 'services', item: 'medins.remote-filing' },
  ])('leads back to where it was taken: $page', (route) => {
    expect(routeOf(hashOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/nothing', '#/%E0%A4%A', '#//', '#/?view=', '#/?view=maps'])(
    'that is none of ours is the overview: %s',
    (hash) => {
      expect(routeOf(hash)).toEqual({ page: 'fleet' });
    },
  );
});
