/** Pushes the index `team/app:1.2.0` of a registry to the same registry again, under other names. */
export async function openCopier(url: string) {
  const image = await fetch(`${url}/v2/team/app/manifests/1.2.0`, {
    headers: { accept: 'application/vnd.oci.image.index.v1+json' },
  });
  const body = Buffer.from(await image.arrayBuffer());
  const children = JSON.parse(body.toString()).manifests as {
    digest: string;
    mediaType: string;
  }[];
  const put = (
    repository: string,
    reference: string,
    mediaType: string,
    manifest: Buffer,
  ) =>
    fetch(`${url}/v2/${repository}/manifests/${reference}`, {
      method: 'PUT',
      headers: { 'content-type': mediaType },
      body: manifest,
    });
  return {
    /** @returns the HTTP status of the answer */
    async push(repository: string, tag: string): Promise<number> {
      const mediaType = image.headers.get('content-type') ?? '';
      const { status } = await put(repository, tag, mediaType, body);
      return status;
    },
    /** Some registries look for the children of an index where it is pushed to. */
    async copyChildren(repository: string): Promise<void> {
      for (const { digest, mediaType } of children) {
        const child = await fetch(`${url}/v2/team/app/manifests/${digest}`);
        const manifest = Buffer.from(await child.arrayBuffer());
        await put(repository, digest, mediaType, manifest);
      }
    },
  };
}
