/** Where in the console somebody is; kept in the address after `#`, so that it can be sent on and gone back to. */
export type Route =
  | { readonly page: 'fleet'; readonly view?: 'map' }
  | { readonly page: 'machines' }
  | { readonly page: 'machine'; readonly kiosk: string }
  | { readonly page: 'alarms'; readonly alarm: string | null }
  | { readonly page: 'services'; readonly item: string | null }
  | { readonly page: 'supplies' }
  | { readonly page: 'stops' }
  | { readonly page: 'audit' }
  | { readonly page: 'accounts' };

/** Whatever is no address of ours is the overview. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', id] = path.split('/').map(decoded);
  if (page === 'machines') return id ? { page: 'machine', kiosk: id } : { page: 'machines' };
  if (page === 'alarms') return { page: 'alarms', alarm: id || null };
  if (page === 'services') return { page: 'services', item: id || null };
  if (page === 'supplies' || page === 'stops' || page === 'audit' || page === 'accounts') return { page };
  const isMap = page === '' && new URLSearchParams(query).get('view') === 'map';
  return isMap ? { page: 'fleet', view: 'map' } : { page: 'fleet' };
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case 'fleet':
      return route.view === 'map' ? '#/?view=map' : '#/';
    case 'machines':
    case 'supplies':
    case 'stops':
    case 'audit':
    case 'accounts':
      return `#/${route.page}`;
    case 'machine':
      return `#/machines/${encodeURIComponent(route.kiosk)}`;
    case 'alarms':
      return route.alarm === null ? '#/alarms' : `#/alarms/${encodeURIComponent(route.alarm)}`;
    case 'services':
      return route.item === null ? '#/services' : `#/services/${encodeURIComponent(route.item)}`;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
