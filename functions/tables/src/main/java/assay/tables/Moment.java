package assay.tables;

/// Timestamps in ASCII: RFC 3339 in UTC, to the microsecond.
final class Moment {
    /// Stands for "no such timestamp"; far outside the years 0000 to 9999 that RFC 3339 writes.
    static final long NONE = Long.MIN_VALUE;

    private static final int SHORTEST = "2026-11-01T00:00:00Z".length();
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int MICRO_DIGITS = 6;

    private Moment() {}

    /// Microseconds since 1970-01-01T00:00:00Z of what is written in `bytes[from, to)`, or [#NONE].
    /// Finer digits are cut off.
    static long parse(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST
                || bytes[from + 4] != '-'
                || bytes[from + 7] != '-'
                || !separates(bytes[from + 10])
                || bytes[from + 13] != ':'
                || bytes[from + 16] != ':') {
            return NONE;
        }
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        int hour = number(bytes, from + 11, 2);
        int minute = number(bytes, from + 14, 2);
        int second = number(bytes, from + 17, 2);
        if (!(year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= days(year, month)
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60)) {
            return NONE;
        }
        int at = from + 19;
        long micros = 0;
        if (bytes[at] == '.') {
            int first = ++at;
            for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                if (at - first < MICRO_DIGITS) {
                    micros = micros * 10 + (bytes[at] - '0');
                }
            }
            if (at == first) {
                return NONE;
            }
            for (int digits = at - first; digits < MICRO_DIGITS; digits++) {
                micros *= 10;
            }
        }
        if (!endsInUtc(bytes, at, to)) {
            return NONE;
        }
        long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        return seconds * 1_000_000 + micros;
    }

    private static boolean separates(byte b) {
        return b == 'T' || b == 't' || b == ' ';
    }

    private static boolean endsInUtc(byte[] bytes, int at, int to) {
        if (to - at == 1) {
            return bytes[at] == 'Z' || bytes[at] == 'z';
        }
        return to - at == 6
                && (bytes[at] == '+' || bytes[at] == '-')
                && number(bytes, at + 1, 2) == 0
                && bytes[at + 3] == ':'
                && number(bytes, at + 4, 2) == 0;
    }

    private static int number(byte[] bytes, int from, int digits) {
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar, by counting years from March.
    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146097L + dayOfEra - 719468;
    }
}
