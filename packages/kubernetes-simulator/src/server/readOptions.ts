import { isMap } from '../fields/values';
import {
  FieldError,
  forbiddenField,
  invalid,
  notSupported,
  notValid,
  required,
  tooLong,
} from '../statuses/statuses';

const VALIDATIONS = ['Ignore', 'Strict', 'Warn'] as const;
const MAX_MANAGER_LENGTH = 128;

export interface CallOptions {
  manager: string;
  dryRun: boolean;
  force: boolean;
  fieldValidation: (typeof VALIDATIONS)[number];
}

type OptionsKind =
  | 'CreateOptions'
  | 'UpdateOptions'
  | 'PatchOptions'
  | 'DeleteOptions';

/**
 * Reads what a request says beside its object.
 *
 * @param kind - of the options, by the verb
 * @param isApply - whether the request is a server-side apply
 * @param body - of a DELETE, which may hold the options
 * @throws StatusError 422
 */
export function readOptions(
  kind: OptionsKind,
  query: URLSearchParams,
  userAgent: string | undefined,
  isApply = false,
  body?: unknown,
): CallOptions {
  const manager = query.get('fieldManager') ?? '';
  const force = query.get('force');
  const fieldValidation = query.get('fieldValidation') ?? '';
  const ofBody = isMap(body) && Array.isArray(body.dryRun) ? body.dryRun : [];
  const dryRun = [...query.getAll('dryRun').filter(Boolean), ...ofBody];
  const isPatch = kind === 'PatchOptions';
  const errors: FieldError[] = [
    ...(isApply && !manager
      ? [required('fieldManager', 'is required for apply patch')]
      : []),
    ...(isPatch && !isApply && force !== null
      ? [forbiddenField('force', 'may not be specified for non-apply patch')]
      : []),
    ...validateManager(manager),
    ...(dryRun.every(stage => stage === 'All')
      ? []
      : [notSupported('dryRun', String(dryRun), ['All'])]),
    ...(!fieldValidation || isValidation(fieldValidation)
      ? []
      : [
          notSupported('fieldValidation', fieldValidation, [
            '',
            ...VALIDATIONS,
          ]),
        ]),
  ];
  if (errors.length > 0) {
    throw notValid(`${kind}.meta.k8s.io`, '', errors);
  }
  return {
    manager: manager || managerOf(userAgent),
    dryRun: dryRun.length > 0,
    force: force === 'true' || force === '1',
    fieldValidation: isValidation(fieldValidation) ? fieldValidation : 'Warn',
  };
}

function isValidation(value: string): value is (typeof VALIDATIONS)[number] {
  return VALIDATIONS.some(known => known === value);
}

function validateManager(manager: string): FieldError[] {
  if (Buffer.byteLength(manager) > MAX_MANAGER_LENGTH) {
    return [tooLong('fieldManager', MAX_MANAGER_LENGTH)];
  }
  const at = [...manager].findIndex(character => /[\p{C}]/u.test(character));
  return at < 0
    ? []
    : [
        invalid(
          'fieldManager',
          manager,
          `invalid character (at position ${at})`,
        ),
      ];
}

/** Who does not say who it is has the name of its program. */
function managerOf(userAgent = ''): string {
  return userAgent.split('/')[0].slice(0, MAX_MANAGER_LENGTH) || 'unknown';
}
