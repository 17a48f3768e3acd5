// What the scripts of places pass around; see `HoursView` in src/page/view/places.rs.

// As `2026-12-25`.
type Day = string;

// From and to in minutes from midnight, a comment, and 0 where it is only open as that says.
type Interval = [from: number, to: number, comment?: string, sure?: 0];

interface Hours {
  week: Interval[][];
  others: Partial<Record<Day, Interval[]>>;
  holidays: Day[];
  first: Day;
  last: Day;
}

// A minute of a day, so many days from now.
type Closing = { days: number; minute: number };
type Opening = Closing & { day: Day };

type HoursState =
  | { is: "open"; until: Closing | null; comment: string }
  | { is: "asked"; comment: string; next: Opening | null }
  | { is: "shut"; allDay: boolean; holiday: boolean; next: Opening | null };

// The areas of each postcode, or of its four digits.
type Postcodes = Record<string, string[]>;

// Set by the file of postcodes; only a `var` is seen on `globalThis`.
declare var wijkgidsPostcodes: Postcodes;
