import { message, Message } from '../../messages';
import { noteKeyMessages } from '../issueTexts';
import { requestLimits } from '../requestLimits';
import { nearestName } from './nearestName';

/** A rule that does not exist is one its author believes in: it is refused, with what was meant. */
export function describeUnknown(
  issue: { code?: string; keys?: unknown },
  known: readonly string[],
): string | undefined {
  if (issue.code !== 'unrecognized_keys' || !Array.isArray(issue.keys)) {
    return undefined;
  }
  return noteKeyMessages(
    issue.keys,
    issue.keys
      .slice(0, requestLimits.problems)
      .map(key =>
        describeOption(String(key).slice(0, requestLimits.quotedName), known),
      ),
  );
}

function describeOption(name: string, known: readonly string[]): Message {
  const meant = nearestName(name, known);
  return meant
    ? message('UNKNOWN_OPTION_MEANT', { name: JSON.stringify(name), meant })
    : message('UNKNOWN_OPTION', { name: JSON.stringify(name), known });
}
