import { useApi } from '@backstage/frontend-plugin-api';
import {
  Diagnosis,
  Integration,
} from 'backstage-plugin-integrated-registry-common';
import { useCallback, useState } from 'react';
import { asRegistryError, integratedRegistryApiRef } from '../../api';
import { IntegrationFormValues } from './IntegrationFormValues';
import { toCreateRequest, toUpdateRequest } from './toRequest';
import { FieldErrors, issuesByField } from './validate';
import { useWording } from '../../translations';

/** How saving went. */
export interface SaveOutcome {
  state: 'idle' | 'saving' | 'failed';
  /** What does not belong to a field. */
  error?: unknown;
  fields?: FieldErrors;
  /** The connection test that kept the integration from being saved. */
  diagnosis?: Diagnosis;
  /** May it be saved although the registry cannot be used now? */
  canForce?: boolean;
  /** What somebody else made of it in the meantime. */
  latest?: Integration;
  /** It was removed in the meantime. */
  gone?: boolean;
}

export interface SaveIntegrationOptions {
  workspace: string;
  /** What is edited; absent where a registry is integrated anew. */
  integration?: Integration;
  onSaved(integration: Integration): void;
}

export interface SaveIntegration {
  outcome: SaveOutcome;
  /** @param verify - false saves it without a connection test */
  save(values: IntegrationFormValues, verify: boolean): Promise<void>;
  reset(): void;
}

const idle: SaveOutcome = { state: 'idle' };

/** Creates or changes an integration and finds out why that failed. */
export function useSaveIntegration({
  workspace,
  integration,
  onSaved,
}: SaveIntegrationOptions): SaveIntegration {
  const api = useApi(integratedRegistryApiRef);
  const word = useWording();
  const [outcome, setOutcome] = useState<SaveOutcome>(idle);
  const reset = useCallback(() => setOutcome(idle), []);

  async function explain(error: unknown): Promise<SaveOutcome> {
    const known = asRegistryError(error);
    const { name, issues, diagnosis, failure } = known;
    if (diagnosis && !diagnosis.ok) {
      return { state: 'failed', diagnosis, canForce: true };
    }
    if (integration && name === 'NotFoundError') {
      return { state: 'failed', gone: true };
    }
    if (name === 'ConflictError' || name === 'PreconditionFailedError') {
      if (!integration) {
        return { state: 'failed', fields: { name: word(known).message } };
      }
      return explainConflict(integration, error);
    }
    const { fields, others } = issuesByField(issues ?? [], word);
    const atFields = Object.keys(fields).length > 0;
    return {
      state: 'failed',
      fields,
      error: atFields && others.length === 0 ? undefined : error,
      canForce: failure !== undefined,
    };
  }

  /** A conflict is a lost update where the integration is another than was read. */
  async function explainConflict(
    read: Integration,
    error: unknown,
  ): Promise<SaveOutcome> {
    try {
      const latest = await api.getIntegration(read.id);
      return latest.etag === read.etag
        ? {
            state: 'failed',
            fields: { name: word(asRegistryError(error)).message },
          }
        : { state: 'failed', latest };
    } catch (failure) {
      return asRegistryError(failure).name === 'NotFoundError'
        ? { state: 'failed', gone: true }
        : { state: 'failed', error };
    }
  }

  async function save(values: IntegrationFormValues, verify: boolean) {
    setOutcome({ state: 'saving' });
    try {
      const saved = integration
        ? await api.updateIntegration(
            integration.id,
            integration.etag ?? '',
            toUpdateRequest(values, integration),
            { verify },
          )
        : await api.createIntegration(toCreateRequest(values, workspace), {
            verify,
          });
      onSaved(saved);
    } catch (error) {
      setOutcome(await explain(error));
    }
  }

  return { outcome, save, reset };
}
