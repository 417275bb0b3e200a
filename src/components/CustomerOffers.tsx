import { Banner, Box, Button } from '@stripe/ui-extension-sdk/ui';
import { savedValue, type Draft } from '../customer-form.ts';
import { looksPublic, sirenIn } from '../looks-public.ts';
import { grouped, isSiret, withoutGrouping } from '../siret.ts';
import type { Customer, Values } from '../stripe-customer.ts';
import { screensFor } from '../wording/screens.ts';
import type { Locale } from '../wording/wording.ts';

interface CustomerOffersProps {
  readonly locale: Locale;
  readonly customer: Customer;
  readonly values: Values;
  readonly onAccept: (changes: Draft) => void;
}

/** What Guichet offers of its own accord: the SIRET of the tax ids, and to mark what looks like a public body. */
export function CustomerOffers({ locale, customer, values, onAccept }: CustomerOffersProps) {
  const say = screensFor(locale).customer;
  const isFlagged = values.government_affiliated.trim().toLowerCase() === 'true';
  const offered = savedValue('siret', customer.taxIdSiret);
  const siret = savedValue('siret', values.siret);
  const isOffered = isFlagged && siret === '' && isSiret(offered);
  // Once somebody has said no, the key is there, and nobody is asked again.
  const sirens = [siret, ...customer.taxIdNumbers.map(withoutGrouping)].map(sirenIn);
  const isSuggested =
    values.government_affiliated === '' &&
    sirens.some((siren) => looksPublic(customer.name, siren));
  if (isOffered) {
    return (
      <Banner
        title={say.taxId(grouped(offered))}
        description={say.taxIdDescription}
        actions={
          <Button onPress={() => onAccept({ siret: grouped(offered) })}>{say.useTaxId}</Button>
        }
      />
    );
  }
  if (!isSuggested) return null;
  return (
    <Banner
      title={say.suggest}
      description={say.suggestDescription}
      actions={
        <Box css={{ stack: 'x', gap: 'small' }}>
          <Button onPress={() => onAccept({ government_affiliated: 'true' })}>
            {say.suggestYes}
          </Button>
          <Button onPress={() => onAccept({ government_affiliated: 'false' })}>
            {say.suggestNo}
          </Button>
        </Box>
      }
    />
  );
}
