import { makeStyles } from '@material-ui/core';
import { Repository } from 'backstage-plugin-integrated-registry-common';
import { useRowStyles } from '../../lists';
import { Foreign } from '../../ui';
import {
  linesOf,
  repositoryColumns,
  RepositoryContext,
} from './repositoryColumns';

export interface RepositoryRowProps {
  repository: Repository;
  context: RepositoryContext;
}

const useStyles = makeStyles({
  grow: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  fit: {
    flex: 'none',
    maxWidth: '40%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

/** A repository in the list: plain elements, one for each column. */
export function RepositoryRow({ repository, context }: RepositoryRowProps) {
  const classes = useStyles();
  const rows = useRowStyles();
  const line = (at: 1 | 2) => (
    <div className={rows.row}>
      {repositoryColumns.map(column => {
        const content = column.line === at && column.cell(repository, context);
        return (
          content && (
            <div
              key={column.id}
              title={context.t(column.header)}
              className={`${column.id === 'name' ? rows.name : rows.detail} ${
                classes[column.width]
              }`}
            >
              <Foreign>{content}</Foreign>
            </div>
          )
        );
      })}
    </div>
  );
  return (
    <>
      {line(1)}
      {linesOf(repository, context) > 1 && line(2)}
    </>
  );
}
