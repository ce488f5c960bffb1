import { RequestHandler, Response } from 'express';

/** Requests that are being answered. */
export class RunningRequests {
  readonly #running = new Map<Response, Promise<void>>();

  readonly count: RequestHandler = (_request, response, next) => {
    const answered = new Promise<void>(resolve =>
      response.once('close', () => {
        this.#running.delete(response);
        resolve();
      }),
    );
    this.#running.set(response, answered);
    next();
  };

  /** Resolves once those that run now are answered, whatever has come in since. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }
}
