import { hasUserInfo } from '../imageReference';
import { issueText } from './issueTexts';
import { FieldCode, verbatimText } from './text';

/**
 * `verbatimText` that people may paste an image reference into. One with a user name or password is
 * refused before anything notes or logs it.
 */
export function textWithoutUserInfo(what: FieldCode, max: number) {
  return verbatimText(what, max).refine(text => !hasUserInfo(text), {
    message: issueText('REFERENCE_WITH_USER_INFO'),
  });
}
