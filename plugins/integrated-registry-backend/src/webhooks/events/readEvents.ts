import { readArtifactory } from './artifactory';
import { readDistribution } from './distribution';
import { readHarbor } from './harbor';
import { readQuay } from './quay';
import { ReportedRepository } from './ReportedRepository';

/** Told apart by their form: a registry may send the events of another, as GitLab sends distribution's. */
const FORMATS = [readDistribution, readHarbor, readArtifactory, readQuay];

/**
 * The repositories that a call of a registry names, one or more times. None where nothing of it is about
 * tags, or where it is of no form that is known.
 *
 * @param body - parsed JSON
 */
export function readEvents(body: unknown): ReportedRepository[] {
  for (const read of FORMATS) {
    const reported = read(body);
    if (reported) {
      return reported;
    }
  }
  return [];
}
