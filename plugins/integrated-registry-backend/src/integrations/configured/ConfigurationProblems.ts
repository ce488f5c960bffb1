/** Gathers what is wrong with the configuration, so that it is all told in one start. */
export class ConfigurationProblems {
  readonly #lines: string[] = [];

  /**
   * @param path - of the entry, such as `integratedRegistry.integrations[2]`
   * @param field - inside the entry, with dots: `tls.skipVerify`, `repositories.3`
   */
  add(path: string, field: string, message: string): void {
    const place = field
      .split('.')
      .filter(Boolean)
      .map(part => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
      .join('');
    this.#lines.push(`${path}${place}: ${message}`);
  }

  /** @throws Error */
  throwIfAny(): void {
    if (this.#lines.length > 0) {
      throw new Error(
        [
          'Integrations of the configuration cannot be used. Nothing was changed; correct them and start again. (A text that looks like a number needs quotes; an environment variable that is not set leaves its field out.)',
          ...this.#lines,
        ].join('\n'),
      );
    }
  }
}
