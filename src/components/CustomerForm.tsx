import { Banner, Box, Select, Switch } from '@stripe/ui-extension-sdk/ui';
import { useState } from 'react';
import type { Answer } from '../../backend/api/contract.ts';
import type { Asker } from '../asker.ts';
import { CHARACTERS_MAX, savedValue, siretFaultOf, tooLong, type Draft } from '../customer-form.ts';
import { grouped, isSiret } from '../siret.ts';
import type { Values } from '../stripe-customer.ts';
import { useAnswer } from '../useAnswer.ts';
import { screensFor } from '../wording/screens.ts';
import { BuyerFacts, type FoundBody } from './BuyerFacts.tsx';
import { DirectorySearch } from './DirectorySearch.tsx';
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
          <ServiceField key={`service-${shownFor}`} {...props} found={found} />
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
  if (answer?.kind === 'found') return <BuyerFacts locale={asker.locale} found={answer} />;
  if (answer?.kind !== 'unknown_siret') return null;
  return (
    <Banner type="caution" title={customer.unknown} description={customer.unknownDescription} />
  );
}

interface WithFound extends CustomerFormProps {
  readonly found: FoundBody | undefined;
}

/**
 * A choice where the directory lists services, a text where it does not. Whoever began to type before the directory
 * answered goes on typing: the field does not change under anybody's hands.
 */
function ServiceField({ asker, values, disabled, onEdit, found }: WithFound) {
  const { customer } = screensFor(asker.locale);
  const [isTyping, setTyping] = useState(false);
  const code = values.einvoicing_code;
  const description = found?.demands.service ? customer.required : customer.codeDescription;
  if (isTyping || !found || found.services.length === 0) {
    return (
      <TypedField
        label={customer.code}
        description={description}
        value={code}
        disabled={disabled}
        error={limitFault('einvoicing_code', values, customer.tooLong)}
        onType={(text) => {
          setTyping(true);
          onEdit({ einvoicing_code: text });
        }}
      />
    );
  }
  const isListed = found.services.some((service) => service.code === code.trim());
  return (
    <Select
      label={customer.code}
      description={description}
      value={code.trim()}
      disabled={disabled}
      onChange={({ target }) => onEdit({ einvoicing_code: target.value })}
    >
      <option value="">{found.demands.service ? customer.codePick : customer.codeNone}</option>
      {!isListed && code.trim() !== '' && (
        <option value={code.trim()}>{customer.codeUnlisted(code.trim())}</option>
      )}
      {found.services.map((service) => (
        <option key={service.code} value={service.code}>
          {service.label === service.code ? service.code : `${service.label} (${service.code})`}
        </option>
      ))}
    </Select>
  );
}

function References({ asker, values, disabled, shownFor, onEdit, found }: WithFound) {
  const { customer } = screensFor(asker.locale);
  const service = found?.services.find(({ code }) => code === values.einvoicing_code.trim());
  const isDemanded = found?.demands.engagement === true || service?.engagement === true;
  return (
    <>
      <TypedField
        key={`engagement-${shownFor}`}
        label={customer.engagement}
        description={isDemanded ? customer.required : customer.engagementDescription}
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

function limitFault(
  field: keyof typeof CHARACTERS_MAX,
  values: Values,
  say: (limit: number) => string,
): string {
  return tooLong(values).includes(field) ? say(CHARACTERS_MAX[field]) : '';
}
