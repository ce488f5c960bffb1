import {
  AuditorService,
  AuditorServiceEvent,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { CallerOptions } from '../model';
import { Refusal } from './Refusal';
import { refusalOf } from './refusals';

export interface AuditedCall {
  eventId: string;
  severityLevel?: AuditorServiceEventSeverityLevel;
  /** Names and ids; never the value of a secret. */
  meta: JsonObject;
}

/** Adds to an event what is known only in the middle of it. */
export type Note = (meta: JsonObject) => void;

/** Writes down what was done, how it ended, and why somebody was refused. */
export class Audit {
  readonly #auditor: AuditorService;

  constructor(auditor: AuditorService) {
    this.#auditor = auditor;
  }

  /** One event for a change, whether it is made, fails or is refused. */
  async run<T>(
    call: AuditedCall,
    options: Pick<CallerOptions, 'request'>,
    action: (note: Note) => Promise<T>,
  ): Promise<T> {
    const event = await this.#begin(call, options);
    const noted: JsonObject = {};
    try {
      const result = await action(meta => Object.assign(noted, meta));
      await event.success({ meta: noted });
      return result;
    } catch (error) {
      await event.fail(failureOf(error, noted));
      throw error;
    }
  }

  /**
   * For reading, of which nothing is written down unless it is refused.
   *
   * @param severityLevel - of a refusal; without it, as severe as what was asked for
   */
  async watch<T>(
    options: CallerOptions,
    action: () => Promise<T>,
    severityLevel?: AuditorServiceEventSeverityLevel,
  ): Promise<T> {
    try {
      return await action();
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) {
        await this.failure(
          {
            eventId: 'access-denied',
            severityLevel:
              severityLevel ?? (isEveryday(refusal) ? 'low' : 'medium'),
            meta: {},
          },
          error,
          options,
        );
      }
      throw error;
    }
  }

  /** Something that went wrong, with nobody's change around it. */
  async failure(
    call: AuditedCall,
    error: unknown,
    options: Pick<CallerOptions, 'request'>,
  ): Promise<void> {
    const event = await this.#begin(call, options);
    await event.fail(failureOf(error));
  }

  /** A registry has refused a password: somebody may be guessing through the portal. */
  async loginFailure(
    meta: { workspace: string; integrationId?: string; url: string },
    message: string,
    options: Pick<CallerOptions, 'request'> = {},
  ): Promise<void> {
    await this.failure(
      { eventId: 'login-failure', meta },
      new Error(message),
      options,
    );
  }

  #begin(
    call: AuditedCall,
    { request }: Pick<CallerOptions, 'request'>,
  ): Promise<AuditorServiceEvent> {
    return this.#auditor.createEvent({
      severityLevel: 'medium',
      ...call,
      ...(request && { request }),
    });
  }
}

/**
 * Does the portal itself ask this in somebody's name while they look around? Its cards ask about the
 * workspace whose page is shown, and its menu whether there is anything to show. Nobody comes to the
 * id of an integration in that way.
 */
function isEveryday({ reason, workspace, integrationId }: Refusal): boolean {
  return (
    reason === 'access' ||
    (workspace !== undefined && integrationId === undefined)
  );
}

function failureOf(error: unknown, noted: JsonObject = {}) {
  const refusal = refusalOf(error);
  return {
    error: bare(error),
    meta: { ...noted, ...(refusal && { refusal: { ...refusal } }) },
  };
}

/** Only name and message: whatever else hangs on an error is nobody's business here. */
function bare(error: unknown): Error {
  const { name, message } = isError(error)
    ? error
    : { name: 'Error', message: 'unknown' };
  return Object.assign(new Error(message), { name });
}
