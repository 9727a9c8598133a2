import type { Catalogue } from '../flows/catalogue/catalogue.ts';
import { sameInAllLanguages, type Text } from '../flows/language/text.ts';
import type { CompiledItem } from '../flows/machine/contract.ts';
import { createEvaluator } from '../flows/machine/evaluate.ts';
import type { ReadCardOutcome, SessionNews } from '../flows/session/contract.ts';
import { itemLogic } from '../flows/session/item-logic.ts';
import { createSessionMachine } from '../flows/session/session-machine.ts';
import type { KioskConfig } from '../kiosk-config/config.ts';
import { civilDate } from './civil-time.ts';
import type { Clock } from './clock.ts';
import { codeTexts, journalCode } from './codes/codes.ts';
import type { Frame, Machine } from './contract/screen.ts';
import { watchCabinet } from './devices/cabinet-watch.ts';
import { createCardDesk } from './devices/card-desk.ts';
import { citizenCardPlace, idCardPlace } from './devices/card-places.ts';
import { createCodeDesk } from './devices/code-desk.ts';
import type { Devices } from './devices/devices.ts';
import { identifyByCode } from './devices/identify-by-code.ts';
import { shineWithScreen } from './devices/lights.ts';
import { createScanDesk } from './documents/scan-desk.ts';
import { layOutSlip } from './documents/slip.ts';
import type { Exchange } from './exchange/exchange.ts';
import { searchEntryOf } from './finding/search.ts';
import type { AskHall } from './health/ask-hall.ts';
import type { DesiredDesk } from './health/desired.ts';
import { type Ids, idempotencyKey, stepOfRun } from './ids.ts';
import type { AuditEvent } from './journal/audit-event.ts';
import type { Journal } from './journal/journal.ts';
import type { Log } from './log.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { createItemTexts, type ItemTexts } from './texts/item-texts.ts';
import { auditOf } from './visit/audit.ts';
import { createElsewhereDesk } from './visit/elsewhere-desk.ts';
import { createFaceLook } from './visit/face-look.ts';
import { createIssueActor } from './visit/issue-actor.ts';
import { createItemActors } from './visit/item-actors.ts';
import { createPrintDocumentActor } from './visit/print-document-actor.ts';
import { createProofActors } from './visit/proof-actors.ts';
import { createReminderDesk } from './visit/reminder-desk.ts';
import { createSessionActors } from './visit/session-actors.ts';
import { type Serving, startVisits, type VisitRuntime } from './visit/visit-runtime.ts';
import { words } from './visit/words.ts';
import { createWorkLog } from './visit/work-log.ts';

export type KioskParts = {
  readonly config: KioskConfig;
  readonly catalogue: Catalogue;
  readonly devices: Devices;
  readonly exchange: Exchange;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly pseudonyms: Pseudonyms;
  readonly desired: Pick<DesiredDesk, 'wishes' | 'subscribe'>;
  /** Somebody asks for help, or does no more. */
  readonly onHelp: (isOpen: boolean) => void;
  /** Where else an item can be done; null: there is no hall to ask. */
  readonly askHall: AskHall | null;
  readonly random: () => number;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly log: Log;
};

/** Joins catalogue, devices, journal and exchange to one kiosk that serves one citizen after another. */
export function startKiosk(parts: KioskParts): VisitRuntime {
  const { config, catalogue, devices, exchange, journal, outbox, pseudonyms, ids, clock, log } = parts;
  const { items } = catalogue;
  const machine = machineOf(config);
  const evaluate = createEvaluator();
  const textsOf = cached(createItemTexts);
  const departmentName = (id: string): Text => catalogue.departments.get(id)?.name ?? sameInAllLanguages(id);

  const today = (): string => civilDate(clock.now());
  const cards = createCardDesk([
    ...(devices.reader ? [idCardPlace(devices.reader, today)] : []),
    ...(devices.citizenCardReader ? [citizenCardPlace(devices.citizenCardReader, today)] : []),
  ]);
  const codes = devices.codeScanner && createCodeDesk(devices.codeScanner, clock, () => visits.codeShown());
  const readCardOrCode = (signal: AbortSignal): Promise<ReadCardOutcome> => {
    const shown = codes?.take() ?? null;
    if (shown === null) return cards.read(signal);
    const queryId = ids.query();
    // Nobody knows yet who shows it: to the servers between, it is somebody of this one query.
    const call = { queryId, userId: pseudonyms.of(queryId), signal };
    return identifyByCode(shown, { exchange, call, today: today() });
  };
  const scans = createScanDesk({ scanner: devices.scanner, newId: ids.query });
  const work = createWorkLog(clock.now, () => visits.refresh());
  const look = createFaceLook(() => visits.refresh());
  const reminders = createReminderDesk({
    exchange,
    newQueryId: ids.query,
    pseudonym: pseudonyms.of,
    record: (event, visit) => record(event, visit),
    changed: () => visits.refresh(),
  });
  const elsewhere = createElsewhereDesk({
    ask: parts.askHall,
    clock,
    random: parts.random,
    changed: () => visits.refresh(),
  });
  const serving = (): Serving => {
    const now = visits.serving();
    if (!now) throw new Error('an item runs for somebody');
    return now;
  };
  const record = (event: AuditEvent, visit = visits.serving()?.visit ?? null): void => {
    const written = journal.record(visit, event);
    if (!written.ok)
      log.error('audit-not-written', { code: journalCode(written.fault), ...(visit ? { visit } : {}) });
  };

  const session = createSessionMachine(items, config.timers).provide({
    actors: {
      ...createSessionActors({
        cards: { read: readCardOrCode },
        printer: devices.printer,
        record,
        report: (error) => log.defect('slip-not-laid-out', error, { visit: serving().visit }),
        layOut: ({ outcome, language }) => {
          const { visit, item } = serving();
          return layOutSlip({
            visit,
            item: item.definition,
            outcome,
            language,
            texts: textsOf(item),
            evaluate,
            departmentName,
            kiosk: {
              id: machine.id,
              place: config.kiosk.place,
              hall: machine.hall,
              phone: machine.help.phone,
            },
            printedAt: clock.now(),
            progressPage: config.hall.progressPage ?? null,
          });
        },
        printDocument: createPrintDocumentActor({
          printer: devices.documentPrinter,
          outbox,
          serving,
          record,
        }),
        settle: (visit) => {
          const settled = outbox.settle(visit);
          if (!settled.ok) log.error('visit-not-settled', { visit, code: journalCode(settled.fault) });
        },
      }),
      ...createProofActors({
        camera: devices.camera,
        exchange,
        look,
        newQueryId: ids.query,
        pseudonym: pseudonyms.of,
        serving: () => ({ person: serving().person, item: serving().item.definition.id }),
        record,
      }),
      item: itemLogic(
        items,
        createItemActors({
          items,
          exchange,
          outbox,
          clock,
          work,
          evaluate,
          kiosk: machine.id,
          submitMs: config.exchange.deadlines.submitMs,
          newQueryId: ids.query,
          pseudonym: pseudonyms.of,
          departmentName,
          departmentOf: (set) => catalogue.datasets.get(set)?.department ?? null,
          serving: () => {
            const { visit, item, person, run } = serving();
            return { visit, item: item.definition, person, run, texts: textsOf(item) };
          },
          record,
          scans,
          issue: createIssueActor({
            outbox,
            clock,
            work,
            evaluate,
            kiosk: machine.id,
            deadlineMs: config.exchange.deadlines.submitMs + config.exchange.deadlines.queryMs,
            pseudonym: pseudonyms.of,
            departmentName,
            serving: () => ({ ...serving(), texts: textsOf(serving().item) }),
            report: (code, visit, key) => log.error('document-not-drawn', { code, visit, key }),
          }),
        }),
      ),
    },
  });

  const onNews = (news: SessionNews): void => {
    const event = auditOf(news, (item) => items.get(item)?.definition.version ?? 0);
    if (event) record(event, news.visit);
    log.info(news.type, {
      visit: news.visit,
      ...('item' in news ? { item: news.item } : {}),
      ...('outcome' in news ? { outcome: news.outcome } : {}),
    });
    if (news.type === 'rated') rate(news);
    if (news.type === 'paper-left') void takeBackPaper(news.visit);
  };

  /** Nobody is there any more, and the next one must not find a stranger's slip in the mouth. */
  const takeBackPaper = async (visit: string): Promise<void> => {
    const result = await devices.printer?.retract();
    if (!result) return;
    record({ kind: 'paper-retracted', outcome: result.ok ? result.value : result.error.kind }, visit);
  };

  const rate = (news: Extract<SessionNews, { type: 'rated' }>): void => {
    const { visit, person, run } = serving();
    /** One opinion of the visit, and each department it was about hears it. */
    for (const [department, { caseNo }] of Object.entries(news.record?.cases ?? {})) {
      const kept = outbox.rate({
        visit,
        department,
        userId: pseudonyms.of(person.number),
        key: idempotencyKey(visit, stepOfRun('rating', run), department),
        caseNo,
        level: news.level,
      });
      if (!kept.ok) log.error('rating-not-kept', { visit, code: journalCode(kept.fault) });
    }
  };

  let shown: Frame['screen']['kind'] | null = null;
  const wasInterrupted = journal.lastVisit()?.ended === false;
  const visits: VisitRuntime = startVisits({
    session,
    work,
    cards,
    printer: devices.printer,
    documentPrinter: devices.documentPrinter,
    scanner: devices.scanner,
    scans,
    camera: devices.camera,
    cabinet: devices.cabinet,
    codes,
    look,
    reminders,
    elsewhere,
    wishes: parts.desired.wishes,
    clock,
    newVisit: ids.visit,
    timers: config.timers,
    notice: wasInterrupted ? words.attract.interrupted : null,
    projection: {
      machine,
      items,
      reminders: catalogue.reminders,
      lifeStages: catalogue.lifeStages,
      departments: catalogue.departments,
      commonItems: catalogue.commonItems,
      searchEntries: [...items.values()].map(({ definition }) => searchEntryOf(definition)),
      departmentName,
      textsOf,
      evaluate,
      codeTexts,
    },
    onNews,
    onPainted: (frame: Frame) => {
      if (frame.screen.kind !== shown)
        log.info('screen-shown', { seq: frame.seq, screen: frame.screen.kind });
      shown = frame.screen.kind;
    },
    onHelp: parts.onHelp,
    onReveal: (visit, field) => record({ kind: 'value-revealed', field }, visit),
  });
  parts.desired.subscribe(visits.refresh);
  if (devices.cabinet) {
    watchCabinet(devices.cabinet, log);
    shineWithScreen(devices.cabinet, visits);
  }
  return visits;
}

function machineOf({ kiosk, hall }: KioskConfig): Machine {
  return {
    id: kiosk.id,
    hall: hall.name,
    panel: { pxPerMm: kiosk.screen.pxPerMm, orientation: kiosk.screen.orientation },
    help: { ...hall.help, place: kiosk.place, neighbour: hall.neighbours[0] ?? null },
  };
}

/** Texts of an item are made once: projection asks for them at every frame. */
function cached(create: (item: CompiledItem) => ItemTexts): (item: CompiledItem) => ItemTexts {
  const known = new WeakMap<CompiledItem, ItemTexts>();
  return (item) => {
    const texts = known.get(item) ?? create(item);
    known.set(item, texts);
    return texts;
  };
}
