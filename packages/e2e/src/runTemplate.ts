import { setTimeout as sleep } from 'node:timers/promises';
import { Page } from 'playwright-core';
import { callAs } from './callAs';
import { Portal } from './Portal';

const PATIENCE_MS = 180_000;

/** Fills in the example template, as whoever is signed in, and waits for the end of its task. */
export async function runTemplate(
  page: Page,
  portal: Portal,
  values: object,
): Promise<{ status: string; told: unknown }> {
  const call = (path: string, body?: object) =>
    callAs(page, portal, path, body, 'scaffolder/v2');
  const started = await call('/tasks', {
    templateRef: 'template:default/deploy-container-image',
    values,
  });
  const { id } = started.body as { id: string };
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const task = (await call(`/tasks/${id}`)).body as { status: string };
    if (task.status !== 'open' && task.status !== 'processing') {
      return { status: task.status, told: await taskEvents(page, portal) };
    }
    if (Date.now() > deadline) {
      throw new Error(`The task ${id} does not end: it is ${task.status}`);
    }
    await sleep(250);
  }
}

/** What is told over HTTP of every task somebody may see: its log, its steps, its output. */
export async function taskEvents(
  page: Page,
  portal: Portal,
): Promise<unknown[]> {
  const call = async (path: string) =>
    (await callAs(page, portal, path, undefined, 'scaffolder/v2')).body;
  const { tasks } = (await call('/tasks')) as { tasks: { id: string }[] };
  return Promise.all(
    tasks.map(async task => [task, await call(`/tasks/${task.id}/events`)]),
  );
}
