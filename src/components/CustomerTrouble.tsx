import { Banner, Box, Button, Inline } from '@stripe/ui-extension-sdk/ui';
import { keysOver, METADATA_KEYS_MAX, type Clash } from '../customer-form.ts';
import type { Field } from '../stripe-customer.ts';
import type { CustomerActs, CustomerState, StripeFault } from '../useCustomer.ts';
import type { Screens } from '../wording/screens-en.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';

interface CustomerTroubleProps {
  readonly locale: Locale;
  readonly state: Extract<CustomerState, { state: 'shown' }>;
  readonly acts: CustomerActs;
}

/** What went wrong with a save: nothing is lost, and the person decides. */
export function CustomerTrouble({ locale, state, acts }: CustomerTroubleProps) {
  const { customer } = screensFor(locale);
  if (state.clashes.length > 0) {
    return <Clashes locale={locale} clashes={state.clashes} saving={state.saving} acts={acts} />;
  }
  if (state.fault) {
    return <Banner type="critical" {...troubleOf(state.fault, customer)} />;
  }
  const { values, keyCount } = state.customer;
  const over = keysOver(values, keyCount, state.draft);
  if (over > 0) {
    return (
      <Banner
        type="critical"
        title={customer.keysOver(METADATA_KEYS_MAX)}
        description={customer.keysOverDescription(over)}
      />
    );
  }
  if (state.mergedOthers) return <Banner title={customer.changedOther} />;
  return null;
}

interface ClashesProps {
  readonly locale: Locale;
  readonly clashes: readonly Clash[];
  readonly saving: boolean;
  readonly acts: CustomerActs;
}

function Clashes({ locale, clashes, saving, acts }: ClashesProps) {
  const { customer } = screensFor(locale);
  const named = (value: string) => (value === '' ? customer.changedEmpty : value);
  return (
    <Banner
      type="caution"
      title={customer.changedTitle}
      description={
        <Box css={{ stack: 'y', gap: 'xsmall' }}>
          {clashes.map(({ field, theirs, yours }) => (
            <Inline key={field}>
              {customer.changedBoth(labelOf(field, customer), named(theirs), named(yours))}
            </Inline>
          ))}
        </Box>
      }
      actions={
        <Box css={{ stack: 'x', gap: 'small' }}>
          <Button pending={saving} onPress={() => void acts.overwrite(customer.savedToast)}>
            {customer.keepMine}
          </Button>
          <Button disabled={saving} onPress={acts.takeTheirs}>
            {customer.takeTheirs}
          </Button>
        </Box>
      }
    />
  );
}

function labelOf(field: Field, say: Screens['customer']): string {
  const labels = {
    government_affiliated: say.flag,
    siret: say.siret,
    einvoicing_code: say.code,
    engagement_number: say.engagement,
    contract_number: say.contract,
  } as const satisfies Record<Field, string>;
  return labels[field];
}

function troubleOf(fault: StripeFault, say: Screens['customer']) {
  if (fault === 'network') {
    return { title: say.saveUnknown, description: say.saveUnknownDescription };
  }
  if (fault === 'permission') {
    return { title: say.savePermission, description: say.savePermissionDescription };
  }
  if (fault === 'absent') return { title: say.gone, description: say.goneDescription };
  return { title: say.saveRefused, description: say.saveRefusedDescription };
}
