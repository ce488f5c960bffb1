import { Random } from 'registry-simulator';
import { MakeQuery } from './MakeQuery';

/** Longer ones have no room for a digest in what may be searched for. */
const MAX_NAME = 120;

function digest(random: Random): string {
  const hex = Array.from({ length: 64 }, () => random.number(16).toString(16));
  return `sha256:${hex.join('')}`;
}

function pasted(write: (image: string, random: Random) => string): MakeQuery {
  return (repositories, random) => {
    const { registry, name } = repositories.pick(
      random,
      known => known.name.length <= MAX_NAME,
    );
    return {
      texts: [write(`${registry.host}/${name}`, random)],
      wanted: {
        by: 'name',
        text: name,
        integrationId: registry.integrationId,
      },
    };
  };
}

/** References of repositories that are there, as people copy them. */
export const pastedKinds: Readonly<Record<string, MakeQuery>> = {
  'pasted: host, name and tag': pasted(image => `${image}:1.0.0`),
  'pasted: with a digest': pasted((image, random) =>
    random.chance(50)
      ? `${image}@${digest(random)}`
      : `${image}:1.0.0@${digest(random)}`,
  ),
  'pasted: with docker pull': pasted(image => `docker pull ${image}:1.0.0`),
  'pasted: with https': pasted((image, random) =>
    random.chance(50) ? `https://${image}:1.0.0` : `https://${image}`,
  ),
};
