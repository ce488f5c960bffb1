import { CallNotes, DatabaseWebhookStore } from './DatabaseWebhookStore';

/** Webhooks of which something waits to be written down. */
const MAX_NOTES = 1_000;

/**
 * Keeps of each webhook the latest calls until they are written down, from time to time: nobody makes the
 * database write by calling, and an answer takes the same time whatever is noted.
 */
export class CallNotebook {
  readonly #webhooks: DatabaseWebhookStore;
  readonly #notes = new Map<string, CallNotes>();

  constructor(webhooks: DatabaseWebhookStore) {
    this.#webhooks = webhooks;
  }

  /** Left out where too much waits already. */
  add(integrationId: string, notes: CallNotes): void {
    if (this.#notes.has(integrationId) || this.#notes.size < MAX_NOTES) {
      this.#notes.set(integrationId, {
        ...this.#notes.get(integrationId),
        ...notes,
      });
    }
  }

  async write(): Promise<void> {
    const all = [...this.#notes];
    this.#notes.clear();
    for (const [integrationId, notes] of all) {
      await this.#webhooks.note(integrationId, notes);
    }
  }
}
