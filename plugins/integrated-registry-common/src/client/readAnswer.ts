import { z } from 'zod';
import {
  describeIssues,
  ErrorAnswer,
  errorAnswerSchema,
  RegistryFailure,
} from '../contract';
import { message as messageOf, messageIn } from '../messages';
import { IntegratedRegistryError } from './IntegratedRegistryError';

/** What is besides name and message may come from a newer backend: better less than nothing. */
const basicErrorSchema = z.object({
  error: errorAnswerSchema.shape.error.pick({ name: true, message: true }),
});

/** What tells the calls apart in a message: `GET /integrations`. */
export interface AnswerOptions {
  call: string;
}

/** The body of a successful answer. @throws IntegratedRegistryError */
export async function readAnswer<T extends z.ZodType>(
  response: Response,
  schema: T,
  options: AnswerOptions,
): Promise<z.output<T>> {
  const body = await readJson(response, options);
  const answer = schema.safeParse(body);
  if (!answer.success) {
    const [issue] = describeIssues(answer.error);
    throw new IntegratedRegistryError({
      name: 'ResponseError',
      httpStatus: response.status,
      message: messageOf('CLIENT_ANSWER_UNEXPECTED', {
        call: options.call,
        path: issue.path || 'answer',
        problem: messageIn(issue),
      }),
    });
  }
  return answer.data;
}

/** An answer that is no success, as an error to throw. */
export async function readError(
  response: Response,
  options: AnswerOptions,
): Promise<IntegratedRegistryError> {
  let body: unknown;
  try {
    body = await readJson(response, options);
  } catch (error) {
    if (error instanceof IntegratedRegistryError) {
      return error;
    }
    throw error;
  }
  const answer = errorAnswerSchema.safeParse(body);
  const basics = basicErrorSchema.safeParse(body);
  if (!basics.success) {
    return new IntegratedRegistryError({
      name: 'ResponseError',
      httpStatus: response.status,
      message: messageOf('CLIENT_ANSWER_WITHOUT_REASON', {
        call: options.call,
        answer: describeStatus(response),
      }),
    });
  }
  const { name, message } = basics.data.error;
  return new IntegratedRegistryError({
    name,
    message,
    httpStatus: response.status,
    ...(answer.success && readDetails(answer.data)),
  });
}

function readDetails({ error }: ErrorAnswer) {
  return {
    wording: error.wording,
    failure: readFailure(error),
    retryAfter: error.retryAfter,
    issues: error.issues,
    diagnosis: error.diagnosis,
  };
}

function readFailure({
  code,
  remedy,
  message,
  wording,
  upstreamStatus,
  retryAfter,
}: ErrorAnswer['error']): RegistryFailure | undefined {
  if (code === undefined || remedy === undefined) {
    return undefined;
  }
  return {
    code,
    message,
    remedy,
    ...(wording && { wording }),
    ...(upstreamStatus !== undefined && { upstreamStatus }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

async function readJson(
  response: Response,
  options: AnswerOptions,
): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    const type = response.headers.get('content-type')?.split(';')[0];
    throw new IntegratedRegistryError({
      name: 'ResponseError',
      httpStatus: response.status,
      message: messageOf('CLIENT_ANSWER_NOT_JSON', {
        call: options.call,
        answer: describeStatus(response),
        type: type ?? 'something',
      }),
    });
  }
}

function describeStatus({ status, statusText }: Response): string {
  return [status, statusText].filter(Boolean).join(' ');
}
