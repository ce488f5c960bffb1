import { message, worded } from 'backstage-plugin-integrated-registry-common';
import { RegistryGap } from 'backstage-plugin-integrated-registry-node';
import { IndexedRepository } from './store/RepositoryStore';

/** What these say of a scope leaves what is known there as it is. */
const KEEPING: readonly RegistryGap['code'][] = ['REFUSED', 'HIDDEN', 'PAGING'];

/** The gaps of a crawl by what they are about, each with how many repositories stay for it. */
export class Gaps {
  readonly #gaps: RegistryGap[];
  readonly #kept = new Map<RegistryGap, number>();
  readonly #everything: RegistryGap | undefined;
  readonly #projects = new Map<string, RegistryGap>();
  readonly #names = new Map<string, RegistryGap>();

  constructor(gaps: readonly RegistryGap[]) {
    this.#gaps = [...gaps];
    const keeping = gaps.filter(({ code }) => KEEPING.includes(code));
    this.#everything = keeping.find(({ scope }) => scope.kind === 'registry');
    for (const gap of keeping) {
      const { kind, name = '' } = gap.scope;
      if (kind === 'project') {
        this.#projects.set(name, gap);
      } else if (kind === 'repository') {
        this.#names.set(name, gap);
      }
    }
  }

  /** Does one of them say why a repository was not seen? Then it counts there. */
  cover({ name, project }: IndexedRepository): boolean {
    const gap =
      this.#names.get(name) ??
      (project === undefined ? undefined : this.#projects.get(project)) ??
      this.#everything;
    if (gap) {
      this.#kept.set(gap, (this.#kept.get(gap) ?? 0) + 1);
    }
    return gap !== undefined;
  }

  /** A repository that is no longer listed, without being gone. */
  addHidden(row: IndexedRepository): void {
    const { project } = row;
    const key = project ?? '';
    if (!this.#projects.has(key)) {
      const gap = hiddenGap(project);
      this.#projects.set(key, gap);
      this.#gaps.push(gap);
    }
    this.cover({ ...row, project: key });
  }

  all(): RegistryGap[] {
    return this.#gaps.map(gap => {
      const count = this.#kept.get(gap);
      return count === undefined ? gap : { ...gap, count };
    });
  }
}

function hiddenGap(project: string | undefined): RegistryGap {
  const scope: RegistryGap['scope'] =
    project === undefined
      ? { kind: 'registry' }
      : { kind: 'project', name: project };
  return worded({
    scope,
    code: 'HIDDEN',
    message:
      project === undefined
        ? message('GAP_HIDDEN_IN_REGISTRY')
        : message('GAP_HIDDEN_IN_PROJECT', { project }),
    remedy: message('GAP_CHECK_USER'),
  });
}
