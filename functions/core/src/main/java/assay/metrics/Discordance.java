package assay.metrics;

import assay.statistics.Moments;
import assay.statistics.paired.McNemar;

/// On how many rows one of two models is right and the other wrong: all that is known of the
/// difference of two shares of rows that weigh 1.
///
/// @param challengerOnly rows that only the challenger has right
/// @param championOnly rows that only the champion has right
/// @param rows all of them
record Discordance(int challengerOnly, int championOnly, int rows) {

    /// @param loss one that is 1 where a row is right and else 0
    static Discordance of(
            RowLoss loss, Predictions challenger, Predictions champion, Setting setting) {
        if (loss.equals(BinaryLosses.CORRECT)) {
            return of(
                    (BinaryPredictions) challenger,
                    (BinaryPredictions) champion,
                    setting.threshold());
        }
        return of(loss.of(challenger, setting), loss.of(champion, setting));
    }

    private static Discordance of(double[] challenger, double[] champion) {
        int challengerOnly = 0;
        int championOnly = 0;
        for (int row = 0; row < challenger.length; row++) {
            challengerOnly += challenger[row] > champion[row] ? 1 : 0;
            championOnly += champion[row] > challenger[row] ? 1 : 0;
        }
        return new Discordance(challengerOnly, championOnly, challenger.length);
    }

    /// Without a column of who is right: where two decisions differ, the truth is with one of them.
    static Discordance of(
            BinaryPredictions challenger, BinaryPredictions champion, double threshold) {
        double[] mine = challenger.scores();
        double[] theirs = champion.scores();
        boolean[] positives = challenger.positives();
        long least = Confusion.bits(threshold);
        double[] counts =
                Rows.sums(
                        mine.length,
                        (from, to) -> {
                            int differing = 0;
                            int championOnly = 0;
                            for (int row = from; row < to; row++) {
                                int decided = Confusion.decided(mine[row], least);
                                int differs = decided ^ Confusion.decided(theirs[row], least);
                                differing += differs;
                                championOnly += differs & (decided ^ (positives[row] ? 1 : 0));
                            }
                            return new double[] {differing - championOnly, championOnly};
                        });
        return new Discordance((int) counts[0], (int) counts[1], mine.length);
    }

    /// On how many rows one is right and the other wrong.
    int either() {
        return challengerOnly + championOnly;
    }

    /// The moments of the differences, challenger minus champion.
    Moments moments() {
        return Moments.ofEqual(challengerOnly, 1)
                .plus(Moments.ofEqual(championOnly, -1))
                .plus(Moments.ofEqual(rows - challengerOnly - championOnly, 0));
    }

    McNemar test() {
        return new McNemar(challengerOnly, championOnly, rows, McNemar.Tail.EXACT);
    }
}
