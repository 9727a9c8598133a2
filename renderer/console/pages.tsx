import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { AccountsPage } from './accounts/accounts-page.tsx';
import { AlarmsPage } from './alarms/alarms-page.tsx';
import { actionable } from './alarms/inbox.ts';
import { AuditPage } from './audit/audit-page.tsx';
import { mayActAs, mayActEverywhere, useConsole } from './console-context.ts';
import { useHall, useNow } from './data/use-hall.ts';
import type { Filter } from './fleet/filter.ts';
import { FleetPage, type FleetView } from './fleet/fleet-page.tsx';
import { MachinePage } from './machine/machine-page.tsx';
import { hashOf, type Route, routeOf } from './route.ts';
import { SessionWarning } from './session/session-warning.tsx';
import { SideRail } from './shell/side-rail.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { SuppliesPage } from './supplies/supplies-page.tsx';
import { useWords } from './words/console-words.ts';

/** They come when they are asked for: they bring the names of the whole catalogue. */
const ServicesPage = lazy(async () => ({
  default: (await import('./services/services-page.tsx')).ServicesPage,
}));
const StopsPage = lazy(async () => ({ default: (await import('./stops/stops-page.tsx')).StopsPage }));

function useRoute(): readonly [Route, (route: Route) => void] {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [
    route,
    (next) => {
      location.hash = hashOf(next);
    },
  ];
}

const ROUTES: Readonly<Record<FleetView, Route>> = {
  halls: { page: 'fleet' },
  map: { page: 'fleet', view: 'map' },
  table: { page: 'machines' },
};

/** Everything behind the door: rail, top bar, and the page of this address. */
export function Pages({
  filter: { query, scope, look },
  onFilter,
  onLanguage,
  onSignOut,
}: {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onLanguage: () => void;
  readonly onSignOut: () => void;
}) {
  const { t } = useWords();
  const { api, listen, who } = useConsole();
  const [route, go] = useRoute();
  const kiosk = route.page === 'machine' ? route.kiosk : null;
  const hall = useHall(api, listen, kiosk);
  const now = useNow(hall.skewMs);
  const filter = { query, scope, look };
  const main = useRef<HTMLElement>(null);

  // A new page is read from its beginning; whoever types a search stays where they type.
  const place = `${route.page} ${kiosk ?? ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the place that changed
  useEffect(() => {
    // A state that is looked for belongs to the list: whoever comes back to it later expects all machines.
    if (look !== null && route.page !== 'fleet' && route.page !== 'machines')
      onFilter({ ...filter, look: null });
    if (document.activeElement?.closest('.search')) return;
    main.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [place]);

  const search = (text: string): void => {
    onFilter({ ...filter, query: text });
    if (route.page === 'machine') go({ page: 'fleet' });
  };
  const setScope = (to: string | null): void => onFilter({ ...filter, scope: to });
  const shared = { hall, now, query, scope };
  return (
    <div className="app">
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link, whose address would be a page of the console */}
      <a className="skip button" href="#main" onClick={(event) => skip(event, main.current)}>
        {t('skip')}
      </a>
      <SideRail
        route={route}
        alarms={(hall.alarms ?? []).filter(actionable).length}
        onLanguage={onLanguage}
        onSignOut={onSignOut}
      />
      <TopBar
        hall={hall}
        now={now}
        query={query}
        scope={scope}
        onQuery={search}
        onScope={setScope}
        onOpen={(found) => go({ page: 'machine', kiosk: found })}
      />
      <main className="main" ref={main} id="main">
        {(route.page === 'fleet' || route.page === 'machines') && (
          <FleetPage
            hall={hall}
            now={now}
            filter={filter}
            view={route.page === 'machines' ? 'table' : (route.view ?? 'halls')}
            onView={(view) => go(ROUTES[view])}
            onFilter={onFilter}
          />
        )}
        {route.page === 'machine' && (
          <MachinePage key={route.kiosk} kiosk={route.kiosk} hall={hall} now={now} />
        )}
        {route.page === 'alarms' && (
          <AlarmsPage {...shared} chosen={route.alarm} onChoose={(alarm) => go({ page: 'alarms', alarm })} />
        )}
        {route.page === 'supplies' && (
          <SuppliesPage fleet={hall.fleet} now={now} query={query} scope={scope} />
        )}
        {route.page === 'services' && (
          <Suspense>
            <ServicesPage
              now={now}
              query={query}
              chosen={route.item}
              onChoose={(item) => go({ page: 'services', item })}
            />
          </Suspense>
        )}
        {route.page === 'stops' && (
          <Suspense>
            <StopsPage now={now} fleet={hall.fleet} />
          </Suspense>
        )}
        {route.page === 'audit' && (mayActEverywhere(who, 'ops') ? <AuditPage now={now} /> : <NotAllowed />)}
        {route.page === 'accounts' && (mayActAs(who, 'admin') ? <AccountsPage now={now} /> : <NotAllowed />)}
      </main>
      {hall.fleet !== null && <SessionWarning now={now} onSignOut={onSignOut} />}
    </div>
  );
}

/** An address that somebody sent, of a page that is not for this account. */
function NotAllowed() {
  const { t } = useWords();
  return (
    <section className="panel">
      <h1 tabIndex={-1}>{t('refusal.not-allowed')}</h1>
    </section>
  );
}

/** The address is the page's, so the link moves the focus itself. */
function skip(event: { readonly preventDefault: () => void }, main: HTMLElement | null): void {
  event.preventDefault();
  main?.querySelector<HTMLElement>('h1, h2, button, a')?.focus();
}
