import { useState } from 'react';
import type { KioskState } from '../../../sandbox/control/contract.ts';
import { PlaceCard, ReadCard } from '../../design/illustrations/reader.tsx';
import type { SandboxApi } from '../api.ts';
import { Choice } from '../controls/choice.tsx';
import { PressButton } from '../controls/press-button.tsx';
import { Section } from '../controls/section.tsx';
import { READER_FAULTS } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import { Cable } from './cable.tsx';
import { DeviceState } from './device-state.tsx';
import { TimesChoice } from './times-choice.tsx';

/** The ID card reader: the one big button of the street, and everything that can be wrong with a reader. */
export function ReaderPanel({
  api,
  kiosk,
  standing,
  holder,
}: {
  readonly api: SandboxApi;
  readonly kiosk: KioskState;
  /** Id of who stands there. */
  readonly standing: string | null;
  /** Name of whose card lies on the glass, or its id while the name is on its way; null when none does. */
  readonly holder: string | null;
}) {
  const words = useWords();
  const [times, setTimes] = useState<number | null>(null);
  const { reader } = kiosk;
  return (
    <Section
      title={words.reader.title}
      note={<DeviceState isPlugged={reader.plugged} isFaulty={reader.fault !== 'none'} />}
    >
      <div className={reader.plugged ? 'reader' : 'reader dead'}>
        <div className="device-picture">{reader.card === null ? <PlaceCard /> : <ReadCard />}</div>
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
          {reader.card !== null && (
            <PressButton look="large" onPress={() => api.liftCard(kiosk.id)}>
              {words.reader.lift}
            </PressButton>
          )}
          {reader.card === null && standing !== null && (
            <PressButton look="large" onPress={() => api.layCard(kiosk.id, standing)}>
              {words.reader.lay}
            </PressButton>
          )}
          {reader.card === null && standing === null && <p className="quiet">{words.reader.chooseFirst}</p>}
        </div>
      </div>
      <div className="pair">
        <Choice
          label={words.device.fault}
          value={reader.fault}
          options={READER_FAULTS}
          words={words.readerFaults}
          onChoose={(preset) => api.breakReader(kiosk.id, preset, preset === 'none' ? null : times)}
        />
        <TimesChoice times={times} onChoose={setTimes} />
      </div>
      <Cable
        api={api}
        kiosk={kiosk.id}
        device="readers/id-card"
        path={reader.path}
        isPlugged={reader.plugged}
      />
    </Section>
  );
}
