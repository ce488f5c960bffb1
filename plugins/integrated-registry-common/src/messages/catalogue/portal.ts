/** What goes wrong between a caller and the portal itself. */
export const portalMessages = {
  PORTAL_FAILED:
    'The portal failed to answer. Try again; if it fails again, give the administrators of the portal the reference {{reference}}, by which they find the reason in the log',
  PORTAL_SHUTTING_DOWN: 'The portal is shutting down. Try again in a moment.',
  DATABASE_UNAVAILABLE:
    'The portal cannot reach its database. It may be restarting. Try again in a minute; if this goes on, tell the administrators of the portal. The reason is in the log of the backend.',
  DATABASE_FULL:
    'The portal cannot store anything: the disk of its database is full. Tell the administrators of the portal. The reason is in the log of the backend.',
  DATABASE_TIMEOUT:
    'The database of the portal took too long. It may be busy. Try again in a minute; if this goes on, tell the administrators of the portal. The reason is in the log of the backend.',
  DATABASE_OVERTAKEN:
    'Nothing was saved: many others changed the same at this moment. Try again.',
  DATABASE_DUPLICATE:
    'Nothing was saved: somebody else has just stored the same. Read it again, and repeat your change.',
  DATABASE_FAILED:
    'The database of the portal failed. Tell the administrators of the portal. The reason is in the log of the backend.',

  BODY_TOO_LARGE: 'The request is too large: at most {{max}} are allowed',
  BODY_NESTED:
    'The body of the request is nested too deeply: at most {{max}} levels are allowed',
  BODY_TOO_FULL:
    'The body of the request holds too much: at most {{max}} values and fields are allowed',
  BODY_NOT_JSON: 'The body of the request is not valid JSON',
  BODY_UNREADABLE:
    'The body of the request cannot be read. Send it as JSON in UTF-8',
  PATH_UNREADABLE:
    'The address of the request cannot be read: a % is followed by something that is no UTF-8. Encode the address again',

  TOO_MANY_CONNECTION_TESTS:
    'You have had connections checked {{times}} times within a minute, which is as often as it is allowed. Try again in {{seconds}} s',
  TOO_MANY_RESOLVES:
    'You have had images checked {{times}} times within a minute, which is as often as it is allowed. Try again in {{seconds}} s',
  TOO_MANY_IMAGE_USES:
    'You have recorded image uses {{times}} times within a minute, which is as often as it is allowed. Try again in {{seconds}} s',
  TOO_MANY_CLUSTER_REQUESTS:
    'You have had clusters asked {{times}} times within a minute, which is as often as it is allowed. Try again in {{seconds}} s',
} as const;
