import {
  isMoment,
  messageCatalogue,
  type MessageCode,
  type MessageParam,
  type MessageReference,
  type Wording,
} from 'backstage-plugin-integrated-registry-common';

/** Texts of the backend in the language of the portal. */
export interface WordedText {
  message: string;
  /** Empty where there is none. */
  remedy: string;
}

/** Something the backend has sent with texts for a person. */
export interface BackendTexts {
  message?: string;
  remedy?: string;
  wording?: Wording;
}

/** Words the texts of a failure, gap, step, verdict, issue or error. */
export type Word = (texts: BackendTexts | undefined) => WordedText;

/**
 * @param translate - a message in the language of the portal, with its parameters in that language
 * @param locale - `zh`; how numbers, lists and moments are written
 */
export function createWord(
  translate: (code: MessageCode, params: Record<string, string>) => string,
  locale: string,
): Word {
  function wordReference(
    { code, params = {} }: MessageReference,
    english: string,
  ): string {
    if (!isKnown(code)) {
      return english;
    }
    const needed = namesIn(messageCatalogue[code]);
    if (!needed.every(name => Object.hasOwn(params, name))) {
      // Another version of the backend may have other parameters.
      return english;
    }
    return translate(
      code,
      Object.fromEntries(needed.map(name => [name, write(params[name])])),
    );
  }

  function write(param: MessageParam): string {
    if (typeof param === 'string') {
      return isMoment(param)
        ? new Intl.DateTimeFormat(locale, {
            dateStyle: 'medium',
            timeStyle: 'short',
          }).format(new Date(param))
        : param;
    }
    if (typeof param === 'number') {
      return new Intl.NumberFormat(locale).format(param);
    }
    return 'text' in param
      ? wordReference(param, param.text)
      : param.join(locale.startsWith('zh') ? '、' : ', ');
  }

  return ({ message = '', remedy = '', wording } = {}) => ({
    message: wording?.message
      ? wordReference(wording.message, message)
      : message,
    remedy: wording?.remedy ? wordReference(wording.remedy, remedy) : remedy,
  });
}

/** What stands between `{{` and `}}`. */
function namesIn(template: string): string[] {
  return [...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
}

function isKnown(code: string): code is MessageCode {
  return Object.hasOwn(messageCatalogue, code);
}
