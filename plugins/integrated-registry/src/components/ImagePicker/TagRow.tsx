import { makeStyles, Typography } from '@material-ui/core';
import {
  ArtifactAnswer,
  Tag,
} from 'backstage-plugin-integrated-registry-common';
import {
  formatDate,
  formatPlatform,
  formatSize,
  shortDigest,
} from '../../formatting';

export interface TagRowProps {
  tag: Tag;
  /** What was read of it, where it was. */
  artifact: ArtifactAnswer | undefined;
}

const useStyles = makeStyles(theme => ({
  row: { display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) },
  name: { flex: 1, overflowWrap: 'anywhere' },
}));

/** A tag with what is known of it: time, platforms, size, digest. */
export function TagRow({ tag, artifact }: TagRowProps) {
  const classes = useStyles();
  const time =
    tag.pushedAt ?? artifact?.pushedAt ?? tag.createdAt ?? artifact?.createdAt;
  const size = tag.sizeBytes ?? artifact?.sizeBytes;
  const digest = tag.digest ?? artifact?.digest;
  const platforms = tag.platforms ?? artifact?.platforms ?? [];
  const facts = [
    platforms.map(formatPlatform).join(', '),
    size === undefined ? undefined : formatSize(size),
    digest && shortDigest(digest),
  ].filter(Boolean);
  return (
    <>
      <div className={classes.row}>
        <Typography variant="body2" className={classes.name}>
          {tag.name}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {time && formatDate(time)}
        </Typography>
      </div>
      <Typography variant="caption" color="textSecondary" component="div">
        {facts.length > 0 ? facts.join(' · ') : '\u00a0'}
      </Typography>
    </>
  );
}
