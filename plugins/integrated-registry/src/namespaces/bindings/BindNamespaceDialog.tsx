import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select, Text, TextAreaField, TextField } from '@backstage/ui';
import {
  createNamespaceBindingRequestSchema,
  describeIssues,
  MessageCode,
  NamespaceBinding,
  Workspace,
} from 'backstage-plugin-integrated-registry-common';
import { useId, useState } from 'react';
import { integratedRegistryApiRef } from '../../api';
import {
  integratedRegistryBackendTranslationRef,
  integratedRegistryTranslationRef,
  useWording,
} from '../../translations';
import { ErrorsByField, FormDialog, useFormSubmit } from '../../ui';
import { WorkspaceList } from '../../workspaces';
import styles from './Bindings.module.css';

export interface BindNamespaceDialogProps {
  /** The one to begin with. */
  workspace: Pick<Workspace, 'entityRef' | 'title'>;
  /** Names of the clusters to choose from. */
  clusters: readonly string[];
  /** Those of them that nothing is written to. */
  manifestClusters: readonly string[];
  onBound(binding: NamespaceBinding): void;
  onClose(): void;
}

const fields = [
  'workspace',
  'cluster',
  'namespace',
  'serviceAccounts',
] as const;

type Field = (typeof fields)[number];

/** Of errors that name no field, by their message. */
const fieldOfMessage: Partial<Record<MessageCode, Field>> = {
  CLUSTER_UNKNOWN: 'cluster',
  NAMESPACE_BOUND: 'namespace',
  NAMESPACE_STILL_BOUND: 'namespace',
  NO_SUCH_GROUP: 'workspace',
};

/** Where a platform admin ties a namespace to a workspace. */
export function BindNamespaceDialog({
  workspace: first,
  clusters,
  manifestClusters,
  onBound,
  onClose,
}: BindNamespaceDialogProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const { t: label } = useTranslationRef(
    integratedRegistryBackendTranslationRef,
  );
  const word = useWording();
  const api = useApi(integratedRegistryApiRef);
  const workspaceId = useId();
  const [workspace, setWorkspace] = useState(first);
  const [isChoosing, setChoosing] = useState(false);
  const [values, setValues] = useState({
    // Where there is only one, there is nothing to choose.
    cluster: clusters.length === 1 ? clusters[0] : '',
    namespace: '',
    serviceAccounts: '',
  });
  const takesManifests = manifestClusters.includes(values.cluster);
  const request = {
    workspace: workspace.entityRef,
    cluster: values.cluster,
    namespace: values.namespace.trim(),
    serviceAccounts: takesManifests
      ? []
      : values.serviceAccounts.split(/[\s,]+/).filter(Boolean),
  };

  const found: ErrorsByField<Field> = {};
  const parsed = createNamespaceBindingRequestSchema.safeParse(request);
  for (const issue of parsed.success ? [] : describeIssues(parsed.error)) {
    const field = fields.find(name => name === issue.path.split('.')[0]);
    if (field) {
      found[field] ??= word(issue).message;
    }
  }
  if (!request.cluster) {
    found.cluster = t('bindNamespace.clusterMissing');
  }
  if (!request.namespace) {
    found.namespace = t('bindNamespace.namespaceMissing');
  }
  const form = useFormSubmit<Field>({ found, fields, fieldOfMessage });

  const propsOf = (name: keyof typeof values) =>
    form.propsOf(name, values[name], value =>
      setValues(previous => ({ ...previous, [name]: value })),
    );

  return (
    <FormDialog
      title={t('bindNamespace.title')}
      saveText={t('bindNamespace.confirm')}
      failedText={t('bindNamespace.failed')}
      form={form}
      onSubmit={() =>
        form.submit(async () =>
          onBound(await api.call('createNamespaceBinding', { body: request })),
        )
      }
      onClose={onClose}
    >
      <Text as="p">
        {t(
          takesManifests
            ? 'bindNamespace.effectForManifests'
            : 'bindNamespace.effect',
        )}
      </Text>
      <div role="group" aria-labelledby={workspaceId}>
        <Text as="div" variant="body-small" id={workspaceId}>
          {label('FIELD_WORKSPACE')}
        </Text>
        <div className={styles.workspace}>
          <Text>
            <bdi>{workspace.title}</bdi>
          </Text>
          <Button
            size="small"
            variant="secondary"
            aria-label={t('bindNamespace.changeWorkspace')}
            aria-expanded={isChoosing}
            onPress={() => setChoosing(!isChoosing)}
          >
            {t('bindNamespace.change')}
          </Button>
        </div>
        {isChoosing && (
          <div className={styles.workspaces}>
            <WorkspaceList
              selected={workspace.entityRef}
              onSelect={chosen => {
                setWorkspace(chosen);
                setChoosing(false);
                form.edited();
              }}
            />
          </div>
        )}
        {form.errors.workspace && (
          <Text as="div" color="danger" role="alert">
            {form.errors.workspace}
          </Text>
        )}
      </div>
      <Select
        {...propsOf('cluster')}
        onChange={key => propsOf('cluster').onChange(String(key ?? ''))}
        label={label('FIELD_CLUSTER')}
        placeholder={t('bindNamespace.clusterPlaceholder')}
        isRequired
        secondaryLabel={t('form.required')}
        options={clusters.map(name => ({ id: name, label: name }))}
      />
      <TextField
        {...propsOf('namespace')}
        label={label('FIELD_NAMESPACE')}
        placeholder="payments-dev"
        isRequired
        secondaryLabel={t('form.required')}
      />
      {!takesManifests && (
        <TextAreaField
          {...propsOf('serviceAccounts')}
          label={t('bindNamespace.serviceAccounts')}
          description={t('bindNamespace.serviceAccountsHelp')}
          rows={2}
        />
      )}
    </FormDialog>
  );
}
