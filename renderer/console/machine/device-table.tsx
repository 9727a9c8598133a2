import type { MachineAnswer } from '../../../hall/api/contract.ts';
import { age, shortMoment } from '../format.ts';
import { deviceLook } from '../look.ts';
import { StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';

/** Every device with its state, its last fault, and how old that word is. */
export function DeviceTable({
  devices,
  isOld,
  now,
}: {
  readonly devices: MachineAnswer['devices'];
  /** The machine does not answer: what it said of its devices is not green. */
  readonly isOld: boolean;
  readonly now: number;
}) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="devices">
      <div className="panel-head">
        <h2 id="devices">{t('machine.devices')}</h2>
      </div>
      {devices.length === 0 && <p className="empty">{t('machine.noDevices')}</p>}
      {devices.length > 0 && (
        <table className="devices">
          <thead>
            <tr>
              <th scope="col">{t('machine.device')}</th>
              <th scope="col" className="wide">
                {t('machine.state')}
              </th>
              <th scope="col" className="end">
                {t('machine.told')}
              </th>
            </tr>
          </thead>
          <tbody>
            {devices.map(({ at, d }) => {
              const { tone, word } = deviceLook(d);
              return (
                <tr key={d.class} className={tone === 'ok' ? undefined : 'marked'}>
                  <th scope="row">{t(`deviceClass.${d.class}`)}</th>
                  <td>
                    <StateMark tone={isOld && tone === 'ok' ? 'stale' : tone}>{t(word)}</StateMark>
                    {d.fault !== null && <Fault fault={d.fault} now={now} />}
                  </td>
                  <td className="end quiet">{age(at, now, t)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

type FaultReport = NonNullable<MachineAnswer['devices'][number]['d']['fault']>;

function Fault({ fault, now }: { readonly fault: FaultReport; readonly now: number }) {
  const { t, language } = useWords();
  const at = shortMoment(Date.parse(fault.at), now);
  const tried = fault.tried.map((each) => t(`tried.${each}`)).join(language === 'en' ? ', ' : '、');
  return (
    <details className="small quiet">
      <summary>{tried === '' ? t('machine.fault', { at }) : t('machine.faultTried', { at, tried })}</summary>
      {fault.frames.length > 0 && <p>{t('machine.frames')}</p>}
      <ul className="frames">
        {fault.frames.map(({ dir, hex }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: frames are a list in time, and never change their order
          <li key={index}>
            {dir === 'sent' ? '→' : '←'} {hex}
          </li>
        ))}
      </ul>
    </details>
  );
}
