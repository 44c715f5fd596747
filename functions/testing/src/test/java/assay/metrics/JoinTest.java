package assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JoinTest {

    /// Identifiers of each kind that the index treats in its own way, by number.
    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("gapless", longs(i -> i)),
                Arguments.of("with gaps", longs(i -> 7 * i + 3)),
                Arguments.of("with gaps, across 0", longs(i -> 130 * i - 5000)),
                Arguments.of("far apart", longs(i -> 1_000_003 * i)),
                Arguments.of("spread", longs(i -> i * 0x9E3779B97F4A7C15L)),
                Arguments.of("text", texts(i -> "customer-" + i)),
                Arguments.of("short text", texts(i -> Long.toString(i, 36))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theSameOrderIsSeen(String kind, Function<List<Integer>, Ids> ids) {
        List<Integer> numbers = numbers(1000);
        Join join = Join.of(RowIndex.of(ids.apply(numbers)), ids.apply(numbers));
        assertThat(join.sameOrder()).isTrue();
        assertThat(join.rows()).isEqualTo(1000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anyOrderFindsItsRows(String kind, Function<List<Integer>, Ids> ids) {
        List<Integer> ofDataset = numbers(1000);
        List<Integer> ofPredictions = numbers(1000);
        Collections.shuffle(ofDataset, new Random(1));
        Collections.shuffle(ofPredictions, new Random(2));
        Join join = Join.of(RowIndex.of(ids.apply(ofDataset)), ids.apply(ofPredictions));
        assertThat(join.sameOrder()).isFalse();
        assertThat(join.rows()).isEqualTo(1000);
        for (int i = 0; i < join.rows(); i++) {
            assertThat(ofPredictions.get(join.predictionRows()[i]))
                    .isEqualTo(ofDataset.get(join.datasetRows()[i]));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void anyOrderFindsTheRowsOfASortedDataset(String kind, Function<List<Integer>, Ids> ids) {
        List<Integer> ofPredictions = numbers(1000);
        Collections.shuffle(ofPredictions, new Random(3));
        Join join = Join.of(RowIndex.of(ids.apply(numbers(900))), ids.apply(ofPredictions));
        assertThat(join.rows()).isEqualTo(900);
        assertThat(join.unknown().count()).isEqualTo(100);
        for (int i = 0; i < join.rows(); i++) {
            assertThat(ofPredictions.get(join.predictionRows()[i])).isEqualTo(i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void missingUnknownAndDuplicateRowsAreNamed(String kind, Function<List<Integer>, Ids> ids) {
        Ids dataset = ids.apply(List.of(0, 1, 2, 3, 4));
        Ids predictions = ids.apply(List.of(4, 9, 0, 4, 1, 9));
        Join join = Join.of(RowIndex.of(dataset), predictions);
        assertThat(join.datasetRows()).containsExactly(0, 1, 4);
        assertThat(join.predictionRows()).containsExactly(2, 4, 0);
        assertThat(join.missing()).isEqualTo(new RowNumbers(2, List.of(2, 3)));
        assertThat(join.unknown()).isEqualTo(new RowNumbers(2, List.of(1, 5)));
        assertThat(join.duplicates()).isEqualTo(new RowNumbers(1, List.of(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void duplicatesOfTheDatasetAreNamed(String kind, Function<List<Integer>, Ids> ids) {
        RowIndex index = RowIndex.of(ids.apply(List.of(5, 3, 5, 3, 1)));
        assertThat(index.duplicates()).isEqualTo(new RowNumbers(2, List.of(2, 3)));
        assertThat(RowIndex.duplicates(index.ids())).isEqualTo(index.duplicates());
        assertThat(RowIndex.duplicates(ids.apply(numbers(100)))).isEqualTo(RowNumbers.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void nothingJoinsToNothing(String kind, Function<List<Integer>, Ids> ids) {
        Join join = Join.of(RowIndex.of(ids.apply(List.of())), ids.apply(List.of(1)));
        assertThat(join.rows()).isZero();
        assertThat(join.unknown().count()).isEqualTo(1);
    }

    @Test
    void manyRowsAreJoinedSideBySideAsIfOneByOne() {
        int rows = 200_000;
        List<Integer> ofPredictions = numbers(rows);
        Collections.shuffle(ofPredictions, new Random(3));
        Function<List<Integer>, Ids> ids = longs(i -> 3 * i);
        RowIndex index = RowIndex.of(ids.apply(numbers(rows)));
        Join whole = Join.of(index, ids.apply(ofPredictions));
        assertThat(whole.rows()).isEqualTo(rows);
        assertThat(whole.missing().isEmpty()).isTrue();
        for (int row = 0; row < rows; row++) {
            assertThat(ofPredictions.get(whole.predictionRows()[row])).isEqualTo(row);
        }
        int first = ofPredictions.get(10);
        int lost = ofPredictions.set(rows - 1, first);
        Join faulty = Join.of(index, ids.apply(ofPredictions));
        assertThat(faulty.duplicates().first()).containsExactly(rows - 1);
        assertThat(faulty.missing().first()).containsExactly(lost);
        assertThat(faulty.predictionRows()[first < lost ? first : first - 1]).isEqualTo(10);
    }

    @Test
    void aSliceKeepsItsIdentifiers() {
        Ids ids = TextIds.of(List.of("a", "b", "c", "d"));
        Ids slice = ids.at(new int[] {3, 1, 2}).at(new int[] {2, 0});
        assertThat(slice.text(0)).isEqualTo("c");
        assertThat(slice.text(1)).isEqualTo("d");
        assertThat(Join.of(RowIndex.of(slice), slice).sameOrder()).isTrue();
        assertThat(Join.of(RowIndex.of(slice), ids).missing().isEmpty()).isTrue();
    }

    private static List<Integer> numbers(int count) {
        return new ArrayList<>(IntStream.range(0, count).boxed().toList());
    }

    private static Function<List<Integer>, Ids> longs(java.util.function.LongUnaryOperator of) {
        return numbers ->
                new LongIds(
                        numbers.stream()
                                .flatMapToLong(i -> LongStream.of(of.applyAsLong(i)))
                                .toArray());
    }

    private static Function<List<Integer>, Ids> texts(java.util.function.LongFunction<String> of) {
        return numbers -> TextIds.of(numbers.stream().map(of::apply).toList());
    }
}
