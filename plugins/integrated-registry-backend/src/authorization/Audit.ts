import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { CallerOptions } from '../services/types';

export interface AuditedCall {
  eventId: string;
  severityLevel?: AuditorServiceEventSeverityLevel;
  /** Names and ids; never the value of a secret. */
  meta: JsonObject;
}

/** Writes down what was done and how it ended. */
export class Audit {
  readonly #auditor: AuditorService;

  static create(auditor: AuditorService): Audit {
    return new Audit(auditor);
  }

  private constructor(auditor: AuditorService) {
    this.#auditor = auditor;
  }

  /** @param outcome - tells what is only known afterwards */
  async run<T>(
    call: AuditedCall,
    { request }: CallerOptions,
    action: () => Promise<T>,
    outcome?: (result: T) => JsonObject,
  ): Promise<T> {
    const event = await this.#auditor.createEvent({
      severityLevel: 'medium',
      ...call,
      ...(request && { request }),
    });
    try {
      const result = await action();
      await event.success({ meta: outcome?.(result) ?? {} });
      return result;
    } catch (error) {
      // Only name and message: whatever else hangs on an error is nobody's business here.
      const { name, message } = isError(error)
        ? error
        : { name: 'Error', message: 'unknown' };
      await event.fail({ error: Object.assign(new Error(message), { name }) });
      throw error;
    }
  }
}
