import { changedSince, reportOf, withReport } from './ReportedChanges';

describe('reported changes', () => {
  it('count reports, and know the last one of each repository', () => {
    const one = withReport(undefined, ['team/app', 'team/web'], 0);
    const two = withReport(one, ['team/app'], 1);
    expect([reportOf(two, 'team/app'), reportOf(two, 'team/web')]).toEqual([
      2, 1,
    ]);
    expect(reportOf(two, 'team/other')).toBe(0);
    expect(reportOf(undefined, 'team/app')).toBe(0);
    expect(changedSince(two, 1)).toEqual(['team/app']);
    expect(changedSince(two, 0).sort()).toEqual(['team/app', 'team/web']);
    expect(changedSince(undefined, 0)).toEqual([]);
  });

  it('of more repositories than are kept mean all of them', () => {
    const names = Array.from({ length: 65 }, (_, at) => `team/app-${at}`);
    const changes = withReport(undefined, names, 0);
    expect(reportOf(changes, 'team/other')).toBe(1);
    expect(changes.named).toEqual([]);
    expect(reportOf(withReport(changes, ['a'], 1), 'team/other')).toBe(1);
  });

  it('are forgotten once everything that was read before is read anew at any rate', () => {
    const one = withReport(undefined, ['team/app'], 0);
    const later = withReport(one, ['team/web'], 16 * 60_000);
    expect(later.named.map(([name]) => name)).toEqual(['team/web']);
  });

  it('may have names of any kind', () => {
    const changes = withReport(undefined, ['__proto__', 'constructor'], 0);
    expect(reportOf(changes, '__proto__')).toBe(1);
    expect(reportOf(changes, 'toString')).toBe(0);
  });
});
