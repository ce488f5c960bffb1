import { TokenIssuer } from 'e2e';

export const WORKSPACES = ['payments', 'storefront', 'logistics', 'platform'];

const ADMIN = 'user:default/admin';
const PEOPLE = 200;
/** A person who belongs to as many teams as the benchmark asks for. */
const MEMBER = 'user:default/member-of-many';

export const teamName = (at: number) => `team-${at}`;
const personRef = (at: number) => `user:default/person-${at}`;

interface Person {
  token: string;
  workspace: string;
}

/** Everybody who uses the portal. */
export class People {
  /** What each of them owns entities through, by user ref. */
  readonly groups: ReadonlyMap<string, readonly string[]>;

  readonly #signedIn = new Map<string, Person>();

  /** @param memberOf - of how many teams the member of many is one */
  constructor(memberOf: number) {
    this.groups = new Map<string, readonly string[]>([
      [ADMIN, ['group:default/platform-admins']],
      ...Array.from({ length: PEOPLE }, (_, at): [string, string[]] => [
        personRef(at),
        [`group:default/${WORKSPACES[at % WORKSPACES.length]}`],
      ]),
      [
        MEMBER,
        Array.from(
          { length: memberOf },
          (_, at) => `group:default/${teamName(at)}`,
        ),
      ],
    ]);
  }

  adminToken(tokens: TokenIssuer): string {
    return tokens.issue(ADMIN, this.groups.get(ADMIN));
  }

  /** Its claims name no groups: a header has no room for so many. */
  memberToken(tokens: TokenIssuer): string {
    return tokens.issue(MEMBER);
  }

  /** A member of one workspace, which comes with the token: the same one each time, as a browser keeps it. */
  person(tokens: TokenIssuer, at: number): Person {
    const ref = personRef(at % PEOPLE);
    let person = this.#signedIn.get(ref);
    if (!person) {
      const [workspace] = this.groups.get(ref)!;
      person = { token: tokens.issue(ref, [workspace]), workspace };
      this.#signedIn.set(ref, person);
    }
    return person;
  }
}
