import type { ReactNode } from 'react';
import { AccountPage } from './account-pages.tsx';
import { MODES, VIEWERS, type Place } from './place.ts';

/** The Dashboard's own part of the screen: navigation and switches around what the account holds. */

interface PageProps {
  readonly place: Place;
  /** Grows when an extension asks for fresh data. */
  readonly version: number;
  readonly drawer: ReactNode;
  readonly onGo: (change: Partial<Place>) => void;
}

const NAVIGATION = [
  ['home', 'Home'],
  ['customers', 'Customers'],
  ['invoices', 'Invoices'],
  ['onboarding', 'Set up Guichet'],
  ['settings', 'Guichet settings'],
] as const;

const LOCALES = ['en-US', 'fr-FR'] as const;

/** The whole page with the extension where the Dashboard has it: in a drawer, or on a page of its own. */
export function Page({ place, version, drawer, onGo }: PageProps) {
  const isWhole = place.page === 'settings' || place.page === 'onboarding';
  return (
    <div className={`dashboard mode-${place.mode}`}>
      <nav aria-label="Dashboard">
        <div className="account">{window.told.accountName}</div>
        {NAVIGATION.map(([page, words]) => (
          <button
            key={page}
            type="button"
            aria-current={place.page === page ? 'page' : undefined}
            onClick={() => onGo({ page, id: '' })}
          >
            {words}
          </button>
        ))}
        <div className="switches">
          {window.told.buyersUrl !== undefined && (
            <a href={window.told.buyersUrl} target="_blank" rel="noreferrer">
              Play the public buyer ↗
            </a>
          )}
          <Switches place={place} onGo={onGo} />
        </div>
      </nav>
      <main>
        {place.mode !== 'live' && (
          <div className="ribbon">{place.mode === 'test' ? 'Test mode' : 'Sandbox'}</div>
        )}
        {isWhole ? (
          <div className="whole">{drawer}</div>
        ) : (
          <AccountPage place={place} version={version} onGo={onGo} />
        )}
      </main>
      {!isWhole && <aside aria-label="Apps">{drawer}</aside>}
    </div>
  );
}

function Switches({ place, onGo }: Pick<PageProps, 'place' | 'onGo'>) {
  return (
    <>
      <label>
        Mode
        <select
          value={place.mode}
          onChange={({ target }) =>
            onGo({ mode: MODES.find((each) => each === target.value) ?? 'test' })
          }
        >
          {MODES.map((mode) => (
            <option key={mode}>{mode}</option>
          ))}
        </select>
      </label>
      {place.mode === 'live' && window.told.buyersUrl !== undefined && (
        <small>The backend of this house serves test and sandbox only.</small>
      )}
      <label>
        Locale
        <select value={place.locale} onChange={({ target }) => onGo({ locale: target.value })}>
          {LOCALES.map((locale) => (
            <option key={locale}>{locale}</option>
          ))}
        </select>
      </label>
      <label>
        Role
        <select
          value={place.role}
          onChange={({ target }) =>
            onGo({ role: VIEWERS.find((each) => each === target.value) ?? 'admin' })
          }
        >
          {VIEWERS.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
      </label>
    </>
  );
}
