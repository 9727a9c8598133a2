import { useState } from 'react';
import type { AccountView } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import type { Issued } from '../data/hall-api.ts';
import { useAnswer } from '../data/use-hall.ts';
import type { Tone } from '../look.ts';
import { Icon } from '../parts/icon.tsx';
import { Scrolled } from '../parts/scrolled.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { useWords } from '../words/console-words.ts';
import { AskAccount, type AskedOfAccount } from './ask-account.tsx';
import { IssuedCode } from './issued-code.tsx';

const stateOf = ({ active, disabled }: AccountView): readonly [Tone, 'active' | 'waiting' | 'disabled'] =>
  disabled ? ['lost', 'disabled'] : active ? ['ok', 'active'] : ['stale', 'waiting'];

/** Who may come in, as what, and where. Names are those people sign in with; no admin could do without them. */
export function AccountsPage({ now }: { readonly now: number }) {
  const { t } = useWords();
  const { api, who } = useConsole();
  const { answer, error, again } = useAnswer('accounts', 0, api.accounts);
  const [asked, setAsked] = useState<{
    readonly what: AskedOfAccount;
    readonly account: AccountView | null;
  } | null>(null);
  const [issued, setIssued] = useState<{ readonly name: string; readonly code: Issued } | null>(null);
  const accounts = answer ?? [];
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{t('accounts.title')}</h1>
        <span className="quiet">{t('accounts.count', { count: accounts.length })}</span>
        <button
          type="button"
          className="button primary right"
          onClick={() => setAsked({ what: 'create', account: null })}
        >
          <Icon name="plus" />
          {t('accounts.create')}
        </button>
      </div>
      <div className="panel">
        {error !== null && answer === null && (
          <p className="mistake" role="alert">
            {t('signIn.away')}
          </p>
        )}
        <Scrolled label={t('accounts.title')}>
          <table className="accounts">
            <thead>
              <tr>
                <th scope="col">{t('accounts.name')}</th>
                <th scope="col">{t('accounts.state')}</th>
                <th scope="col">{t('accounts.role')}</th>
                <th scope="col">{t('accounts.where')}</th>
                <th scope="col">{t('accounts.act')}</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => {
                const [tone, state] = stateOf(account);
                return (
                  <tr key={account.name}>
                    <th scope="row">{account.name}</th>
                    <td>
                      <StateMark tone={tone}>{t(`accounts.${state}`)}</StateMark>
                    </td>
                    <td>
                      <b>{t(`role.${account.role}`)}</b>{' '}
                      <span className="quiet small">{t(`accounts.may.${account.role}`)}</span>
                    </td>
                    <td>
                      {account.halls === null ? (
                        t('accounts.everywhere')
                      ) : (
                        <code>{account.halls.join(' ')}</code>
                      )}
                    </td>
                    <td>
                      {account.name === who.name ? (
                        <span className="quiet small" title={t('accounts.own')}>
                          {t('accounts.you')}
                        </span>
                      ) : (
                        <Acts account={account} onAsk={(what) => setAsked({ what, account })} />
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scrolled>
      </div>
      {asked !== null && (
        <AskAccount
          asked={asked.what}
          account={asked.account}
          onDone={(code) => {
            setIssued(code);
            again();
          }}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === null && issued !== null && (
        <IssuedCode name={issued.name} issued={issued.code} now={now} onClose={() => setIssued(null)} />
      )}
    </>
  );
}

function Acts({
  account,
  onAsk,
}: {
  readonly account: AccountView;
  readonly onAsk: (what: AskedOfAccount) => void;
}) {
  const { t } = useWords();
  const button = (what: AskedOfAccount) => (
    <button
      type="button"
      className="button"
      aria-label={`${t(`accounts.${what}`)} ${account.name}`}
      onClick={() => onAsk(what)}
    >
      {t(`accounts.${what}`)}
    </button>
  );
  return (
    <span className="row">
      {!account.disabled && button('change')}
      {button('reset')}
      {!account.disabled && button('disable')}
    </span>
  );
}
