import type { CameraScene, CameraState } from '../../../sandbox/devices/camera/contract.ts';
import { Choice } from '../controls/choice.tsx';
import { PressButton } from '../controls/press-button.tsx';
import { useCitizenFile } from '../people/use-citizens.ts';
import { inOrder } from '../presets.ts';
import { useWords } from '../words/use-words.ts';
import type { DevicePanel, DeviceProps } from './device-panel.ts';

const SCENES = inOrder<CameraScene>({ clear: true, two: true, dark: true, blurred: true });

/** The camera above the screen, who stands in front of it, and how well it sees. */
export const cameraPanel: DevicePanel<CameraState> = {
  path: 'camera',
  title: (words) => words.camera.title,
  trouble: ({ scene }, { cameraScenes }) => (scene === 'clear' ? null : cameraScenes[scene]),
  Body: CameraBody,
};

function CameraBody({ state, buttons, standing, api }: DeviceProps<CameraState>) {
  const { camera, cameraScenes, reader } = useWords();
  const person = useCitizenFile(api, state.person)?.name ?? state.person;
  return (
    <>
      <div className="device-act">
        <p aria-live="polite">
          {person === null ? (
            camera.nobody
          ) : (
            <>
              <b lang="zh-CN">{person}</b> {camera.stands}
            </>
          )}
        </p>
        {standing !== null && standing !== state.person && (
          <PressButton look="primary" onPress={() => buttons.put('person', { citizen: standing })}>
            {camera.comeUp}
          </PressButton>
        )}
        {state.person !== null && (
          <PressButton onPress={() => buttons.delete('person')}>{camera.walkOff}</PressButton>
        )}
        {standing === null && state.person === null && <p className="quiet">{reader.chooseFirst}</p>}
      </div>
      <Choice
        label={camera.scene}
        value={state.scene}
        options={SCENES}
        words={cameraScenes}
        normal="clear"
        onChoose={(preset) => buttons.put('scene', { preset })}
      />
    </>
  );
}
