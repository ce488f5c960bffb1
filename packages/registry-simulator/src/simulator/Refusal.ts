/** An answer other than the one that was asked for, in the words of the registry. */
export class Refusal extends Error {
  constructor(
    readonly httpStatus: number,
    /** Of the OCI distribution specification, section "Error Codes", or the registry's own. */
    readonly code: string,
    message: string,
    readonly detail?: object,
  ) {
    super(message);
  }
}
