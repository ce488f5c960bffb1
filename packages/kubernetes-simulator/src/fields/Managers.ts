import { FieldSet } from './FieldSet';
import { ManagedFieldsEntry } from './KubernetesObject';

/** Who has which fields. */
export interface Manager {
  name: string;
  operation: 'Apply' | 'Update';
  fields: FieldSet;
  /** RFC 3339, in seconds. */
  time?: string;
}

/** The managers of an object, by operation and name. It is not changed; each method makes a new one. */
export class Managers {
  constructor(
    private readonly byId: ReadonlyMap<string, Manager> = new Map(),
  ) {}

  /** Entries of other versions of the API are left out: the simulator knows none of them. */
  static read(entries: readonly ManagedFieldsEntry[] = []): Managers {
    return entries
      .filter(({ apiVersion }) => apiVersion === 'v1')
      .reduce(
        (managers, { manager = '', operation, fieldsV1 = {}, time }) =>
          managers.with({
            name: manager,
            operation: operation ?? 'Update',
            fields: FieldSet.fromFieldsV1(fieldsV1),
            time,
          }),
        new Managers(),
      );
  }

  /** Kubernetes' order: by operation, time and name. */
  write(): ManagedFieldsEntry[] {
    const key = ({ operation, time = '', name }: Manager) =>
      [operation, time, name].join('\0');
    return this.all
      .sort((one, other) => (key(one) < key(other) ? -1 : 1))
      .map(({ name, operation, fields, time }) => ({
        manager: name,
        operation,
        apiVersion: 'v1',
        ...(time && { time }),
        fieldsType: 'FieldsV1',
        fieldsV1: fields.toFieldsV1(),
      }));
  }

  get all(): Manager[] {
    return [...this.byId.values()];
  }

  get(operation: string, name: string): Manager | undefined {
    return this.byId.get(`${operation} ${name}`);
  }

  /** A manager without fields is none. */
  with(manager: Manager): Managers {
    const byId = new Map(this.byId);
    const id = `${manager.operation} ${manager.name}`;
    if (manager.fields.isEmpty) {
      byId.delete(id);
    } else {
      byId.set(id, manager);
    }
    return new Managers(byId);
  }

  withAll(all: readonly Manager[]): Managers {
    return all.reduce<Managers>(
      (managers, manager) => managers.with(manager),
      this,
    );
  }

  map(change: (manager: Manager) => Manager): Managers {
    return new Managers().withAll(this.all.map(change));
  }
}
