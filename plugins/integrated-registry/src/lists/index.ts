export { ListSkeleton } from './ListSkeleton';
export { SearchList } from './SearchList';
export { type FirstPage, type Pages, usePages } from './usePages';
export { useRowStyles } from './useRowStyles';
