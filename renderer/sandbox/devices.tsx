import type { KioskState } from '../../sandbox/control/contract.ts';
import { api } from './api.ts';
import { paperLevels, printerFaults, readerFaults } from './presets.ts';
import type { Street } from './street.ts';
import type { Say } from './words.ts';

type Props = { readonly kiosk: KioskState; readonly say: Say; readonly run: Street['run'] };

/** The two devices: their cable, what is wrong with them, and the paper. */
export function Devices({ kiosk, say, run }: Props) {
  const { reader, printer } = kiosk;
  const press = (path: string, body?: unknown) => run(() => api.press(`/kiosks/${kiosk.id}/${path}`, body));
  return (
    <section>
      <h2>{say('reader')}</h2>
      <Cable
        plugged={reader.plugged}
        path={reader.path}
        say={say}
        onPress={(verb) => press(`readers/id-card/${verb}`)}
      />
      <Choice
        label={say('fault')}
        value={reader.fault}
        options={readerFaults}
        onChange={(preset) => press('readers/id-card/fault', { preset })}
      />
      <h2>{say('printer')}</h2>
      <Cable
        plugged={printer.plugged}
        path={printer.path}
        say={say}
        onPress={(verb) => press(`printers/receipt/${verb}`)}
      />
      <Choice
        label={say('paper')}
        value={printer.paper}
        options={paperLevels}
        onChange={(level) => press('printers/receipt/paper', { level })}
      />
      <Choice
        label={say('fault')}
        value={printer.fault}
        options={printerFaults}
        onChange={(preset) => press('printers/receipt/fault', { preset })}
      />
      <label className="field">
        <input
          type="checkbox"
          checked={printer.coverOpen}
          onChange={(event) => press('printers/receipt/cover', { open: event.target.checked })}
        />
        {say('cover')}
      </label>
    </section>
  );
}

function Cable(props: {
  readonly plugged: boolean;
  readonly path: string;
  readonly say: Say;
  readonly onPress: (verb: 'plug' | 'unplug') => void;
}) {
  const verb = props.plugged ? 'unplug' : 'plug';
  return (
    <p className="field">
      <code className={props.plugged ? '' : 'gone'}>{props.path.split('/').slice(-2).join('/')}</code>
      <button type="button" onClick={() => props.onPress(verb)}>
        {props.say(verb)}
      </button>
    </p>
  );
}

/** One setting of a device, chosen from all it can have. */
export function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <label className="field">
      {props.label}
      <select
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find((option) => option === event.target.value);
          if (chosen !== undefined) props.onChange(chosen);
        }}
      >
        {props.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}
