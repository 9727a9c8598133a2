import type { CodeScannerFault, CodeScannerState } from '../../../sandbox/devices/code-scanner/contract.ts';
import { Choice } from '../controls/choice.tsx';
import { PressButton } from '../controls/press-button.tsx';
import { inOrder } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';

const FAULTS = inOrder<CodeScannerFault>({
  none: true,
  silent: true,
  garbled: true,
  truncated: true,
  noSuffix: true,
});

/** The code scanner, and the code on the phone of whoever stands there. */
export const codeScannerPanel: DevicePanel<CodeScannerState> = {
  path: 'scanners/code',
  title: (words) => words.codeScanner.title,
  Body: CodeScannerBody,
};

function CodeScannerBody({ state, buttons, standing }: DeviceProps<CodeScannerState>) {
  const { codeScanner, codeScannerFaults, device, reader } = useWords();
  return (
    <>
      <div className="device-act">
        <p aria-live="polite">
          {state.isShown ? codeScanner.shown : codeScanner.empty}
          <br />
          <span className="quiet">{state.isArmed ? codeScanner.armed : codeScanner.dark}</span>
        </p>
        {state.isShown && (
          <PressButton look="primary" onPress={() => buttons.delete('show')}>
            {codeScanner.away}
          </PressButton>
        )}
        {!state.isShown && standing !== null && (
          <PressButton look="primary" onPress={() => buttons.put('show', { citizen: standing })}>
            {codeScanner.show}
          </PressButton>
        )}
        {!state.isShown && standing === null && <p className="quiet">{reader.chooseFirst}</p>}
      </div>
      <Choice
        label={device.fault}
        value={state.fault}
        options={FAULTS}
        words={codeScannerFaults}
        normal="none"
        onChoose={(preset) => buttons.put('fault', { preset })}
      />
    </>
  );
}
