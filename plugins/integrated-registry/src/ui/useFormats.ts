import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';

const AGES = [
  { unit: 'day', ms: 24 * 60 * 60 * 1_000 },
  { unit: 'hour', ms: 60 * 60 * 1_000 },
  { unit: 'minute', ms: 60 * 1_000 },
] as const;

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Shown for an invalid value: a registry may send anything, and the page must not fail. */
const NOTHING = '–';

/** Numbers and times in the language of the texts. Never throws. */
export interface Formats {
  /** `12,000` */
  number(value: number): string;
  /** `12.4 MB` */
  size(bytes: number): string;
  /** `May 10, 2026` */
  date(iso: string): string;
  /** `10:12`, with the day if that is not today. */
  moment(iso: string): string;
  /** `3 minutes ago` */
  ago(iso: string): string;
}

/** Created once per locale: that takes longer than formatting. */
const known = new Map<string, Formats>();

/** The formats of the portal's language, and of the region the browser is set to. */
export function useFormats(): Formats {
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;
  const locale =
    language === undefined
      ? navigator.language
      : navigator.languages.find(
          candidate => candidate.split('-')[0] === language,
        ) ?? language;
  const formats = known.get(locale) ?? formatsOf(knownLocale(locale));
  known.set(locale, formats);
  return formats;
}

/** Portals name languages as they like, such as `zh_CN`. */
function knownLocale(locale: string): string {
  try {
    return new Intl.Locale(locale.replace(/_/g, '-')).toString();
  } catch {
    return 'en';
  }
}

function formatsOf(locale: string): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const moments = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const ages = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const at = (iso: string, format: (moment: Date) => string) => {
    const moment = new Date(iso);
    return Number.isNaN(moment.getTime()) ? NOTHING : format(moment);
  };
  return {
    number: value => (Number.isFinite(value) ? numbers.format(value) : NOTHING),
    size(bytes) {
      if (!Number.isFinite(bytes) || bytes < 0) {
        return NOTHING;
      }
      let value = bytes;
      let unit = 0;
      while (value >= 1_000 && unit < UNITS.length - 1) {
        value /= 1_000;
        unit += 1;
      }
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: UNITS[unit],
        maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
      }).format(value);
    },
    date: iso => at(iso, moment => dates.format(moment)),
    ago: iso =>
      at(iso, moment => {
        const age = moment.getTime() - Date.now();
        const { unit, ms } = AGES.find(({ ms: least }) => -age >= least) ?? {
          unit: 'second',
          ms: 1_000,
        };
        // The clock of the server may be ahead.
        return ages.format(Math.min(0, Math.ceil(age / ms)), unit);
      }),
    moment: iso =>
      at(iso, moment =>
        (moment.toDateString() === new Date().toDateString()
          ? times
          : moments
        ).format(moment),
      ),
  };
}
