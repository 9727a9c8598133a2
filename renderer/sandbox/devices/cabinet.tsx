import type { CabinetFault, CabinetState } from '../../../sandbox/devices/cabinet/contract.ts';
import { Choice } from '../controls/choice.tsx';
import { Segments } from '../controls/segments.tsx';
import { inOrder } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';

const FAULTS = inOrder<CabinetFault>({ none: true, silent: true, garbled: true, stuckLight: true });

/** Enough to finish a visit, and too little to begin one. */
const BATTERY_MINUTES = [20, 2] as const;

/** The cabinet: its door, its seal, who stands before it, its power, and which of its lights shine. */
export const cabinetPanel: DevicePanel<CabinetState> = {
  path: 'cabinet',
  title: (words) => words.cabinet.title,
  trouble: ({ doorOpen, tampered, onBattery }, { cabinet: words }) => {
    if (tampered) return words.tampered;
    if (doorOpen) return `${words.door} ${words.opened}`;
    return onBattery === null ? null : `${words.battery} ${onBattery.minutes} ${words.minutes}`;
  },
  Body: CabinetBody,
};

function CabinetBody({ state, buttons }: DeviceProps<CabinetState>) {
  const { cabinet: words, cabinetFaults, device } = useWords();
  const minutesLeft = state.onBattery?.minutes ?? null;
  const charges = [...new Set([...BATTERY_MINUTES, ...(minutesLeft === null ? [] : [minutesLeft])])];
  const lights = Object.entries(state.lights).map(
    ([slot, { color, flashRate }]) => `${slot} ${color} ${flashRate}`,
  );
  return (
    <>
      <div className="pair">
        <Segments
          label={words.door}
          value={String(state.doorOpen)}
          options={[
            { value: 'false', word: words.closed },
            { value: 'true', word: words.opened, tone: 'warn' },
          ]}
          onChoose={(open) => buttons.put('door', { open: open === 'true' })}
        />
        <Segments
          label={words.seal}
          value={String(state.tampered)}
          options={[
            { value: 'false', word: words.sealed },
            { value: 'true', word: words.tampered, tone: 'down' },
          ]}
          onChoose={(on) => buttons.put('tamper', { on: on === 'true' })}
        />
      </div>
      <div className="pair">
        <Segments
          label={words.person}
          value={String(state.personNear)}
          options={[
            { value: 'false', word: words.nobody },
            { value: 'true', word: words.near },
          ]}
          onChoose={(present) => buttons.put('proximity', { present: present === 'true' })}
        />
        <Choice
          label={device.fault}
          value={state.fault}
          options={FAULTS}
          words={cabinetFaults}
          normal="none"
          onChoose={(preset) => buttons.put('fault', { preset })}
        />
      </div>
      <Segments
        label={words.power}
        value={String(minutesLeft)}
        options={[
          { value: 'null', word: words.mains },
          ...charges.map((minutes) => ({
            value: String(minutes),
            word: `${minutes} ${words.minutes}`,
            tone: 'warn' as const,
          })),
        ]}
        onChoose={(minutes) => buttons.put('ups', { minutes: minutes === 'null' ? null : Number(minutes) })}
      />
      <p className="quiet">
        {words.lights}: {lights.length === 0 ? words.dark : lights.join(' · ')}
        {state.cutOff.length > 0 && ` · ${words.cutOff}: ${state.cutOff.join(' · ')}`}
      </p>
    </>
  );
}
