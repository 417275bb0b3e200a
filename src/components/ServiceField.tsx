import { Box, Select } from '@stripe/ui-extension-sdk/ui';
import { useState } from 'react';
import type { Asker } from '../asker.ts';
import { useAnswer } from '../useAnswer.ts';
import { useSettled } from '../useSettled.ts';
import { screensFor } from '../wording/screens.ts';
import type { FoundBody } from './BuyerFacts.tsx';
import { TypedField } from './TypedField.tsx';

interface ServiceFieldProps {
  readonly asker: Asker;
  readonly code: string;
  readonly disabled: boolean;
  readonly error: string;
  readonly found: FoundBody | undefined;
  readonly onEdit: (code: string) => void;
}

type Service = FoundBody['services'][number];

/**
 * A choice where the directory lists services, a text where it does not. Whoever began to type before the directory
 * answered goes on typing: the field does not change under anybody's hands.
 */
export function ServiceField(props: ServiceFieldProps) {
  const { asker, code, disabled, error, found, onEdit } = props;
  const { customer } = screensFor(asker.locale);
  const [isTyping, setTyping] = useState(false);
  const description = found?.demands.service ? customer.required : customer.codeDescription;
  if (isTyping || !found || found.services.length === 0) {
    return (
      <TypedField
        label={customer.code}
        description={description}
        value={code}
        disabled={disabled}
        error={error}
        onType={(text) => {
          setTyping(true);
          onEdit(text);
        }}
      />
    );
  }
  const total = found.services_total ?? found.services.length;
  return total > found.services.length ? (
    <ManyServices {...props} found={found} total={total} />
  ) : (
    <ServiceSelect {...props} found={found} services={found.services} />
  );
}

interface WithFound extends ServiceFieldProps {
  readonly found: FoundBody;
}

/** The State has thousands of services under one SIRET: words of the label or the code find them. */
function ManyServices(props: WithFound & { readonly total: number }) {
  const { asker, disabled, found, total } = props;
  const { customer } = screensFor(asker.locale);
  const [typed, setTyped] = useState('');
  const text = useSettled(typed).trim();
  const { siret } = found.body;
  const question = text === '' ? undefined : { siret, services_text: text };
  const { asked } = useAnswer(asker, '/api/directory/find', question);
  const answer = asked.state === 'answered' ? asked.answer : undefined;
  const services = answer?.kind === 'found' ? answer.services : found.services;
  const isNone = text !== '' && answer?.kind === 'found' && services.length === 0;
  return (
    <Box css={{ stack: 'y', gap: 'small' }}>
      <TypedField
        type="search"
        label={customer.serviceSearch}
        description={isNone ? customer.serviceNone : customer.serviceMany(total)}
        value=""
        maxLength={100}
        disabled={disabled}
        onType={setTyped}
      />
      <ServiceSelect {...props} services={services} />
    </Box>
  );
}

function ServiceSelect(props: WithFound & { readonly services: readonly Service[] }) {
  const { asker, disabled, found, services, onEdit } = props;
  const { customer } = screensFor(asker.locale);
  const code = props.code.trim();
  const isListed = services.some((service) => service.code === code);
  // A code that is chosen stays in the list, whatever is searched; it is only foreign where all are listed.
  const isWhole = (found.services_total ?? found.services.length) <= found.services.length;
  return (
    <Select
      label={customer.code}
      description={found.demands.service ? customer.required : customer.codeDescription}
      value={code}
      disabled={disabled}
      onChange={({ target }) => onEdit(target.value)}
    >
      <option value="">{found.demands.service ? customer.codePick : customer.codeNone}</option>
      {!isListed && code !== '' && (
        <option value={code}>{isWhole ? customer.codeUnlisted(code) : code}</option>
      )}
      {services.map((service) => (
        <option key={service.code} value={service.code}>
          {service.label === service.code ? service.code : `${service.label} (${service.code})`}
        </option>
      ))}
    </Select>
  );
}
