package assay.lineage;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The order in which people number versions: runs of digits compare as numbers, all else as text,
/// so that `v2` comes before `v10`, and `3.1-8b` after `3.1`.
public enum VersionOrder implements Comparator<String> {
    INSTANCE;

    private static final Pattern RUN = Pattern.compile("[0-9]+|[^0-9]+");

    @Override
    public int compare(String a, String b) {
        List<String> left = runs(a);
        List<String> right = runs(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int c = compareRuns(left.get(i), right.get(i));
            if (c != 0) {
                return c;
            }
        }
        int c = Integer.compare(left.size(), right.size());
        // `01` and `1` are equal as numbers; as versions they are two.
        return c != 0 ? c : a.compareTo(b);
    }

    private static List<String> runs(String text) {
        return RUN.matcher(text).results().map(MatchResult::group).toList();
    }

    private static int compareRuns(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }
}
