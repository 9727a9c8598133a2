import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { civilDay, clockTime, count } from '../format.ts';
import { Scrolled } from '../parts/scrolled.tsx';
import { hashOf } from '../route.ts';
import { useWords } from '../words/console-words.ts';

const EVERY_MS = 30_000;

/** Who was turned away at the broker, by address; nothing where nobody was. */
export function RefusedPanel({ now }: { readonly now: number }) {
  const { t } = useWords();
  const { api } = useConsole();
  const { answer } = useAnswer('refused', Math.floor(now / EVERY_MS), () => api.refused());
  if (answer === null || answer.refused.length === 0) return null;
  return (
    <div className="panel">
      <h2>{t('audit.refused.title')}</h2>
      <p className="quiet small">{t('audit.refused.about')}</p>
      <Scrolled label={t('audit.refused.title')}>
        <table className="audit">
          <thead>
            <tr>
              <th scope="col">{t('audit.refused.last')}</th>
              <th scope="col">{t('audit.refused.address')}</th>
              <th scope="col">{t('audit.refused.machines')}</th>
              <th scope="col" className="end">
                {t('audit.refused.count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.refused.map(({ address, machines, count: times, lastAt }) => (
              <tr key={address}>
                <td className="when">
                  <span className="quiet">{civilDay(lastAt)}</span> {clockTime(lastAt)}
                </td>
                <th scope="row">{address ?? t('audit.refused.several')}</th>
                <td className="target">
                  {machines.length === 0
                    ? t('none')
                    : machines.map((kiosk) => (
                        <span key={kiosk}>
                          <a href={hashOf({ page: 'machine', kiosk })}>{kiosk}</a>{' '}
                        </span>
                      ))}
                </td>
                <td className="end">{count(times)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </div>
  );
}
