import type { SnapshotFrom } from 'xstate';
import type { CameraStatus } from '../../drivers/camera/camera.ts';
import type { DocumentPrinterStatus } from '../../drivers/document-printer/document-printer.ts';
import type { DocumentScannerStatus } from '../../drivers/document-scanner/document-scanner.ts';
import type { ReceiptPrinterStatus } from '../../drivers/receipt-printer/receipt-printer.ts';
import type { Catalogue } from '../../flows/catalogue/catalogue.ts';
import type { Format } from '../../flows/language/pieces.ts';
import type { Reminder } from '../../flows/language/reminder.ts';
import type { Text } from '../../flows/language/text.ts';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import type { CelScope, Evaluate } from '../../flows/machine/evaluate.ts';
import type { SessionMachine } from '../../flows/session/session-machine.ts';
import type { CodeTexts } from '../codes/codes.ts';
import type { CardsTaken, Machine, WorkStep } from '../contract/screen.ts';
import type { Finding } from '../finding/finding.ts';
import type { SearchEntry } from '../finding/search.ts';
import type { ElsewhereDesk } from './elsewhere-desk.ts';
import type { FaceLookState } from './face-look.ts';
import type { HallWishes } from './hall-wishes.ts';
import type { ReminderState } from './reminder-desk.ts';

export type SessionSnapshot = SnapshotFrom<SessionMachine>;

/** Texts of one item with values inserted, in every language at once. */
export type ItemTexts = {
  readonly fill: (text: Text, scope: CelScope) => Text;
  readonly show: (format: Format, value: unknown, labels: Readonly<Record<string, Text>>) => Text;
};

/** All a frame is made of. Everything here is read, nothing is changed: the same input draws the same frame. */
export type ProjectionInput = HallWishes & {
  readonly snapshot: SessionSnapshot;
  readonly machine: Machine;
  readonly items: ReadonlyMap<string, CompiledItem>;
  readonly reminders: readonly Reminder[];
  readonly lifeStages: Catalogue['lifeStages'];
  readonly departments: Catalogue['departments'];
  /** Ids of 常办事项, in order. */
  readonly commonItems: readonly string[];
  readonly searchEntries: readonly SearchEntry[];
  readonly departmentName: (id: string) => Text;
  readonly textsOf: (item: CompiledItem) => ItemTexts;
  readonly evaluate: Evaluate;
  readonly cards: CardsTaken;
  /** Instant (ISO) since when no card can be read. */
  readonly readerDownSince: string | null;
  /** Instant (ISO) since when the battery is too low to begin a visit on. */
  readonly powerLowSince: string | null;
  readonly printer: ReceiptPrinterStatus | null;
  readonly documentPrinter: DocumentPrinterStatus | null;
  readonly scanner: DocumentScannerStatus | null;
  readonly camera: CameraStatus | null;
  readonly elsewhere: ElsewhereDesk['about'];
  readonly now: Date;
  readonly memory: VisitMemory;
  readonly timers: {
    readonly idleCountdownMs: number;
    readonly cardLeftMs: number;
    readonly cardLiftedMs: number;
  };
};

/** What the visit remembers beside the machines: typed but not sent, done and when. Gone with the visit. */
export type VisitMemory = {
  readonly drafts: ReadonlyMap<string, string>;
  /** Progress of what the machine is doing now, with real times. */
  readonly work: readonly WorkStep[];
  /** Milliseconds since the session entered a state, named as in `stateNames`. */
  readonly msIn: (state: string) => number;
  /** What the camera sees, while it looks. */
  readonly look: FaceLookState;
  readonly cardTakenAt: string | null;
  readonly reminders: ReminderState;
  readonly finding: Finding;
  /** Said on the standby screen, once: an interrupted visit, a card left behind. */
  readonly notice: Text | null;
  readonly paymentUntil: string | null;
};

/** What a whole frame takes beyond one item's screens: the words of the codes. */
export type FrameInput = ProjectionInput & { readonly codeTexts: (code: string) => CodeTexts };
