import { RepositoryReference } from 'backstage-plugin-integrated-registry-common';

/** What people copy together with an image, up to it: a command, `FROM` of a Dockerfile, a line of YAML. */
const COMMAND =
  /^(?:[$#>]\s+)?(?:sudo\s+)?(?:docker|podman|nerdctl|crictl|buildah|skopeo|crane|oras)\s+(?:(?:image|manifest)\s+)?(?:pull|push|run|create|inspect|inspecti|copy|tag|history|save|manifest|digest)\s|^(?:from|-?\s*"?image"?\s*:)\s/i;
const AROUND = /^["'`(<[]+|["'`)>\],;]+$/g;
const PROTOCOL = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * What a text that is searched for says of an image, as far as it is written: people paste whole
 * references, with `docker pull` before them, and write a tag behind a name.
 *
 * @returns undefined for what are words only
 */
export function readReference(text: string): RepositoryReference | undefined {
  const command = COMMAND.exec(text.trim())?.[0] ?? '';
  const words = text
    .trim()
    .slice(command.length)
    .split(/\s+/)
    .filter(word => !word.startsWith('-'));
  if (words.length !== 1 && command === '') {
    return undefined;
  }
  const written = (words[0] ?? '').replace(AROUND, '');
  const image = written.replace(PROTOCOL, '').replace(/[?#].*$/, '');
  const [named, digest] = splitAt(image, '@');
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const host = /[.:]|^localhost$/i.test(first) ? first : undefined;
  const path = host === undefined ? named : named.slice(slash + 1);
  const [repository, tag] = splitAt(path, ':');
  const isReference =
    command !== '' || image !== named || path !== repository || host;
  if (!isReference || repository === '') {
    return undefined;
  }
  return {
    ...(host !== undefined && { imageHost: host }),
    repository: repository.replace(/\/+$/, ''),
    ...(tag && { tag }),
    ...(digest && { digest }),
  };
}

function splitAt(text: string, sign: string): [string, string?] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
