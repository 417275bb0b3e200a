import { Banner, Box, Button, Divider } from '@stripe/ui-extension-sdk/ui';
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import type { ReactElement } from 'react';
import { askerOf, isViewOnly, type Asker } from '../asker.ts';
import { CustomerForm } from '../components/CustomerForm.tsx';
import { CustomerInvoices } from '../components/CustomerInvoices.tsx';
import { CustomerOffers } from '../components/CustomerOffers.tsx';
import { CustomerTrouble } from '../components/CustomerTrouble.tsx';
import { Frame } from '../components/Frame.tsx';
import { Loading } from '../components/Loading.tsx';
import { hasChanges, keysOver, maySave, shownValues } from '../customer-form.ts';
import { useCustomer, type CustomerActs, type CustomerState } from '../useCustomer.ts';
import type { Screens } from '../wording/screens-en.ts';
import { screensFor } from '../wording/screens.ts';

/** A customer's page: whether it is a public body, where its invoices go, and what became of them. */
export default function CustomerView(context: ExtensionContextValue) {
  const asker = askerOf(context);
  const { customer, common } = screensFor(asker.locale);
  const [state, acts] = useCustomer(asker.objectId ?? '');
  const { primary, secondary } = buttonsOf(asker, state, acts);
  return (
    <Frame asker={asker} title={customer.title} primaryAction={primary} secondaryAction={secondary}>
      {state.state === 'loading' && <Loading locale={asker.locale} />}
      {state.state === 'failed' && (
        <Banner
          type="critical"
          {...loadTrouble(state.because, customer)}
          actions={
            state.because !== 'absent' && <Button onPress={acts.reload}>{common.tryAgain}</Button>
          }
        />
      )}
      {state.state === 'shown' && <Shown asker={asker} state={state} acts={acts} />}
    </Frame>
  );
}

interface ShownProps {
  readonly asker: Asker;
  readonly state: Extract<CustomerState, { state: 'shown' }>;
  readonly acts: CustomerActs;
}

function Shown({ asker, state, acts }: ShownProps) {
  const values = shownValues(state.customer.values, state.draft);
  const disabled = !state.mayChange || isViewOnly(asker) || state.saving;
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      <CustomerTrouble locale={asker.locale} state={state} acts={acts} />
      {!disabled && (
        <CustomerOffers
          locale={asker.locale}
          customer={state.customer}
          values={values}
          onAccept={acts.fill}
        />
      )}
      <CustomerForm
        asker={asker}
        values={values}
        disabled={disabled}
        shownFor={state.shownFor}
        onEdit={acts.edit}
        onFill={acts.fill}
      />
      <Divider />
      <CustomerInvoices asker={asker} />
    </Box>
  );
}

interface Buttons {
  readonly primary?: ReactElement;
  readonly secondary?: ReactElement;
}

function buttonsOf(asker: Asker, state: CustomerState, acts: CustomerActs): Buttons {
  const { customer, common } = screensFor(asker.locale);
  if (state.state !== 'shown' || !state.mayChange || isViewOnly(asker)) return {};
  const { values, keyCount } = state.customer;
  const isChanged = hasChanges(values, state.draft);
  const isSound =
    maySave(shownValues(values, state.draft)) && keysOver(values, keyCount, state.draft) === 0;
  return {
    primary: (
      <Button
        type="primary"
        disabled={!isChanged || !isSound}
        pending={state.saving}
        onPress={() => void acts.save(customer.savedToast)}
      >
        {common.save}
      </Button>
    ),
    ...(isChanged && {
      secondary: (
        <Button disabled={state.saving} onPress={acts.discard}>
          {customer.discard}
        </Button>
      ),
    }),
  };
}

function loadTrouble(
  because: 'network' | 'permission' | 'absent' | 'refused',
  say: Screens['customer'],
) {
  if (because === 'permission') {
    return { title: say.loadPermission, description: say.loadPermissionDescription };
  }
  if (because === 'absent') return { title: say.gone, description: say.goneDescription };
  return { title: say.loadNetwork, description: say.loadNetworkDescription };
}
