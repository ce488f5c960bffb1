import { RepositoryList } from 'backstage-plugin-integrated-registry-common';
import { useCallback, useEffect, useRef } from 'react';
import { FirstPage } from '../../lists';
import { RepositoryPages } from './useRepositoryPages';

/** What is younger need not be asked for again; in milliseconds. */
const FRESH_MS = 10_000;
/** What is older is not shown any more. */
const SHOWN_MS = 120_000;

interface Asked extends FirstPage<RepositoryList> {
  of: RepositoryPages;
  at: number;
  controller: AbortController;
}

/**
 * Asks for the first page as soon as the field is there, so that the picker opens with it. It is the
 * portal's repository index that answers; no registry is asked. A failure is not told: the picker
 * asks again when it is open.
 *
 * @param pages - undefined while the workspace is not known
 */
export function useFirstPage(pages: RepositoryPages | undefined) {
  const asked = useRef<Asked>();

  /** For when the picker is likely to be opened. */
  const renew = useCallback(() => {
    const now = Date.now();
    const before = asked.current?.of === pages ? asked.current : undefined;
    if (!pages || (before && now - before.at < FRESH_MS)) {
      return;
    }
    asked.current?.controller.abort();
    const controller = new AbortController();
    pages.forgetSources();
    pages.loadSources().catch(() => undefined);
    const answer = pages.load({}, controller.signal);
    const current: Asked = {
      of: pages,
      at: now,
      controller,
      answer,
      page: before && now - before.at < SHOWN_MS ? before.page : undefined,
    };
    asked.current = current;
    answer.then(
      page => Object.assign(current, { page, answer: undefined }),
      () => {
        if (asked.current === current) {
          asked.current = undefined;
        }
      },
    );
  }, [pages]);

  useEffect(renew, [renew]);
  useEffect(() => () => asked.current?.controller.abort(), []);

  /** For when it is opened. */
  const take = useCallback((): FirstPage<RepositoryList> => {
    renew();
    return { page: asked.current?.page, answer: asked.current?.answer };
  }, [renew]);

  return { renew, take };
}
