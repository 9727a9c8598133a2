import type { ReactNode } from 'react';
import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { TakePaper } from '../../design/illustrations/printer.tsx';
import { TakeCard } from '../../design/illustrations/reader.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Note, Page, Primary, Title } from '../parts/page.tsx';
import { PartList } from '../parts/part-list.tsx';
import { Phrase } from '../parts/phrase.tsx';
import { Button, Press } from '../parts/press.tsx';
import { Verdict } from '../parts/verdict.tsx';

type Done = ScreenOf<'done'>;

/** GB/T 39734-2020: five levels, from very good to very poor. */
const LEVELS = [5, 4, 3, 2, 1] as const;

function TakeIt({
  picture,
  isDone,
  children,
}: {
  readonly picture: ReactNode;
  readonly isDone: boolean;
  readonly children: string;
}) {
  return (
    <div className={isDone ? 'take take-done' : 'take'}>
      <div className="take-picture">{picture}</div>
      <p>
        <Icon name={isDone ? 'check-circle' : 'finger'} />
        <b>{children}</b>
      </p>
    </div>
  );
}

/** Optional, nothing chosen before, one touch; once given it cannot be given again. */
function Rating({ rating }: { readonly rating: NonNullable<Done['rating']> }) {
  const { send } = useKiosk();
  const { t } = useWords();
  const { given } = rating;
  return (
    <section className="rating">
      <header className="section-line">
        <h2>{t('done.rate')}</h2>
        <span role="status">{given === null ? t('done.optional') : t('done.thanks')}</span>
      </header>
      <div className="faces">
        {LEVELS.map((level) =>
          given === null ? (
            <Press key={level} className="tile face" onClick={() => send({ kind: 'rate', level })}>
              <Icon name={`face-${level}`} size="xl" />
              <span>{t(`done.rating.${level}`)}</span>
            </Press>
          ) : (
            <span key={level} className={level === given ? 'face face-given' : 'face face-other'}>
              <Icon name={`face-${level}`} size="xl" />
              <span>{t(`done.rating.${level}`)}</span>
            </span>
          ),
        )}
      </div>
    </section>
  );
}

/** It is done: the number to keep, what happens next and when, what still has to be taken along. */
export function Done({ screen }: { readonly screen: Done }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  const { caseNo, parts, rating, paper, document } = screen;
  return (
    <Page
      kind={parts.length === 0 ? 'done' : 'done page-done-joint'}
      head={
        <>
          <Verdict icon="check" tone="good">
            <Title text={screen.title} />
          </Verdict>
          {caseNo && (
            <dl className="panel panel-tint case">
              <dt>{text(caseNo.label)}</dt>
              <dd>{caseNo.value}</dd>
              <dd className="case-note">
                <Phrase>{text(screen.subtitle)}</Phrase>
              </dd>
            </dl>
          )}
          {caseNo === null && (
            <p className="lead">
              <Phrase>{text(screen.subtitle)}</Phrase>
            </p>
          )}
          {screen.queue && <Note icon="counter">{text(screen.queue)}</Note>}
          {parts.length > 0 && <PartList parts={parts} />}
          {screen.next.length > 0 && (
            <section className="what-next">
              <h2>{t('done.next')}</h2>
              <ol>
                {screen.next.map(({ when, what }) => (
                  <li key={what['zh-CN']}>
                    <b>
                      <Phrase>{text(when)}</Phrase>
                    </b>
                    <span>
                      <Phrase>{text(what)}</Phrase>
                    </span>
                  </li>
                ))}
              </ol>
            </section>
          )}
        </>
      }
      action={
        <>
          <Button look="accent" icon="grid" onPress={() => send({ kind: 'another-item' })}>
            {t('done.another')}
          </Button>
          <Primary icon="exit" onPress={() => send({ kind: 'finish' })}>
            {t('done.finish')}
          </Primary>
        </>
      }
    >
      <div className="takes">
        <TakeIt picture={<TakeCard />} isDone={screen.cardTaken}>
          {screen.cardTaken ? t('done.cardTaken') : t('done.takeCard')}
        </TakeIt>
        {document && (
          <TakeIt picture={<TakePaper />} isDone={false}>
            {t('done.takeDocument')}
          </TakeIt>
        )}
        {paper !== 'none' && (
          <TakeIt picture={<TakePaper />} isDone={paper === 'taken'}>
            {paper === 'taken' ? t('done.paperTaken') : t('done.takePaper')}
          </TakeIt>
        )}
      </div>
      {rating && <Rating rating={rating} />}
    </Page>
  );
}
