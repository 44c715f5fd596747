package assay.statistics.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Alternative;
import assay.statistics.Inference;
import assay.statistics.Inference.CannotSay;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import assay.statistics.StatisticalTest;
import assay.testing.ReferenceTable.Row;
import java.util.Arrays;

/// Compares an answer with a row of a reference table.
final class Reference {

    private Reference() {}

    static Question question(Row row) {
        return new Question(row.number("null"), alternative(row), row.number("confidence"));
    }

    static Alternative alternative(Row row) {
        return Alternative.valueOf(row.text("alternative"));
    }

    static int[] integers(Row row, String column) {
        return Arrays.stream(row.numbers(column)).mapToInt(d -> (int) d).toArray();
    }

    /// Estimate, ends and p-value of the row, which has no answer where an end is NaN.
    static void check(Row row, StatisticalTest test) {
        Question question = question(row);
        Inference inference = test.answer(question);
        if (Double.isNaN(row.number("lower"))) {
            assertThat(inference).isInstanceOf(CannotSay.class);
            return;
        }
        var inferred = (Inferred) inference;
        double width = width(row);
        near(row, "estimate", inferred.estimate(), width);
        near(row, "lower", inferred.interval().lower(), width);
        near(row, "upper", inferred.interval().upper(), width);
        near(row, "p", inferred.pValue(), 0);
        assertThat(inferred.interval().contains(question.nullValue()))
                .isEqualTo(inferred.pValue() >= question.alpha());
    }

    /// Relative to the value itself, and to `scale` if that is greater. P-values are held to 1e-9.
    static void near(Row row, String column, double actual, double scale) {
        double expected = row.number(column);
        if (Double.isInfinite(expected)) {
            assertThat(actual).as(column).isEqualTo(expected);
            return;
        }
        double relative = column.startsWith("p") ? 1e-8 : row.number("tolerance");
        double allowed = relative * Math.max(Math.abs(expected), scale) + 1e-300;
        assertThat(actual).as(column).isCloseTo(expected, within(allowed));
    }

    private static double width(Row row) {
        double width = row.number("upper") - row.number("lower");
        return Double.isFinite(width) ? width : 0;
    }
}
