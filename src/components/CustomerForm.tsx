import { Banner, Box, Switch } from '@stripe/ui-extension-sdk/ui';
import type { Answer } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { CHARACTERS_MAX, savedValue, siretFaultOf, tooLong, type Draft } from '../customer-form.ts';
import { grouped, isSiret } from '../siret.ts';
import type { Values } from '../stripe-customer.ts';
import { useAnswer } from '../useAnswer.ts';
import { useSettled } from '../useSettled.ts';
import { screensFor } from '../wording/screens.ts';
import { DirectoryAway } from './DirectoryAway.tsx';
import { BuyerFacts, type FoundBody } from './BuyerFacts.tsx';
import { DirectorySearch } from './DirectorySearch.tsx';
import { ServiceField } from './ServiceField.tsx';
import { TypedField } from './TypedField.tsx';

interface CustomerFormProps {
  readonly asker: Asker;
  readonly values: Values;
  readonly disabled: boolean;
  /** A new one makes the fields show the values afresh; otherwise they keep their own text, so that no caret jumps. */
  readonly shownFor: number;
  readonly onEdit: (changes: Draft) => void;
  readonly onFill: (changes: Draft) => void;
}

/** The fields that route a customer's invoices, with what the directory says about the body that they name. */
export function CustomerForm(props: CustomerFormProps) {
  const { asker, values, disabled, shownFor, onEdit, onFill } = props;
  const { customer } = screensFor(asker.locale);
  const isFlagged = values.government_affiliated.trim().toLowerCase() === 'true';
  const siret = savedValue('siret', values.siret);
  const isWanted = isFlagged && isSiret(siret);
  const { asked } = useAnswer(asker, '/api/directory/find', isWanted ? { siret } : undefined);
  const answer = asked.state === 'answered' ? asked.answer : undefined;
  const found = answer?.kind === 'found' ? answer : undefined;
  return (
    <Box css={{ stack: 'y', gap: 'medium' }}>
      <Switch
        label={customer.flag}
        description={customer.flagDescription}
        checked={isFlagged}
        disabled={disabled}
        onChange={({ target }) => onFill({ government_affiliated: String(target.checked) })}
      />
      {isFlagged && (
        <>
          <DirectorySearch
            asker={asker}
            disabled={disabled}
            onPick={(picked) => onFill({ siret: grouped(picked), einvoicing_code: '' })}
          />
          <SiretField {...props} />
          <Finding asker={asker} answer={answer} />
          <ServiceField
            key={`service-${shownFor}`}
            asker={asker}
            code={values.einvoicing_code}
            disabled={disabled}
            error={limitFault('einvoicing_code', values, customer.tooLong)}
            found={found}
            onEdit={(code) => onEdit({ einvoicing_code: code })}
          />
          <References {...props} found={found} onEdit={onEdit} />
        </>
      )}
    </Box>
  );
}

function SiretField({ asker, values, disabled, shownFor, onEdit }: CustomerFormProps) {
  const { customer } = screensFor(asker.locale);
  const fault = siretFaultOf(values);
  const isEmpty = savedValue('siret', values.siret) === '';
  const isWarning = fault === 'checksum';
  const told = fault === undefined ? undefined : customer.siretFaults[fault];
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <TypedField
        key={`siret-${shownFor}`}
        label={customer.siret}
        description={isEmpty ? customer.siretRequired : customer.siretDescription}
        value={values.siret}
        disabled={disabled}
        maxLength={40}
        error={isWarning ? '' : (told ?? '')}
        onType={(text) => onEdit({ siret: text })}
      />
      {isWarning && <Banner type="caution" description={told} />}
    </Box>
  );
}

interface FindingProps {
  readonly asker: Asker;
  readonly answer: Answer<'/api/directory/find'> | undefined;
}

function Finding({ asker, answer }: FindingProps) {
  const { customer } = screensFor(asker.locale);
  if (answer === undefined) return null;
  if (answer.kind === 'found') return <BuyerFacts locale={asker.locale} found={answer} />;
  if (answer.kind !== 'unknown_siret') return <DirectoryAway asker={asker} kind={answer.kind} />;
  return (
    <Banner type="caution" title={customer.unknown} description={customer.unknownDescription} />
  );
}

interface WithFound extends CustomerFormProps {
  readonly found: FoundBody | undefined;
}

function References(props: WithFound) {
  const { asker, values, disabled, shownFor, onEdit, found } = props;
  const { customer } = screensFor(asker.locale);
  const isOfService = useServiceDemand(asker, found, values.einvoicing_code.trim());
  const isDemanded = found?.demands.engagement === true || isOfService;
  const isGiven = values.engagement_number.trim() !== '';
  const about = isGiven ? customer.engagementGiven : customer.engagementDescription;
  return (
    <>
      <TypedField
        key={`engagement-${shownFor}`}
        label={customer.engagement}
        description={isDemanded && !isGiven ? customer.required : about}
        value={values.engagement_number}
        disabled={disabled}
        error={limitFault('engagement_number', values, customer.tooLong)}
        onType={(text) => onEdit({ engagement_number: text })}
      />
      <TypedField
        key={`contract-${shownFor}`}
        label={customer.contract}
        description={customer.contractDescription}
        value={values.contract_number}
        disabled={disabled}
        error={limitFault('contract_number', values, customer.tooLong)}
        onType={(text) => onEdit({ contract_number: text })}
      />
    </>
  );
}

/** Whether the service that is chosen demands an engagement number; asked for where the list does not say. */
function useServiceDemand(asker: Asker, found: FoundBody | undefined, code: string): boolean {
  const listed = found?.services.find((service) => service.code === code);
  const settled = useSettled(code);
  const isOpen = listed?.engagement === null || (listed === undefined && hasMore(found));
  const question =
    found && isOpen && settled !== '' && settled === code
      ? { siret: found.body.siret, service_code: code, services_text: code }
      : undefined;
  const { asked } = useAnswer(asker, '/api/directory/find', question);
  if (listed && listed.engagement !== null) return listed.engagement;
  if (question === undefined || asked.state !== 'answered') return false;
  if (asked.answer.kind !== 'found') return false;
  return asked.answer.services.find((service) => service.code === code)?.engagement === true;
}

function hasMore(found: FoundBody | undefined): boolean {
  return found?.services_total !== undefined && found.services_total > found.services.length;
}

function limitFault(
  field: keyof typeof CHARACTERS_MAX,
  values: Values,
  say: (limit: number) => string,
): string {
  return tooLong(values).includes(field) ? say(CHARACTERS_MAX[field]) : '';
}
