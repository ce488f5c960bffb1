import { Refusal } from '../Refusal';
import { HarborPermission } from './options';

/** What a robot is to be, as `RobotCreate` of Harbor's description says it. */
export interface RobotCreate {
  name: string;
  description: string;
  level: 'system' | 'project';
  /** Days; -1 for ever. */
  duration: number;
  /** The namespaces of its permissions. */
  projects: string[];
  permissions: HarborPermission[];
}

interface Body {
  name?: unknown;
  description?: unknown;
  level?: unknown;
  duration?: unknown;
  permissions?: {
    kind?: unknown;
    namespace?: string;
    access?: { resource?: string; action?: string }[];
  }[];
}

/** @throws Refusal with 400, for what Harbor's handler refuses */
export function readRobotCreate(body: Buffer): RobotCreate {
  const {
    name,
    description = '',
    level,
    duration,
    permissions = [],
  } = parse(body);
  const ok = (condition: boolean, problem: string) => {
    if (!condition) {
      throw new Refusal(400, 'BAD_REQUEST', problem);
    }
  };
  ok(
    typeof name === 'string' && /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name),
    'robot name is not in lower case or contains illegal characters',
  );
  ok(
    Number.isInteger(duration) && Number(duration) >= -1,
    'bad request error duration input',
  );
  ok(
    level === 'system' || level === 'project',
    'bad request error level input',
  );
  ok(permissions.length > 0, 'bad request empty permission');
  ok(
    permissions.every(({ access = [] }) => access.length > 0),
    'bad request empty access',
  );
  ok(level === 'system' || permissions.length === 1, 'bad request permission');
  return {
    name: String(name),
    description: String(description),
    level: level === 'system' ? 'system' : 'project',
    duration: Number(duration),
    projects: permissions.map(({ namespace }) => String(namespace)),
    permissions: permissions.flatMap(({ access = [] }) =>
      access.map(
        ({ resource, action }) => `${resource}:${action}` as HarborPermission,
      ),
    ),
  };
}

function parse(body: Buffer): Body {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'BAD_REQUEST', 'parsing robot body failed');
  }
}
