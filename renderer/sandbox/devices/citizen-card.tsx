import type {
  CitizenCardFault,
  CitizenCardReaderState,
} from '../../../sandbox/devices/citizen-card/contract.ts';
import { Choice } from '../controls/choice.tsx';
import { PressButton } from '../controls/press-button.tsx';
import { useCitizenFile } from '../people/use-citizens.ts';
import { inOrder } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';

const FAULTS = inOrder<CitizenCardFault>({
  none: true,
  mute: true,
  wrongCard: true,
  blocked: true,
  corruptRecord: true,
  pulledMidRead: true,
  babbles: true,
  contactless: true,
  announcesAnswers: true,
  numberedRecords: true,
  slow: true,
});

/** The reader for social-security cards, and the card of whoever stands there. */
export const citizenCardPanel: DevicePanel<CitizenCardReaderState> = {
  path: 'readers/citizen-card',
  title: (words) => words.citizenCard.title,
  Body: CitizenCardBody,
};

function CitizenCardBody({ state, buttons, standing, api }: DeviceProps<CitizenCardReaderState>) {
  const { citizenCard, citizenCardFaults, device, reader } = useWords();
  const holder = useCitizenFile(api, state.card)?.name ?? state.card;
  return (
    <>
      <div className="device-act">
        <p aria-live="polite">
          {holder === null ? (
            citizenCard.empty
          ) : (
            <>
              <b lang="zh-CN">{holder}</b>
              {citizenCard.holds}
            </>
          )}
        </p>
        {state.card !== null && (
          <PressButton look="primary" onPress={() => buttons.delete('card')}>
            {citizenCard.lift}
          </PressButton>
        )}
        {state.card === null && standing !== null && (
          <PressButton look="primary" onPress={() => buttons.put('card', { citizen: standing })}>
            {citizenCard.lay}
          </PressButton>
        )}
        {state.card === null && standing === null && <p className="quiet">{reader.chooseFirst}</p>}
      </div>
      <Choice
        label={device.fault}
        value={state.fault}
        options={FAULTS}
        words={citizenCardFaults}
        normal="none"
        onChoose={(preset) => buttons.put('fault', { preset })}
      />
    </>
  );
}
