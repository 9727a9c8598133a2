import { type Actor, createActor } from 'xstate';
import type { Cabinet } from '../../drivers/cabinet/cabinet.ts';
import type { Camera } from '../../drivers/camera/camera.ts';
import type { DocumentPrinter } from '../../drivers/document-printer/document-printer.ts';
import type { DocumentScanner } from '../../drivers/document-scanner/document-scanner.ts';
import type { ReceiptPrinter } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Language } from '../../flows/language/text.ts';
import { PAYMENT_DEADLINE_MS, PAYMENT_EXTENSION_MS } from '../../flows/machine/config.ts';
import type { CompiledItem, ItemView } from '../../flows/machine/contract.ts';
import type { SessionNews, SessionTimers } from '../../flows/session/contract.ts';
import type { Person } from '../../flows/session/person.ts';
import type { SessionMachine } from '../../flows/session/session-machine.ts';
import { CARD_LIFTED_MS } from '../../flows/session/session-setup.ts';
import { civilDate } from '../civil-time.ts';
import type { Clock } from '../clock.ts';
import type { Intent } from '../contract/intent.ts';
import type { Frame } from '../contract/screen.ts';
import { hasPowerForVisit } from '../devices/cabinet-watch.ts';
import type { CardDesk } from '../devices/card-desk.ts';
import type { CodeDesk } from '../devices/code-desk.ts';
import type { ScanDesk } from '../documents/scan-desk.ts';
import { AT_HOME, before, type Finding } from '../finding/finding.ts';
import type { ScreenSource } from '../http/screen-server.ts';
import type { ElsewhereDesk } from './elsewhere-desk.ts';
import type { FaceLook } from './face-look.ts';
import type { HallWishes } from './hall-wishes.ts';
import { eventsOf, isOffered } from './intents.ts';
import { subjectOf } from './project-elsewhere.ts';
import { projectFrame } from './project-frame.ts';
import type { FrameInput, ProjectionInput } from './projection-input.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { createStateTimes } from './state-times.ts';
import { words } from './words.ts';
import type { WorkLog } from './work-log.ts';

/** How long the standby screen tells of an interrupted visit or a card left behind. */
const NOTICE_MS = 90_000;
const TICK_MS = 1_000;

export type VisitOptions = {
  /** The session machine with all its actors provided. */
  readonly session: SessionMachine;
  readonly work: WorkLog;
  readonly cards: CardDesk;
  readonly printer: ReceiptPrinter | null;
  readonly documentPrinter: DocumentPrinter | null;
  readonly scanner: DocumentScanner | null;
  readonly scans: ScanDesk;
  readonly camera: Camera | null;
  readonly cabinet: Cabinet | null;
  readonly codes: CodeDesk | null;
  readonly look: FaceLook;
  readonly reminders: ReminderDesk;
  readonly elsewhere: ElsewhereDesk;
  /** What the hall wants now; `refresh` when it wants something else. */
  readonly wishes: () => HallWishes;
  readonly clock: Clock;
  readonly newVisit: () => string;
  readonly timers: SessionTimers;
  readonly notice: FrameInput['memory']['notice'];
  readonly projection: Pick<
    FrameInput,
    | 'machine'
    | 'items'
    | 'reminders'
    | 'lifeStages'
    | 'departments'
    | 'commonItems'
    | 'searchEntries'
    | 'departmentName'
    | 'textsOf'
    | 'evaluate'
    | 'codeTexts'
  >;
  readonly onNews: (news: SessionNews) => void;
  readonly onPainted: (frame: Frame) => void;
  /** 求助 was opened, or left. */
  readonly onHelp: (isOpen: boolean) => void;
  readonly onReveal: (visit: string, field: string) => void;
};

export type Serving = {
  readonly visit: string;
  readonly item: CompiledItem;
  readonly person: Person;
  /** The how-many-th item of this visit, from 1. */
  readonly run: number;
  /** The language the citizen reads now. */
  readonly language: Language;
};

export type VisitRuntime = ScreenSource & {
  /** Who is being served with what, while an item runs or its paper prints; null at any other time. */
  readonly serving: () => Serving | null;
  /** Something a frame shows has changed outside the session. */
  readonly refresh: () => void;
  /** Somebody has shown a code in place of a card. */
  readonly codeShown: () => void;
  /** True while nobody is being served: the only time to switch a release or restart. */
  readonly isIdle: () => boolean;
  readonly stop: () => void;
};

/**
 * Joins the session machine with devices and screen: device events in, frames out, intents checked against
 * the screen they were meant for. Holds what was typed and not yet sent; all of it goes with the visit.
 */
export function startVisits(options: VisitOptions): VisitRuntime {
  const { clock, cards, printer, documentPrinter, scanner, camera, cabinet, timers, work } = options;
  const actor: Actor<SessionMachine> = createActor(options.session, { clock });
  const times = createStateTimes(clock.monotonicMs);
  const listeners = new Set<(frame: Frame) => void>();
  const drafts = new Map<string, string>();
  let notice = options.notice;
  let noticeSince = clock.monotonicMs();
  let cardTakenAt: string | null = null;
  let finding: Finding = AT_HOME;
  let run = 0;
  let readerDownSince: string | null = null;
  let powerLowSince: string | null = null;
  let paymentSince: { readonly order: string; readonly at: number } | null = null;
  let seq = 0;
  let firstSeqOfScreen = 0;
  let frame = draw();
  let ticker: unknown;

  function input(): FrameInput {
    const snapshot = actor.getSnapshot();
    return {
      ...options.projection,
      ...options.wishes(),
      snapshot,
      cards: cards.takes(),
      readerDownSince,
      powerLowSince,
      printer: printer?.status() ?? null,
      documentPrinter: documentPrinter?.status() ?? null,
      scanner: scanner?.status() ?? null,
      camera: camera?.status() ?? null,
      elsewhere: options.elsewhere.about,
      now: clock.now(),
      memory: {
        drafts,
        work: work.steps(),
        look: options.look.now(),
        msIn: times.msIn,
        cardTakenAt,
        reminders: options.reminders.now(),
        finding,
        notice,
        paymentUntil: paymentUntil(snapshot),
      },
      timers: {
        idleCountdownMs: timers.idleCountdownMs,
        cardLeftMs: timers.cardLeftMs,
        cardLiftedMs: CARD_LIFTED_MS,
      },
    };
  }

  function draw(): Frame {
    return projectFrame(input(), seq);
  }

  function redraw(): void {
    if (isHandingOver()) return;
    times.observe(actor.getSnapshot());
    options.codes?.welcome(isCodeWelcome());
    if (notice && clock.monotonicMs() - noticeSince > NOTICE_MS) notice = null;
    const next = draw();
    options.elsewhere.follow(subjectOf(next.screen, actor.getSnapshot().context.item));
    if (JSON.stringify(next) === JSON.stringify(frame)) return;
    seq += 1;
    if (identity(next) !== identity(frame)) firstSeqOfScreen = seq;
    frame = { ...next, seq };
    for (const listener of listeners) listener(frame);
    schedule();
  }

  /** Seconds are drawn only while a screen counts them, or the notice has yet to go. */
  function schedule(): void {
    clock.clearTimeout(ticker);
    if (times.isCounting() || notice) ticker = clock.setTimeout(tick, TICK_MS);
  }
  function tick(): void {
    redraw();
    schedule();
  }

  function itemView(snapshot: ProjectionInput['snapshot']): ItemView | null {
    const item = snapshot.context.item ? options.projection.items.get(snapshot.context.item) : undefined;
    const child = snapshot.children.item;
    return item && child ? item.view(child.getSnapshot()) : null;
  }

  /** The item has ended and the session hears of it in this same turn: nobody is shown the moment between. */
  function isHandingOver(): boolean {
    const snapshot = actor.getSnapshot();
    return snapshot.matches({ flow: { serving: 'running' } }) && itemView(snapshot)?.kind === 'ended';
  }

  function paymentUntil(snapshot: ProjectionInput['snapshot']): string | null {
    const view = itemView(snapshot);
    if (view?.kind !== 'paying' || view.stage !== 'waiting' || !view.order) {
      paymentSince = null;
      return null;
    }
    if (paymentSince?.order !== view.order.orderNo) {
      paymentSince = { order: view.order.orderNo, at: clock.now().getTime() };
    }
    return new Date(
      paymentSince.at + PAYMENT_DEADLINE_MS + (view.extended ? PAYMENT_EXTENSION_MS : 0),
    ).toISOString();
  }

  function intend(intentSeq: number, intent: Intent): void {
    if (intentSeq < firstSeqOfScreen && intent.kind !== 'touch') return;
    if (!isOffered(intent, frame.screen, (button) => frame.dock[button].kind === 'live')) return;
    if (intent.kind === 'help') {
      options.onHelp(intent.open);
      // It closes by itself when the screen under it changes: that is nobody's touch.
      if (intent.open) actor.send({ type: 'TOUCH' });
      return;
    }
    if (intent.kind === 'draft') drafts.set(intent.step, intent.value);
    if ('step' in intent && intent.step !== undefined && intent.kind !== 'draft') drafts.delete(intent.step);
    if (look(intent)) return;
    if (intent.kind === 'remind' || intent.kind === 'dismiss-reminder') {
      const { visit, person } = actor.getSnapshot().context;
      if (visit && person) {
        if (intent.kind === 'remind') options.reminders.ask(visit, person);
        else options.reminders.dismiss(visit, person, intent.reminder);
      }
    }
    const events = eventsOf(intent, frame.screen, {
      newVisit: options.newVisit,
      today: () => civilDate(clock.now()),
      now: () => clock.now().toISOString(),
      offered: () => {
        const view = itemView(actor.getSnapshot());
        return view?.kind === 'step' ? view.offered : null;
      },
    });
    actor.send({ type: 'TOUCH' });
    for (const event of events) actor.send(event);
  }

  /** Looking for an item is between the screen and this: the session only knows that somebody is at home. */
  function look(intent: Intent): boolean {
    const isFinding = frame.screen.kind === 'find';
    if (intent.kind === 'home' || intent.kind === 'another-item') finding = AT_HOME;
    else if (intent.kind === 'find') finding = intent.where;
    else if (intent.kind === 'back' && isFinding) finding = before(finding);
    else return false;
    if (intent.kind !== 'find' && !isFinding) return false;
    actor.send({ type: 'TOUCH' });
    redraw();
    return true;
  }

  function reveal(fieldSeq: number, field: string): string | null {
    const { screen, visit } = frame;
    if (fieldSeq < firstSeqOfScreen || !visit || !('rows' in screen)) return null;
    if (!screen.rows.some((row) => row.reveal === field)) return null;
    const snapshot = actor.getSnapshot();
    const item = snapshot.context.item ? options.projection.items.get(snapshot.context.item) : undefined;
    const child = snapshot.children.item;
    const [kind, name = ''] = field.split(':');
    if (!item || !child || kind !== 'answer') return null;
    const answer = item.recordOf(child.getSnapshot()).answers[name];
    if (answer === undefined) return null;
    options.onReveal(visit, field);
    return String(answer);
  }

  function onNews(news: SessionNews): void {
    if (news.type === 'card-taken') cardTakenAt = clock.now().toISOString();
    if (news.type === 'item-started') run += 1;
    if (news.type === 'visit-started') {
      run = 0;
      notice = null;
      cardTakenAt = null;
    }
    if (news.type === 'visit-ended') {
      options.onHelp(false);
      drafts.clear();
      options.scans.forget();
      options.reminders.forget();
      finding = AT_HOME;
      work.clear();
      cardTakenAt = null;
      paymentSince = null;
    }
    if (news.type === 'card-left') {
      notice = words.attract.cardLeft;
      noticeSince = clock.monotonicMs();
    }
    options.onNews(news);
  }

  function onReader(): void {
    const isDown = cards.takes() === 'none';
    if (isDown && readerDownSince === null) {
      readerDownSince = clock.now().toISOString();
      actor.send({ type: 'READER_LOST' });
    }
    if (!isDown) readerDownSince = null;
    redraw();
  }

  function onCabinet(): void {
    const isLow = cabinet !== null && !hasPowerForVisit(cabinet.status());
    if (!isLow) powerLowSince = null;
    else powerLowSince ??= clock.now().toISOString();
    redraw();
  }

  /** A code is welcome where a card would be: it says who somebody is. */
  function isCodeWelcome(): boolean {
    const snapshot = actor.getSnapshot();
    if (snapshot.matches({ flow: 'attract' })) return mayBegin();
    return snapshot.matches({ flow: 'browsing' }) || snapshot.matches({ flow: { cardProblem: 'waiting' } });
  }

  /** Nobody begins on a machine that is about to lose its power, or that the hall has withdrawn. */
  const mayBegin = (): boolean => powerLowSince === null && options.wishes().outSince === null;

  function onCardFound(): void {
    if (!mayBegin() && actor.getSnapshot().matches({ flow: 'attract' })) return;
    actor.send({ type: 'CARD_FOUND', visit: options.newVisit() });
  }

  actor.subscribe(redraw);
  actor.on('*', onNews);
  const stops = [
    cards.subscribe((event) => {
      if (event.kind === 'card-found') onCardFound();
      else if (event.kind === 'card-removed') {
        if (notice === words.attract.cardLeft) notice = null;
        actor.send({ type: 'CARD_REMOVED' });
        redraw();
      } else if (event.kind === 'card-lost') actor.send({ type: 'READER_LOST' });
      else onReader();
    }),
    printer?.subscribe((event) => {
      if (event.kind === 'media-taken') actor.send({ type: 'PAPER_TAKEN' });
      redraw();
    }),
  ];
  if (documentPrinter) stops.push(documentPrinter.subscribe(redraw));
  if (scanner) stops.push(scanner.subscribe(redraw));
  if (camera) stops.push(camera.subscribe((event) => event.kind === 'status' && redraw()));
  if (cabinet) stops.push(cabinet.subscribe(onCabinet));
  actor.start();
  onReader();
  onCabinet();
  schedule();

  return {
    frame: () => {
      frame = { ...draw(), seq };
      return frame;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    intend,
    reveal,
    scannedPage: options.scans.picture,
    painted: (paintedSeq) => {
      if (paintedSeq === frame.seq) options.onPainted(frame);
    },
    serving: () => {
      const { visit, item, person, language } = actor.getSnapshot().context;
      const compiled = item ? options.projection.items.get(item) : undefined;
      return visit && compiled && person ? { visit, item: compiled, person, run, language } : null;
    },
    refresh: redraw,
    codeShown: () => actor.send({ type: 'CODE_SHOWN', visit: options.newVisit() }),
    isIdle: () => actor.getSnapshot().matches({ flow: 'attract' }),
    stop: () => {
      clock.clearTimeout(ticker);
      for (const stop of stops) stop?.();
      options.codes?.close();
      options.elsewhere.stop();
      actor.stop();
    },
  };
}

/** A tap belongs to a screen, not to a frame: seconds ticking away do not make it late. */
function identity(frame: Frame): string {
  const { screen } = frame;
  return `${frame.visit ?? ''} ${screen.kind} ${'step' in screen ? screen.step : ''} ${frame.item?.id ?? ''}`;
}
