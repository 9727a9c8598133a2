import { useState } from 'react';
import type { StopsAnswer } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import { useAnswer } from '../data/use-hall.ts';
import { Ask } from '../parts/ask.tsx';
import { names } from '../services/catalogue-names.ts';
import { useWords } from '../words/console-words.ts';
import { findItems, type KnownItem } from './find-items.ts';

const ITEMS: readonly KnownItem[] = Object.entries(names).map(([id, { name }]) => ({ id, name }));
const SHOWN = 8;

/** First which item, then whether: by name, with the number of machines people could do it at until now. */
export function AskStop({
  onDone,
  onClose,
}: {
  readonly onDone: (answer: StopsAnswer) => void;
  readonly onClose: () => void;
}) {
  const [item, setItem] = useState<KnownItem | null>(null);
  return item === null ? (
    <PickItem onPick={setItem} onClose={onClose} />
  ) : (
    <ConfirmStop item={item} onDone={onDone} onClose={onClose} />
  );
}

function PickItem({
  onPick,
  onClose,
}: {
  readonly onPick: (item: KnownItem) => void;
  readonly onClose: () => void;
}) {
  const { t, text } = useWords();
  const [typed, setTyped] = useState('');
  const found = findItems(ITEMS, typed);
  return (
    <section className="panel pick-item" aria-labelledby="pick-item">
      <div className="panel-head">
        <h2 id="pick-item">{t('stops.pick')}</h2>
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
      <label className="field">
        <span>{t('stops.search')}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: it was opened to type into
          autoFocus
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p className="quiet small" role="status">
        {typed.trim() !== '' &&
          (found.length === 0 ? t('stops.notFound') : t('stops.found', { count: found.length }))}
      </p>
      <ul>
        {found.slice(0, SHOWN).map((each) => (
          <li key={each.id}>
            <button type="button" onClick={() => onPick(each)}>
              <b>{each.name === null ? each.id : text(each.name)}</b>
              <code>{each.id}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ConfirmStop({
  item: { id, name },
  onDone,
  onClose,
}: {
  readonly item: KnownItem;
  readonly onDone: (answer: StopsAnswer) => void;
  readonly onClose: () => void;
}) {
  const { t, text } = useWords();
  const { api } = useConsole();
  const { answer } = useAnswer(id, 0, () => api.itemOffer(id));
  return (
    <Ask
      title={t('stops.ask', { name: name === null ? id : text(name) })}
      verb={
        answer === null || answer.offering === 0
          ? t('stops.stopAnyVerb')
          : t('stops.stopVerb', { offering: answer.offering })
      }
      isDanger
      onDo={async (reason) => onDone(await api.stop(id, true, reason))}
      onClose={onClose}
    >
      <code>{id}</code>
      <div role="status">
        {answer === null ? (
          <p className="quiet">{t('stops.asking')}</p>
        ) : (
          <>
            <p>
              <b>{t('stops.offered', { offering: answer.offering })}</b>
            </p>
            <p className="quiet">
              {t('stops.others', { notOffering: answer.notOffering, unknown: answer.unknown })}
            </p>
          </>
        )}
      </div>
    </Ask>
  );
}
