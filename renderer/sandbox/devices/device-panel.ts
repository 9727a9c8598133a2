import type { ReactNode } from 'react';
import type { DeviceButtons, SandboxApi } from '../api.ts';
import type { Words } from '../words/zh-cn.ts';

/** How one class of device is shown in the list: what every row needs, and what only this class has. */
export type DevicePanel<State> = {
  /** Where its buttons are, below `/kiosks/:kiosk/`. */
  readonly path: string;
  readonly title: (words: Words) => string;
  /** What makes its row stand out although nothing is broken or unplugged: an open cover, paper that runs low. */
  readonly trouble?: (state: State, words: Words) => string | null;
  /** Its own buttons, above the cable that every device has. */
  readonly Body?: (props: DeviceProps<State>) => ReactNode;
};

export type DeviceProps<State> = {
  readonly state: State;
  readonly buttons: DeviceButtons;
  /** Id of who stands at the kiosk. */
  readonly standing: string | null;
  readonly api: SandboxApi;
};
