package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import assay.statistics.Inference;
import assay.statistics.Inference.Inferred;
import assay.statistics.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardsTest {
    private static final int ROWS = 6000;
    private static final Setting SETTING = Setting.seeded(1);

    @ParameterizedTest
    @EnumSource(Task.class)
    void shuffledShardsDecideAsTheWhole(Task task) {
        RowFacts facts =
                Samples.facts(ROWS, true, true)
                        .withIds(new LongIds(LongStream.range(0, ROWS).toArray()));
        Predictions challenger = Samples.of(task, ROWS, 0.8, facts);
        Predictions champion = Samples.of(task, ROWS, 1.1, facts);
        List<int[]> parts = new ArrayList<>();
        for (int start = 0; start < ROWS; start += 1500) {
            parts.add(IntStream.range(start, start + 1500).toArray());
        }
        Collections.shuffle(parts, new Random(3));
        Predictions challengerAgain = Shards.together(parts.stream().map(challenger::at).toList());
        Predictions championAgain = Shards.together(parts.stream().map(champion::at).toList());

        assertThat(challengerAgain.facts().ids().orElseThrow().text(1499))
                .isEqualTo(Integer.toString(parts.getFirst()[1499]));
        assertThat(challengerAgain.facts().ids().orElseThrow().text(1500))
                .isEqualTo(Integer.toString(parts.get(1)[0]));
        for (Metric metric : Metric.of(task)) {
            if (metric.tests().contains(TestName.PAIRED_T)) {
                agree(
                        metric.compare(
                                challenger,
                                champion,
                                TestName.PAIRED_T,
                                SETTING,
                                Question.twoSided(0.95)),
                        metric.compare(
                                challengerAgain,
                                championAgain,
                                TestName.PAIRED_T,
                                SETTING,
                                Question.twoSided(0.95)));
            } else {
                agree(
                        metric.measure(challenger, SETTING, 0.95),
                        metric.measure(challengerAgain, SETTING, 0.95));
            }
        }
    }

    private static void agree(Inference whole, Inference sharded) {
        if (whole instanceof Inferred a && sharded instanceof Inferred b) {
            assertThat(b.estimate()).isCloseTo(a.estimate(), within(1e-10));
            assertThat(b.interval().lower()).isCloseTo(a.interval().lower(), within(1e-10));
            assertThat(b.interval().upper()).isCloseTo(a.interval().upper(), within(1e-10));
        } else {
            assertThat(sharded).isEqualTo(whole);
        }
    }
}
