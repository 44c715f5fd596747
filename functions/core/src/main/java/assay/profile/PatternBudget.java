package assay.profile;

import java.util.regex.Pattern;

/// A stranger's pattern, which may look at only so many characters of each text: some patterns
/// would never end.
final class PatternBudget {
    private static final int LOOKS = 1_000_000;

    private final Pattern pattern;

    PatternBudget(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Whether the whole text matches.
    boolean matches(String text) {
        return pattern.matcher(new Looks(text)).matches();
    }

    /// Says that a match was given up.
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Looks implements CharSequence {
        private final String text;
        private int left = LOOKS;

        Looks(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
