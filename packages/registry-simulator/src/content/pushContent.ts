import { Blob, Image } from './images';

export interface PushOptions {
  /** The whole header: `Basic ...` or `Bearer ...`. */
  authorization?: string;
}

/**
 * Uploads an image with all its platforms into a registry, where skopeo is not at hand.
 *
 * Source: OCI distribution specification 1.1, section "Push".
 *
 * @param registryUrl - `http://127.0.0.1:5000`
 * @throws Error that names the call the registry has refused
 */
export async function pushContent(
  registryUrl: string,
  repository: string,
  tag: string,
  content: Image,
  options: PushOptions = {},
): Promise<void> {
  const target = `${registryUrl}/v2/${repository}`;
  const headers: Record<string, string> = options.authorization
    ? { authorization: options.authorization }
    : {};
  await pushManifest(target, content, tag, headers);
}

async function pushManifest(
  target: string,
  image: Image,
  reference: string,
  headers: Record<string, string>,
): Promise<void> {
  // A registry refuses a manifest that names what it does not have.
  for (const child of image.children) {
    await pushManifest(target, child, child.manifest.digest, headers);
  }
  for (const blob of image.blobs) {
    await pushBlob(target, blob, headers);
  }
  const { bytes, mediaType } = image.manifest;
  await call(`${target}/manifests/${reference}`, 'PUT', bytes, {
    ...headers,
    'content-type': mediaType,
  });
}

async function pushBlob(
  target: string,
  { bytes, digest }: Blob,
  headers: Record<string, string>,
): Promise<void> {
  const known = await fetch(`${target}/blobs/${digest}`, {
    method: 'HEAD',
    headers,
  });
  if (known.ok) {
    return;
  }
  const started = `${target}/blobs/uploads/`;
  const location = (
    await call(started, 'POST', undefined, headers)
  ).headers.get('location');
  if (!location) {
    throw new Error(`POST ${started} was answered without a location`);
  }
  const upload = new URL(location, started);
  upload.searchParams.set('digest', digest);
  await call(upload.toString(), 'PUT', bytes, {
    ...headers,
    'content-type': 'application/octet-stream',
  });
}

async function call(
  url: string,
  method: string,
  bytes: Buffer | undefined,
  headers: Record<string, string>,
): Promise<Response> {
  const answer = await fetch(url, {
    method,
    headers,
    body: bytes && new Uint8Array(bytes),
  });
  if (!answer.ok) {
    throw new Error(
      `${method} ${url} was answered with ${
        answer.status
      }: ${await answer.text()}`,
    );
  }
  return answer;
}
