import { Banner, Box, ContextView } from '@stripe/ui-extension-sdk/ui';
import type { ReactElement, ReactNode } from 'react';
import { isViewOnly, type Asker } from '../asker.ts';
import { BRAND_COLOR, BRAND_ICON } from '../brand.ts';
import { screensFor } from '../wording/screens.ts';

interface FrameProps {
  readonly asker: Asker;
  readonly title: string;
  readonly children: ReactNode;
  readonly primaryAction?: ReactElement | undefined;
  readonly secondaryAction?: ReactElement | undefined;
}

/** What every drawer has around it: the brand, where invoices go, missing permissions, a role that only looks. */
export function Frame({ asker, title, children, primaryAction, secondaryAction }: FrameProps) {
  return (
    <ContextView
      title={title}
      brandColor={BRAND_COLOR}
      brandIcon={BRAND_ICON}
      primaryAction={primaryAction}
      secondaryAction={secondaryAction}
    >
      <Box css={{ stack: 'y', gap: 'medium' }}>
        <Notices asker={asker} />
        {children}
      </Box>
    </ContextView>
  );
}

/** What holds for every view: the environment, missing permissions, and a role that only looks. */
export function Notices({ asker }: { readonly asker: Asker }) {
  const { environment, permissions } = screensFor(asker.locale);
  const missing = missingPermissions(asker);
  return (
    <>
      {asker.environment !== 'live' && (
        <Box css={{ font: 'caption', color: 'secondary' }}>{environment[asker.environment]}</Box>
      )}
      {missing.length > 0 && (
        <Banner
          type="critical"
          title={permissions.title}
          description={permissions.description(missing.join(', '))}
        />
      )}
      {isViewOnly(asker) && (
        <Banner title={permissions.viewOnly} description={permissions.viewOnlyDescription} />
      )}
    </>
  );
}

/** What the manifest asks for; a test holds this list against it. */
export const PERMISSIONS = [
  'event_read',
  'invoice_read',
  'credit_note_read',
  'customer_read',
  'customer_write',
  'tax_rate_read',
] as const;

function missingPermissions({ granted }: Asker): readonly string[] {
  if (granted === undefined) return [];
  return PERMISSIONS.filter((permission) => !granted.includes(permission));
}
