import {
  Integration,
  ProviderInfo,
} from 'backstage-plugin-integrated-registry-common';
import { Translate, wordCode } from '../../translations';
import {
  defaultImageHost,
  FormFieldName,
  formFields,
  hintOf,
} from './formFields';
import { IntegrationFormValues } from './IntegrationFormValues';
import {
  isPasswordRemoved,
  normalisedAddress,
  storedPasswordDemand,
} from './toRequest';

/** How a field is now, where that differs from what is declared of it. */
export interface FieldState {
  label?: string;
  description?: string;
  placeholder?: string;
  isRequired?: boolean;
  isReadOnly?: boolean;
}

export type FieldStates = Partial<Record<FormFieldName, FieldState>>;

export interface FieldStatesOptions {
  values: IntegrationFormValues;
  integration?: Integration;
  /** Of the type that is chosen. */
  provider?: ProviderInfo;
}

/** Texts of the form that follow from the type, the values, and what the caller may change. */
export function fieldStates(
  options: FieldStatesOptions,
  t: Translate,
): FieldStates {
  const { values, integration, provider } = options;
  const address = normalisedAddress(values.url) ?? '';
  const isRewritten =
    address !== '' && address !== values.url.trim().replace(/\/+$/, '');
  const isCredentialRequired = provider?.credential === 'required';
  const ofProvider = hintStates(provider, t);
  const states: FieldStates = {
    ...ofProvider,
    url: {
      ...ofProvider.url,
      ...(isRewritten && {
        description: t('form.addressUsed', { url: address }),
      }),
    },
    imageHost: {
      ...ofProvider.imageHost,
      ...(address && { placeholder: defaultImageHost(address) }),
    },
    username: {
      description: isCredentialRequired
        ? t('form.credentialRequired')
        : t('form.credentialOptional'),
      isRequired: isCredentialRequired,
      ...ofProvider.username,
    },
    password: { ...ofProvider.password, ...passwordState(options, t) },
  };
  return integration?.canChangeCredential === false
    ? withFixedCredential(states, integration, t)
    : states;
}

function hintStates(
  provider: ProviderInfo | undefined,
  t: Translate,
): FieldStates {
  return Object.fromEntries(
    formFields.flatMap(({ name }) => {
      const hint = hintOf(name, provider?.hints);
      if (!hint) {
        return [];
      }
      const { title, description, placeholder } = hint;
      const state: FieldState = {
        ...(title && { label: wordCode('hints', title, t) }),
        ...(description && { description: wordCode('hints', description, t) }),
        ...(placeholder && { placeholder }),
      };
      return [[name, state]];
    }),
  );
}

const demandTexts = {
  address: 'form.passwordDemanded',
  username: 'form.passwordDemandedUser',
  trust: 'form.passwordDemandedTrust',
} as const;

function passwordState(
  { values, integration, provider }: FieldStatesOptions,
  t: Translate,
): FieldState {
  const isKnown = integration?.hasCredential;
  const demand = integration && storedPasswordDemand(values, integration);
  const isRemoved = Boolean(
    integration && isPasswordRemoved(values, integration),
  );
  const isUnchanged = isKnown && !demand && !isRemoved;
  const state: FieldState = {
    isRequired: provider?.credential === 'required' && !isUnchanged,
    ...(isUnchanged && { placeholder: t('form.passwordUnchanged') }),
  };
  if (/^\s|[^\S\r\n]$/.test(values.password)) {
    state.description = t('form.passwordBlank');
  } else if (isKnown && isRemoved) {
    state.description = t('form.passwordRemoved');
  } else if (isKnown) {
    state.description = t(demand ? demandTexts[demand] : 'form.passwordKept');
  }
  return state;
}

/** Another address demands the password, so it is fixed as well where there is one. */
function withFixedCredential(
  states: FieldStates,
  { hasCredential }: Integration,
  t: Translate,
): FieldStates {
  const fixed = formFields
    .filter(({ isCredential }) => isCredential)
    .map(({ name }) => [
      name,
      {
        ...states[name],
        isReadOnly: true,
        description: t('form.credentialFixed'),
      },
    ]);
  return {
    ...states,
    ...Object.fromEntries(fixed),
    ...(hasCredential && {
      url: {
        ...states.url,
        isReadOnly: true,
        description: t('form.addressFixed'),
      },
    }),
  };
}
