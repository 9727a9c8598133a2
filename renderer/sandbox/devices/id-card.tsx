import { useState } from 'react';
import type { ReaderState } from '../../../sandbox/devices/id-card/contract.ts';
import { PlaceCard, ReadCard } from '../../design/illustrations/reader.tsx';
import { Choice } from '../controls/choice.tsx';
import { PressButton } from '../controls/press-button.tsx';
import { useCitizenFile } from '../people/use-citizens.ts';
import { READER_FAULTS } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import { countedFault } from './counted-fault.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';
import { TimesChoice } from './times-choice.tsx';

/** The ID card reader: the one big button of the street, and everything that can be wrong with a reader. */
export const idCardPanel: DevicePanel<ReaderState> = {
  path: 'readers/id-card',
  title: (words) => words.reader.title,
  Body: ReaderBody,
};

function ReaderBody({ state, buttons, standing, api }: DeviceProps<ReaderState>) {
  const words = useWords();
  const [times, setTimes] = useState<number | null>(null);
  /** Whose card it is, by id until the name has come. */
  const holder = useCitizenFile(api, state.card)?.name ?? state.card;
  return (
    <>
      <div className={state.plugged ? 'reader' : 'reader dead'}>
        <div className="device-picture">{state.card === null ? <PlaceCard /> : <ReadCard />}</div>
        <div className="reader-act">
          <p className="reader-holds" aria-live="polite">
            {holder === null ? (
              words.reader.empty
            ) : (
              <>
                <b lang="zh-CN">{holder}</b>
                <br />
                {words.reader.holds}
              </>
            )}
          </p>
          {state.card !== null && (
            <PressButton look="large" onPress={() => buttons.delete('card')}>
              {words.reader.lift}
            </PressButton>
          )}
          {state.card === null && standing !== null && (
            <PressButton look="large" onPress={() => buttons.put('card', { citizen: standing })}>
              {words.reader.lay}
            </PressButton>
          )}
          {state.card === null && standing === null && <p className="quiet">{words.reader.chooseFirst}</p>}
        </div>
      </div>
      <div className="pair">
        <Choice
          label={words.device.fault}
          value={state.fault}
          options={READER_FAULTS}
          words={words.readerFaults}
          normal="none"
          onChoose={(preset) => buttons.put('fault', countedFault(preset, times))}
        />
        <TimesChoice times={times} onChoose={setTimes} />
      </div>
    </>
  );
}
