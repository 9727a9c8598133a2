import type { Language, Text } from '../../flows/language/text.ts';

/**
 * What the renderer draws: a closed union, one variant a step verb or session state, none per item.
 * Values arrive masked and formatted, texts in all languages; the renderer has no logic and no secrets.
 */
export type Frame = {
  /** Grows with every frame of this host run; an intent names the frame it answers. */
  readonly seq: number;
  /** UUIDv7 of the visit, or null when nobody is being served. Nothing personal can be told from it. */
  readonly visit: string | null;
  readonly machine: Machine;
  readonly cards: CardsTaken;
  readonly preferences: Preferences;
  readonly dock: Dock;
  /** Header of a running item. */
  readonly item: ItemHeader | null;
  readonly screen: Screen;
};

/** Which cards can be read at this moment: an identity card, a social-security card, either, or none. */
export type CardsTaken = 'identity-card' | 'citizen-card' | 'either' | 'none';

export type Machine = {
  readonly id: string;
  readonly hall: Text;
  /** Panel geometry: the page is laid out in millimetres. */
  readonly panel: { readonly pxPerMm: number; readonly orientation: 'portrait' | 'landscape' };
  /** 求助: what, where, whom to call, the neighbour machine. Always live. */
  readonly help: {
    readonly phone: string;
    readonly desk: Text;
    readonly hours: Text;
    readonly place: Text;
    readonly neighbour: { readonly id: string; readonly where: Text } | null;
  };
};

/** Another machine that can do it now. */
export type MachineElsewhere = { readonly id: string; readonly where: Text };

/** Session only; all reset when a visit ends. */
export type Preferences = { readonly language: Language };

/** A button that cannot act keeps its place and says why when pressed. */
export type DockButton = { readonly kind: 'live' } | { readonly kind: 'off'; readonly why: Text };
export type Dock = { readonly back: DockButton; readonly home: DockButton; readonly exit: DockButton };

/** Both ways to prove who one is, always shown; one that cannot be used says why. */
export type ProofWays = { readonly face: DockButton; readonly password: DockButton };
/** What to do so that the picture becomes good. */
export type FaceHint = 'look' | 'light' | 'glare' | 'distance' | 'still';

export type ItemHeader = {
  readonly id: string;
  readonly name: Text;
  readonly phases: readonly {
    readonly label: Text;
    readonly state: 'done' | 'current' | 'ahead';
    readonly percent: number;
  }[];
  /** `1/7` inside the current phase, when it has more than one screen. */
  readonly position: string | null;
  readonly minutesLeft: number;
};

export type Row = {
  readonly label: Text;
  readonly value: Text /** Named field `reveal` answers, when the value is masked. */;
  readonly reveal?: string;
};
/** A list as lines and columns: what one record holds many of. */
export type Table = {
  readonly columns: readonly {
    readonly label: Text;
    /** Words may go over two lines, a day or a telephone number not; figures stand under each other digit by digit. */
    readonly holds: 'words' | 'day' | 'figures';
  }[];
  /** In the order of the list; each has one cell a column. */
  readonly lines: readonly (readonly Text[])[];
  /** What stands there when there are no lines. */
  readonly empty: Text;
};
export type WorkStep = {
  readonly label: Text;
  readonly state: 'done' | 'current' | 'ahead' | 'failed';
  /** Instant it was done (ISO, UTC), or what to expect: 通常2秒. */
  readonly at?: string;
  readonly expect?: Text;
};

/** One department's part of a joint item, and what became of it. */
export type PartRow = {
  readonly title: Text;
  readonly department: Text;
  /** `taken`: the department has it; `open`: not known yet, or money is due; `missing`: it has it not. */
  readonly tone: 'taken' | 'open' | 'missing';
  readonly state: Text;
  readonly caseNo: string | null;
  /** Why, and what to do about it. */
  readonly note: Text | null;
};

export type ItemTile = {
  readonly id: string;
  readonly name: Text;
  readonly icon: string;
  readonly minutes: number;
  /** 免材料, 需签名 … */
  readonly meta: Text;
  readonly department: Text;
  /** 一件事: several departments at once. */
  readonly isJoint: boolean;
  /** Why this machine cannot do it now and where it can be done; null when it can. */
  readonly unavailable: Text | null;
};

/** Where one can look for an item behind the home page. */
export type Where =
  | { readonly page: 'stage'; readonly id: string }
  | { readonly page: 'departments' }
  | { readonly page: 'department'; readonly id: string }
  | { readonly page: 'all' }
  | { readonly page: 'search'; readonly typed: string };
/** Items that stand together, and how many. */
export type Group = { readonly id: string; readonly name: Text; readonly count: number };

/** 为您提醒: offered to whoever is identified, looked up once they agree, the most pressing first. */
export type Reminders =
  | { readonly state: 'offered' | 'asking' | 'failed' }
  | { readonly state: 'told'; readonly rows: readonly ReminderRow[] };
export type ReminderRow = {
  readonly id: string;
  /** The item that opens. */
  readonly item: string;
  readonly icon: string;
  readonly title: Text;
  readonly reason: Text;
  readonly verb: Text;
  /** Until the day it is about; null where it is about none, or where that is over. */
  readonly daysLeft: number | null;
  readonly isPressing: boolean;
};

export type Tone = 'neutral' | 'warn';

export type Screen =
  | {
      readonly kind: 'attract';
      readonly itemCount: number;
      readonly departments: readonly Text[];
      readonly notice: Text | null;
    }
  | { readonly kind: 'reading'; readonly steps: readonly WorkStep[] }
  /** The card could not be read: what to do next, in words and a picture. */
  | {
      readonly kind: 'card-problem';
      readonly title: Text;
      readonly text: Text;
      /** `show-again`: a fresh code on the phone; `lay-card`: a card in place of the code. */
      readonly action: 'lay-again' | 'other-card' | 'show-again' | 'lay-card' | 'help';
      readonly code: string;
    }
  /** Card lifted early: the visit waits. */
  | { readonly kind: 'card-lifted'; readonly secondsLeft: number }
  | {
      readonly kind: 'home';
      readonly greeting: { readonly maskedName: string; readonly title: Text; readonly salute: Text } | null;
      readonly reminders: Reminders | null;
      /** 常办事项. */
      readonly common: readonly ItemTile[];
      /** 人生大事 that have items. */
      readonly stages: readonly Group[];
      readonly departmentCount: number;
      readonly itemCount: number;
    }
  /** Behind the home page: the items of a stage or a department, all of them, those searched for; or the departments. */
  | {
      readonly kind: 'find';
      readonly page: Where['page'];
      readonly title: Text;
      /** What is searched for; empty on every other page. */
      readonly typed: string;
      readonly groups: readonly Group[];
      readonly tiles: readonly ItemTile[];
    }
  | {
      readonly kind: 'item';
      readonly department: Text;
      readonly name: Text;
      readonly summary: Text;
      /** Whom else it can be done for: a child, a business. */
      readonly doneFor: readonly Text[];
      readonly minutes: number;
      readonly fee: Text;
      readonly answer: { readonly value: Text; readonly legal: Text | null };
      readonly visits: number;
      readonly materials: readonly {
        readonly name: Text;
        readonly from: Text;
        readonly tag: 'free' | 'filled' | 'sign' | 'scan';
      }[];
      /** What will be looked up, as one phrase: 医保参保信息和居住证. */
      readonly lookups: Text | null;
      readonly window: { readonly place: Text; readonly hours: Text };
      /** What the primary button does: start, or ask for the card first. */
      readonly start: 'agree' | 'need-card' | 'unavailable';
      /** Why it cannot be done here now; null where it can. */
      readonly unavailable: Text | null;
      /** Where it can be done now, the nearest first; empty where it can be done here, and where nobody knows. */
      readonly elsewhere: readonly MachineElsewhere[];
      /** How long one waits at the window, as of when; null where nobody knows. */
      readonly queue: Text | null;
    }
  /** An item that must be surer than the card makes it: by face or by password, as the citizen likes. */
  | {
      readonly kind: 'prove';
      readonly itemName: Text;
      readonly first: 'face' | 'password';
      readonly ways: ProofWays;
    }
  /** Asked for before the camera goes on: what is taken, who sees it, when it is gone. */
  | { readonly kind: 'face-consent'; readonly ways: ProofWays }
  /** The one screen that shows the camera, and hands its frames to the host. */
  | {
      readonly kind: 'face';
      readonly stage: 'looking' | 'comparing';
      readonly hint: FaceHint;
      readonly ways: ProofWays;
    }
  /** Six digits; what is typed stays in the page until it is sent, once. */
  | {
      readonly kind: 'password';
      readonly stage: 'typing' | 'checking';
      readonly error: Text | null;
      readonly ways: ProofWays;
    }
  /** It was not proven: why, and what can be done now. */
  | {
      readonly kind: 'proof-problem';
      readonly way: 'face' | 'password';
      readonly title: Text;
      readonly text: Text;
      readonly next: Text;
      readonly code: string;
      /** Of a face; null where the exchange counts. */
      readonly triesLeft: number | null;
      readonly ways: ProofWays;
    }
  /** The machine is doing something; the current step is bold, times are real. */
  | {
      readonly kind: 'working';
      readonly title: Text;
      readonly subtitle: Text | null;
      readonly steps: readonly WorkStep[];
      readonly note: Text | null;
    }
  | {
      readonly kind: 'show';
      readonly step: string;
      readonly title: Text;
      readonly rows: readonly Row[];
      readonly table: Table | null;
      readonly empty: { readonly title: Text; readonly text: Text } | null;
      readonly note: Text | null;
    }
  | {
      readonly kind: 'choose';
      readonly step: string;
      readonly question: Text;
      readonly hint: Text | null;
      readonly why: Text;
      readonly options: readonly {
        readonly value: string;
        readonly label: Text;
        readonly hint: Text | null;
      }[];
      readonly selected: string | null;
    }
  | {
      readonly kind: 'ask';
      readonly step: string;
      readonly question: Text;
      readonly hint: Text | null;
      readonly why: Text;
      readonly input: 'text' | 'number' | 'amount' | 'date' | 'phone';
      /** What was typed so far, kept over a reload; an amount in yuan. */
      readonly value: string;
      /** A masked value from shared data that can be taken as it is. */
      readonly offered: string | null;
      readonly min: string | null;
      readonly max: string | null;
      readonly maxLength: number | null;
      readonly error: Text | null;
    }
  | {
      readonly kind: 'book';
      readonly step: string;
      readonly question: Text;
      readonly why: Text;
      readonly slots: readonly { readonly date: string; readonly part: 'am' | 'pm'; readonly left: number }[];
      readonly selected: string | null;
      /** How long one waits at the counter without an appointment. */
      readonly queue: Text | null;
    }
  | {
      readonly kind: 'sign';
      readonly step: string;
      readonly question: Text;
      readonly why: Text;
      readonly document: Text;
    }
  /** A paper is laid down, scanned, looked at, and kept or scanned again. */
  | {
      readonly kind: 'scan';
      readonly step: string;
      readonly question: Text;
      readonly why: Text;
      readonly lay: Text;
      readonly stage: 'laying' | 'scanning' | 'reviewing';
      /** The page in hand, from 1. */
      readonly pageNumber: number;
      readonly maxPages: number;
      /** Addresses of the pictures kept so far. */
      readonly pages: readonly string[];
      /** Address of the picture to look at. */
      readonly picture: string | null;
      /** What is wrong with it or with the scanner, and what to do; null where all is well. */
      readonly finding: { readonly title: Text; readonly text: Text } | null;
      readonly canScan: boolean;
      readonly canKeep: boolean;
      readonly canFinish: boolean;
      /** 容缺受理: by when the paper must come; null where it is needed now. */
      readonly later: Text | null;
    }
  | {
      readonly kind: 'check';
      readonly step: string;
      readonly person: { readonly maskedName: string; readonly maskedNumber: string };
      readonly rows: readonly (Row & { readonly edit: string | null })[];
      readonly button: Text;
    }
  | {
      readonly kind: 'pay';
      readonly step: string;
      readonly stage: 'opening' | 'waiting' | 'closing';
      readonly subject: Text;
      readonly amountFen: number;
      readonly qr: string | null;
      /** Instant (ISO) when the code stops being shown. */
      readonly until: string | null;
      readonly canExtend: boolean;
    }
  /** We do not know whether money moved: a screen of its own. Keep the slip, do not pay again. */
  | {
      readonly kind: 'payment-unknown';
      readonly step: string;
      readonly orderNo: string;
      readonly phone: string;
    }
  | { readonly kind: 'not-charged'; readonly subject: Text }
  | {
      readonly kind: 'refusal';
      readonly department: Text;
      readonly itemName: Text;
      readonly title: Text;
      readonly rule: Text;
      readonly next: Text;
      readonly scale: {
        readonly value: number;
        readonly from: number;
        readonly to: number;
        readonly needs: number;
        readonly unit: Text;
      } | null;
      readonly since: Text | null;
      readonly instead: readonly ItemTile[];
      readonly window: { readonly place: Text; readonly hours: Text };
      /** How long one waits there. */
      readonly queue: Text | null;
    }
  /** Something failed: what happened to the application and the money, and what to do next. */
  | {
      readonly kind: 'problem';
      /** The case that exists already and waits for its payment. */
      readonly caseNo: string | null;
      readonly title: Text;
      readonly text: Text;
      readonly next: Text;
      readonly code: string;
      readonly canRetry: boolean;
      /** Goes on without what failed, where the rest does not hang on it. */
      readonly without: { readonly step: string; readonly label: Text } | null;
      readonly tone: Tone;
      /** The counter that does it, and how long one waits there. */
      readonly queue: Text | null;
    }
  /** No department took its part of a joint item: each with the reason. */
  | {
      readonly kind: 'none-accepted';
      readonly title: Text;
      readonly itemName: Text;
      readonly parts: readonly PartRow[];
    }
  | { readonly kind: 'take-card'; readonly secondsLeft: number | null }
  | {
      readonly kind: 'printing';
      readonly paper: 'receipt' | 'document';
      readonly title: Text;
      readonly steps: readonly WorkStep[];
    }
  | { readonly kind: 'take-paper'; readonly title: Text }
  /** Paper would not come: what stays valid without it, and where to get it. */
  | {
      readonly kind: 'print-problem';
      readonly paper: 'receipt' | 'document';
      readonly title: Text;
      readonly text: Text;
      /** Of the certificate that stands without its paper. */
      readonly number: string | null;
      readonly canRetry: boolean;
    }
  | {
      readonly kind: 'done';
      readonly title: Text;
      readonly subtitle: Text;
      readonly caseNo: { readonly label: Text; readonly value: string } | null;
      readonly next: readonly { readonly when: Text; readonly what: Text }[];
      /** Of a joint item; each has its own number and next step, so `caseNo` and `next` are empty. */
      readonly parts: readonly PartRow[];
      readonly cardTaken: boolean;
      readonly paper: 'none' | 'taken' | 'take';
      /** A sealed certificate lies in the tray: no sensor tells when it is taken. */
      readonly document: boolean;
      /** Where one has to go to a counter now: which, and how long one waits there. */
      readonly queue: Text | null;
      /** Five levels of GB/T 39734; optional, never pre-selected. Null when there is nothing to rate. */
      readonly rating: { readonly given: 1 | 2 | 3 | 4 | 5 | null } | null;
    }
  /** Covers everything: no personal text is in the document while it shows. */
  | { readonly kind: 'idle-warning'; readonly secondsLeft: number; readonly seconds: number }
  | { readonly kind: 'covered' }
  | { readonly kind: 'clearing' }
  | {
      readonly kind: 'out-of-service';
      readonly title: Text;
      readonly text: Text;
      readonly since: string;
      readonly elsewhere: readonly MachineElsewhere[];
    };
export type ScreenKind = Screen['kind'];
export type ScreenOf<K extends ScreenKind> = Extract<Screen, { kind: K }>;
