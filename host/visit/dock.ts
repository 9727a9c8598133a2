import type { Text } from '../../flows/language/text.ts';
import type { ItemView } from '../../flows/machine/contract.ts';
import type { Dock, DockButton } from '../contract/screen.ts';
import type { SessionSnapshot } from './projection-input.ts';
import { words } from './words.ts';

const live: DockButton = { kind: 'live' };
const off = (why: Text): DockButton => ({ kind: 'off', why });
const all = (button: DockButton): Dock => ({ back: button, home: button, exit: button });

/** Which of 返回 首页 退出 can act here; one that cannot keeps its place and says why. */
export function projectDock(snapshot: SessionSnapshot, view: ItemView | null, isBehindHome: boolean): Dock {
  if (snapshot.matches({ attention: 'warning' }))
    return { back: off(words.dock.machineBusy), home: off(words.dock.machineBusy), exit: live };
  if (snapshot.matches({ card: 'lifted' }) || snapshot.matches({ card: 'rereading' })) {
    return { back: off(words.dock.machineBusy), home: off(words.dock.machineBusy), exit: live };
  }
  if (snapshot.matches({ flow: 'attract' })) return all(off(words.dock.notSignedIn));
  const isHome =
    snapshot.matches({ flow: { browsing: 'home' } }) || snapshot.matches({ flow: { serving: 'home' } });
  if (isHome && isBehindHome) return all(live);
  if (snapshot.matches({ flow: { browsing: 'home' } }))
    return { back: live, home: off(words.dock.alreadyHome), exit: live };
  if (snapshot.matches({ flow: 'browsing' })) return all(live);
  if (snapshot.matches({ flow: 'reading' })) {
    return { back: off(words.dock.machineBusy), home: off(words.dock.machineBusy), exit: live };
  }
  if (snapshot.matches({ flow: 'cardProblem' })) return all(live);
  if (snapshot.matches({ flow: { serving: 'home' } })) {
    return { back: off(words.dock.nothingBefore), home: off(words.dock.alreadyHome), exit: live };
  }
  if (
    snapshot.matches({ flow: { serving: 'itemPage' } }) ||
    snapshot.matches({ flow: { serving: 'explained' } })
  )
    return all(live);
  if (snapshot.matches({ flow: { serving: { proving: 'checking' } } }))
    return all(off(words.dock.machineBusy));
  if (snapshot.matches({ flow: { serving: 'proving' } })) return all(live);
  if (snapshot.matches({ flow: { serving: 'running' } }))
    return view ? runningDock(view) : all(off(words.dock.machineBusy));
  if (snapshot.matches({ flow: { serving: { ending: 'done' } } }))
    return { back: off(words.dock.submitted), home: live, exit: live };
  if (
    snapshot.matches({ flow: { serving: { ending: 'takeCard' } } }) ||
    snapshot.matches({ flow: 'leaving' })
  ) {
    return all(off(words.dock.takeCardFirst));
  }
  return all(off(words.dock.machineBusy));
}

function runningDock(view: ItemView): Dock {
  switch (view.kind) {
    case 'step':
    case 'booking':
      return { back: view.progress.canGoBack ? live : off(words.dock.nothingBefore), home: live, exit: live };
    case 'scanning':
      return {
        back:
          view.stage === 'scanning'
            ? off(words.dock.machineBusy)
            : view.progress.canGoBack
              ? live
              : off(words.dock.nothingBefore),
        home: live,
        exit: live,
      };
    case 'gathering':
      return { back: off(words.dock.machineBusy), home: live, exit: live };
    case 'problem':
      return {
        back: off(
          view.during === 'pay' || view.during === 'issue' ? words.dock.submitted : words.dock.nothingBefore,
        ),
        home: live,
        exit: live,
      };
    case 'submitting':
    case 'issuing':
    case 'paying':
    case 'ended':
      return all(off(words.dock.machineBusy));
    default:
      return view satisfies never;
  }
}
