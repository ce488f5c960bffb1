import {
  foreignLine,
  MessageParam,
  MessageReference,
  RegistryFailure,
  registryErrorCodes,
  Wording,
  wordingSchema,
} from 'backstage-plugin-integrated-registry-common';
import { isRegistryError, RegistryError } from '../../errors';
import { answerBounds } from './answerBounds';
import { bytesOf, count, line, number, oneOf, told } from './values';

/** Fields that are there or not, of any form. */
type EachUnknown<Field extends string> = { [Name in Field]?: unknown };

/** Texts with what words them in another language. */
export function ourTexts(
  value: EachUnknown<'message' | 'remedy' | 'wording'>,
): {
  message: string;
  remedy: string;
  wording: Wording | undefined;
} {
  return {
    message: line(value.message, answerBounds.message) ?? '',
    remedy: line(value.remedy, answerBounds.message) ?? '',
    wording: ourWording(value.wording),
  };
}

export function ourFailure(
  failure: EachUnknown<keyof RegistryFailure>,
): RegistryFailure {
  return told<RegistryFailure>({
    ...ourTexts(failure),
    code: oneOf(failure.code, registryErrorCodes) ?? 'BAD_RESPONSE',
    upstreamStatus: count(failure.upstreamStatus, 999),
    retryAfter: number(failure.retryAfter, 0, Number.MAX_SAFE_INTEGER),
  });
}

/** An error of a client; the same one where it is ours already. */
export function ourError(error: unknown): unknown {
  if (!isRegistryError(error)) {
    return error;
  }
  const { code, ...options } = ourFailure(error);
  const cleaned = new RegistryError(code, options);
  // One that another copy of this package made has the same name, and nothing else for certain.
  return error instanceof RegistryError &&
    JSON.stringify(cleaned.toFailure()) === JSON.stringify(error.toFailure())
    ? error
    : cleaned;
}

function ourWording(value: unknown): Wording | undefined {
  const { data } = wordingSchema.safeParse(value);
  if (!data) {
    return undefined;
  }
  const wording = Object.fromEntries(
    Object.entries(data).map(([field, reference]) => [
      field,
      ourReference(reference),
    ]),
  );
  return bytesOf(wording) <= answerBounds.wordingBytes ? wording : undefined;
}

function ourReference({ code, params }: MessageReference): MessageReference {
  return {
    code: foreignLine(code, answerBounds.parameter),
    ...(params && {
      params: Object.fromEntries(
        Object.entries(params).map(([name, param]) => [name, ourParam(param)]),
      ),
    }),
  };
}

/** In the languages it is worded in, as in English. */
function ourParam(param: MessageParam): MessageParam {
  if (typeof param === 'string') {
    return foreignLine(param, answerBounds.parameter);
  }
  if (typeof param === 'number') {
    return Number.isFinite(param) ? param : 0;
  }
  if (Array.isArray(param)) {
    const left = param.length - answerBounds.parameters;
    return [
      ...param
        .slice(0, answerBounds.parameters)
        .map(item => foreignLine(item, answerBounds.parameter)),
      ...(left > 0 ? [`… (+${left})`] : []),
    ];
  }
  return {
    ...ourReference(param),
    text: foreignLine(param.text, answerBounds.message),
  };
}
