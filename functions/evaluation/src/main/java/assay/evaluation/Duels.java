package assay.evaluation;

import assay.gate.Trial;
import assay.gate.Trial.Duel;
import assay.gate.Trial.SliceColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// Puts challenger and champion side by side, on the rows that both answered.
final class Duels {

    private Duels() {}

    static Trial trial(Divided testSet, Answers challenger, Optional<Answers> champion) {
        Map<String, SliceColumn> slices = testSet.slices();
        return new Trial(
                testSet.version().reference(),
                challenger.predictions(),
                challenger.missing(),
                champion.map(c -> duel(challenger, c, slices)),
                at(slices, challenger.rows()));
    }

    private static Duel duel(
            Answers challenger, Answers champion, Map<String, SliceColumn> slices) {
        int[] rows = challenger.rows();
        if (Arrays.equals(rows, champion.rows())) {
            return new Duel(
                    challenger.predictions(),
                    champion.predictions(),
                    at(slices, rows),
                    identical(challenger, champion, rows.length, i -> i, i -> i));
        }
        Common common = Common.of(rows, champion.rows());
        return new Duel(
                challenger.predictions().at(common.challenger),
                champion.predictions().at(common.champion),
                at(slices, common.rows),
                identical(
                        challenger,
                        champion,
                        common.rows.length,
                        i -> common.challenger[i],
                        i -> common.champion[i]));
    }

    /// @param mine where the challenger has the i-th row that both answered
    /// @param theirs where the champion has it
    private static boolean identical(
            Answers challenger,
            Answers champion,
            int rows,
            IntUnaryOperator mine,
            IntUnaryOperator theirs) {
        if (challenger.scores().size() != champion.scores().size()) {
            return false;
        }
        for (int column = 0; column < challenger.scores().size(); column++) {
            double[] ofChallenger = challenger.scores().get(column);
            double[] ofChampion = champion.scores().get(column);
            for (int i = 0; i < rows; i++) {
                if (ofChallenger[mine.applyAsInt(i)] != ofChampion[theirs.applyAsInt(i)]) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The rows of the test set that both answered, and where they are among each one's.
    private static final class Common {
        private final int[] rows;
        private final int[] challenger;
        private final int[] champion;

        private Common(int[] rows, int[] challenger, int[] champion) {
            this.rows = rows;
            this.challenger = challenger;
            this.champion = champion;
        }

        static Common of(int[] mine, int[] theirs) {
            int most = Math.min(mine.length, theirs.length);
            int[] rows = new int[most];
            int[] challenger = new int[most];
            int[] champion = new int[most];
            int n = 0;
            int i = 0;
            int j = 0;
            while (i < mine.length && j < theirs.length) {
                if (mine[i] == theirs[j]) {
                    rows[n] = mine[i];
                    challenger[n] = i++;
                    champion[n++] = j++;
                } else if (mine[i] < theirs[j]) {
                    i++;
                } else {
                    j++;
                }
            }
            return new Common(
                    Arrays.copyOf(rows, n),
                    Arrays.copyOf(challenger, n),
                    Arrays.copyOf(champion, n));
        }
    }

    /// The columns on some of the rows.
    static Map<String, SliceColumn> at(Map<String, SliceColumn> slices, int[] rows) {
        Map<String, SliceColumn> some = new LinkedHashMap<>();
        slices.forEach((name, column) ->
                some.put(name, rows.length == column.rows() ? column : column.at(rows)));
        return some;
    }
}
