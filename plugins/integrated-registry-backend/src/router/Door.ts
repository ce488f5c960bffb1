import {
  Admitted,
  Gates,
  hidingAddresses,
  Route,
  RouteAnswer,
  RouteInput,
  RouteName,
} from '../access';
import { CallerOptions } from '../model';
import { RateLimits } from '../platform';

/**
 * The one way in. Each call that was parsed is admitted, counted against the rate limits and run, in
 * this order. Refusals are audited, and failures of registries are shown without the address to
 * those an integration is only shared with, whatever the route says.
 */
export class Door {
  readonly #gates: Gates;
  readonly #limits: RateLimits;

  constructor(gates: Gates, limits: RateLimits) {
    this.#gates = gates;
    this.#limits = limits;
  }

  async pass<Name extends RouteName, A extends Admitted>(
    route: Route<Name, A>,
    input: RouteInput<Name>,
    call: CallerOptions,
  ): Promise<RouteAnswer<Name>> {
    const { audit } = this.#gates;
    const audited = route.audit;
    if (audited === 'refusals' || 'refusals' in audited) {
      const admitted = await audit.watch(
        call,
        () => this.#admit(route, input, call),
        audited === 'refusals' ? undefined : audited.refusals,
      );
      return this.#run(route, admitted, input, call);
    }
    const { event, severity, meta, admitted: ofAdmitted, answered } = audited;
    return audit.run(
      {
        eventId: typeof event === 'string' ? event : event(input),
        ...(severity && { severityLevel: severity }),
        meta: meta(input),
      },
      call,
      async note => {
        const admitted = await this.#admit(route, input, call, someone =>
          note(ofAdmitted?.(someone) ?? {}),
        );
        const answer = await this.#run(route, admitted, input, call);
        note(answered?.(answer) ?? {});
        return answer;
      },
    );
  }

  async #admit<Name extends RouteName, A extends Admitted>(
    { admit, also = [] }: Route<Name, A>,
    input: RouteInput<Name>,
    call: CallerOptions,
    note: (admitted: A) => void = () => {},
  ): Promise<A> {
    const admitted = await admit(input, call, this.#gates);
    note(admitted);
    for (const condition of also) {
      await condition(admitted, input, call, this.#gates);
    }
    return admitted;
  }

  async #run<Name extends RouteName, A extends Admitted>(
    { limit, run }: Route<Name, A>,
    admitted: A,
    input: RouteInput<Name>,
    call: CallerOptions,
  ): Promise<RouteAnswer<Name>> {
    const limited = typeof limit === 'function' ? limit(input) : limit;
    if (limited) {
      await this.#limits.take(limited, call);
    }
    return hidingAddresses(admitted.inside, () => run(admitted, input, call));
  }
}
