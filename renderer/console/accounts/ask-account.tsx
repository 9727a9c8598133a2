import { useState } from 'react';
import type { AccountView } from '../../../hall/api/contract.ts';
import { useConsole } from '../console-context.ts';
import type { Issued } from '../data/hall-api.ts';
import { Ask } from '../parts/ask.tsx';
import { useWords } from '../words/console-words.ts';
import { hallsOf, typedHalls } from './duty.ts';

export type AskedOfAccount = 'create' | 'change' | 'reset' | 'disable';

const ROLES = ['viewer', 'operator', 'ops', 'admin'] as const;

/** Something about an account, with a reason; a new code comes back where there is one. */
export function AskAccount({
  asked,
  account,
  onDone,
  onClose,
}: {
  readonly asked: AskedOfAccount;
  /** Null: one that is to be made. */
  readonly account: AccountView | null;
  readonly onDone: (issued: { readonly name: string; readonly code: Issued } | null) => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { api } = useConsole();
  const [name, setName] = useState(account?.name ?? '');
  const [role, setRole] = useState<AccountView['role']>(account?.role ?? 'viewer');
  const [halls, setHalls] = useState(typedHalls(account?.halls ?? null));
  const isDutyAsked = asked === 'create' || asked === 'change';
  // Who makes accounts could make one for everywhere.
  const isEverywhere = role === 'admin';
  const send = async (reason: string): Promise<void> => {
    const duty = { role, halls: isEverywhere ? null : hallsOf(halls), reason };
    if (asked === 'disable') await api.disableAccount(name, reason);
    else if (asked === 'change') await api.changeAccount(name, duty);
    if (asked === 'disable' || asked === 'change') return onDone(null);
    onDone({ name: name.trim(), code: await api.issueAccount(name.trim(), duty) });
  };
  return (
    <Ask
      title={account === null ? t('accounts.create') : `${account.name} ${t(`accounts.${asked}`)}`}
      verb={t(asked === 'create' ? 'accounts.createVerb' : `accounts.${asked}`)}
      isDanger={asked === 'disable'}
      onDo={send}
      onClose={onClose}
    >
      {asked === 'create' && (
        <label className="field">
          <span>
            {t('accounts.name')} <small>{t('accounts.nameHint')}</small>
          </span>
          <input
            required
            pattern="[a-z][a-z0-9.\-]{1,30}"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
      )}
      {isDutyAsked && (
        <>
          <label className="field">
            <span>
              {t('accounts.role')} <small>{t(`accounts.may.${role}`)}</small>
            </span>
            <select
              value={role}
              onChange={(event) => setRole(ROLES.find((each) => each === event.target.value) ?? 'viewer')}
            >
              {ROLES.map((each) => (
                <option key={each} value={each}>
                  {t(`role.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>
              {t('accounts.halls')} <small>{t('accounts.hallsHint')}</small>
            </span>
            <input
              disabled={isEverywhere}
              spellCheck={false}
              value={isEverywhere ? '' : halls}
              onChange={(event) => setHalls(event.target.value)}
            />
          </label>
        </>
      )}
      {asked !== 'create' && <p className="quiet">{t(`accounts.${asked}Hint`)}</p>}
    </Ask>
  );
}
