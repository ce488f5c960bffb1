/** Why crawls fail and lists are not whole. */
export const repositoryIndexMessages = {
  CRAWL_REFUSED_IN_PASSING:
    'The registry refused the portal while its repositories were listed, and accepted it when it was checked afterwards.',
  CRAWL_STARTS_AGAIN: 'The crawl starts again by itself.',
  CRAWL_FAILED_INSIDE:
    'The crawl failed inside the portal. Tell the administrators of the portal. The reason is in the log of the backend.',
  CRAWL_KEEPS_KNOWN:
    'Repositories that were known stay in the list. The crawl starts again by itself, or when you press Refresh.',
  GAP_HIDDEN_IN_REGISTRY:
    'Some repositories of the registry are no longer listed, and the registry does not say that they are gone.',
  GAP_HIDDEN_IN_PROJECT:
    'Some repositories of the project {{project}} are no longer listed, and the registry does not say that they are gone.',
  GAP_CHECK_USER:
    'Check that the integration’s user may still read them. If they were deleted, forget them.',
  GAP_DECLARED: 'Only the repositories named in the integration are listed.',
  GAP_EMPTY_DECLARED:
    'To list everything the registry shows, empty the field “Repositories”.',
  GAP_LIMIT:
    'The registry has more than {{max}} repositories, and the portal keeps no more of one integration.',
  GAP_NARROW_OR_RAISE:
    'Narrow the integration with a repository filter, or raise integratedRegistry.limits.repositoriesPerIntegration.',
  GAP_PAGING:
    'There may be more than was read: the registry does not show that it sent all of {{what}}.',
  GAP_CHECK_PAGING:
    'Ask the registry’s administrator to check its paging, and the Link headers of a proxy before it.',
  GAP_INVALID_REPOSITORIES:
    'Some repositories are left out: no client could pull an image by their names.',
  GAP_INVALID_TAGS:
    'Some tags are left out: no client could pull an image by their names.',
  GAP_PUSH_WITH_NAMES:
    'Push these images again with names of lower-case letters, digits and . _ - with / between the parts.',
  GAP_PUSH_WITH_TAGS:
    'Push these images again with tags of at most 128 letters, digits and _ . -',
  GAP_PAGE_LIMIT:
    'The registry sent more than {{limit}} entries at once, and only the first ones are kept.',
  BACK_OFF:
    'The registry wants fewer requests, so it is left alone for {{seconds}} s.',
} as const;
