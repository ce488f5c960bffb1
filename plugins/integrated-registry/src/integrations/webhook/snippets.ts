/** What is added to the configuration of distribution; see `docs/webhooks.md`. */
export function distributionSnippet(address: string, secret: string): string {
  return `notifications:
  endpoints:
    - name: backstage
      url: ${address}
      headers:
        Authorization: ['Bearer ${secret}']
      timeout: 5s
      threshold: 5
      backoff: 10s
      ignore:
        mediatypes: [application/octet-stream]
        actions: [pull]`;
}

/** Quay sends no header of its own, and a user name and password that are in the address. */
export function quayAddress(address: string, secret: string): string {
  return address.replace('://', `://quay:${secret}@`);
}
