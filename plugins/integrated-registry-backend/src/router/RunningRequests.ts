import { RequestHandler, Response } from 'express';

/** Requests that are being answered. */
export class RunningRequests {
  readonly #running = new Map<Response, Promise<void>>();
  #settling = false;

  readonly count: RequestHandler = (_request, response, next) => {
    const answered = new Promise<void>(resolve =>
      response.once('close', () => {
        this.#running.delete(response);
        resolve();
      }),
    );
    this.#running.set(response, answered);
    if (this.#settling) {
      endConnection(response);
    }
    next();
  };

  /**
   * Resolves once those that run now are answered, whatever has come in since. Connections end with
   * their answers: a server that closes waits for connections that are kept, too.
   */
  async settled(): Promise<void> {
    this.#settling = true;
    for (const response of this.#running.keys()) {
      endConnection(response);
    }
    await Promise.all(this.#running.values());
  }
}

function endConnection(response: Response): void {
  if (!response.headersSent) {
    response.setHeader('connection', 'close');
  }
}
