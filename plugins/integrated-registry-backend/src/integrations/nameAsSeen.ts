/**
 * A name as people see it: without what is invisible, and with wide and other forms of a letter taken
 * for the letter. Two names that are the same so are one name.
 */
export function nameAsSeen(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLocaleLowerCase('en-US');
}
