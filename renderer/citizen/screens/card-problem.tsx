import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { PlaceCard } from '../../design/illustrations/reader.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Note, Title } from '../parts/page.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Working } from '../parts/working.tsx';

/** The card could not be read: what happened, and the one thing to do next, in words and a picture. */
export function CardProblem({ screen }: { readonly screen: ScreenOf<'card-problem'> }) {
  const { frame } = useKiosk();
  const { t, text } = useWords();
  const { help } = frame.machine;
  const next = {
    'lay-again': t('cardProblem.layAgain'),
    'other-card': t('cardProblem.otherCard'),
    'show-again': t('cardProblem.showAgain'),
    'lay-card': t('cardProblem.layCard'),
    help: t('cardProblem.askSomebody', { desk: text(help.desk), hours: text(help.hours), phone: help.phone }),
  }[screen.action];
  return (
    <Working picture={<PlaceCard />}>
      <Title text={screen.title} />
      <div className="panel problem-next" role="status">
        <p>
          <Phrase>{text(screen.text)}</Phrase>
        </p>
        <p className="do-next">
          <Icon name={screen.action === 'help' ? 'counter' : 'id-card'} />
          <span>
            <Phrase>{next}</Phrase>
          </span>
        </p>
      </div>
      <Note icon="shield-check">{`${t('cardProblem.notSent')} · ${t('cardProblem.code', { code: screen.code })}`}</Note>
    </Working>
  );
}
