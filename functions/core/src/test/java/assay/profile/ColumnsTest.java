package assay.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 200_000})
    void partsAppendedInOrderAreTheWhole(int size) {
        NumberColumn.Builder numbers = new NumberColumn.Builder();
        TextColumn.Builder different = new TextColumn.Builder();
        TextColumn.Builder repeating = new TextColumn.Builder();
        for (int from = 0; from < size; from += 40_000) {
            NumberColumn.Builder numbersPart = new NumberColumn.Builder();
            TextColumn.Builder differentPart = new TextColumn.Builder();
            TextColumn.Builder repeatingPart = new TextColumn.Builder();
            for (int row = from; row < Math.min(size, from + 40_000); row++) {
                if (row % 3 == 0) {
                    numbersPart.addNull();
                    repeatingPart.addNull();
                } else {
                    numbersPart.add(row);
                    repeatingPart.add("plan " + row % 7);
                }
                differentPart.add("row " + row);
            }
            numbers.append(numbersPart);
            different.append(differentPart);
            repeating.append(repeatingPart);
        }
        NumberColumn number = numbers.build();
        TextColumn row = different.build();
        TextColumn plan = repeating.build();

        assertThat(number.size()).isEqualTo(size);
        assertThat(number.nulls()).isEqualTo((size + 2) / 3);
        for (int i = 0; i < size; i++) {
            assertThat(number.isNull(i)).isEqualTo(i % 3 == 0);
            assertThat(plan.isNull(i)).isEqualTo(i % 3 == 0);
            if (i % 3 != 0) {
                assertThat(number.value(i)).isEqualTo(i);
                assertThat(plan.text(i)).isEqualTo("plan " + i % 7);
            }
            assertThat(row.text(i)).isEqualTo("row " + i);
        }
        assertThat(plan.isCoded()).isTrue();
        assertThat(row.isCoded()).isEqualTo(size < 1_024);
    }

    /// Fewer rows than were announced, as many, more; and announced twice, as by two files.
    @ParameterizedTest
    @CsvSource({"1000, 999", "1000, 1000", "1000, 1001", "70000, 200000", "200000, 70000", "1, 0"})
    void whatIsReservedChangesNothing(int reserved, int size) {
        IntegerColumn.Builder integers = new IntegerColumn.Builder();
        NumberColumn.Builder numbers = new NumberColumn.Builder();
        BooleanColumn.Builder booleans = new BooleanColumn.Builder();
        TextColumn.Builder texts = new TextColumn.Builder();
        TimestampColumn.Builder moments = new TimestampColumn.Builder();
        List<ColumnBuilder> all = List.of(integers, numbers, booleans, texts, moments);
        for (int file = 0; file < 2; file++) {
            all.forEach(builder -> builder.reserve(reserved));
            for (int row = 0; row < size; row++) {
                integers.add(row);
                numbers.add(row);
                booleans.add(row % 3 == 0);
                texts.add("plan " + row % 7);
                moments.add(row);
            }
            all.forEach(ColumnBuilder::addNull);
        }
        IntegerColumn whole = integers.build();
        NumberColumn number = numbers.build();
        BooleanColumn truth = booleans.build();
        TextColumn text = texts.build();
        TimestampColumn moment = moments.build();

        for (Column column : List.of(whole, number, truth, text, moment)) {
            assertThat(column.size()).isEqualTo(2 * size + 2);
            assertThat(column.nulls()).isEqualTo(2);
            assertThat(column.isNull(size) && column.isNull(2 * size + 1)).isTrue();
        }
        for (int i = 0; i < 2 * size + 1; i++) {
            int row = i % (size + 1);
            if (row < size) {
                assertThat(whole.value(i)).isEqualTo(row);
                assertThat(number.value(i)).isEqualTo(row);
                assertThat(truth.value(i)).isEqualTo(row % 3 == 0);
                assertThat(text.text(i)).isEqualTo("plan " + row % 7);
                assertThat(moment.epochMicros(i)).isEqualTo(row);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 200})
    void truthValuesAtOnceAreThoseOneByOne(int before) {
        boolean[] values = new boolean[150];
        for (int i = 0; i < values.length; i++) {
            values[i] = Long.bitCount(i * 0x9E3779B97F4A7C15L) % 2 == 0;
        }
        BooleanColumn.Builder atOnce = new BooleanColumn.Builder();
        BooleanColumn.Builder oneByOne = new BooleanColumn.Builder();
        for (int i = 0; i < before; i++) {
            atOnce.add(i % 2 == 0);
            oneByOne.add(i % 2 == 0);
        }
        atOnce.addAll(values, 140);
        atOnce.add(true);
        for (int i = 0; i < 140; i++) {
            oneByOne.add(values[i]);
        }
        oneByOne.add(true);
        BooleanColumn some = atOnce.build();
        BooleanColumn same = oneByOne.build();

        assertThat(some.size()).isEqualTo(same.size());
        assertThat(some.trues()).isEqualTo(same.trues());
        for (int row = 0; row < same.size(); row++) {
            assertThat(some.value(row)).as("row " + row).isEqualTo(same.value(row));
        }
    }

    @Test
    void equalTextsHaveEqualHashesWhateverTheColumn() {
        TextColumn one = TextColumn.of("a", "long enough for two steps", "");
        TextColumn other = TextColumn.of("", "b", "long enough for two steps");

        assertThat(one.hash(1)).isEqualTo(other.hash(2));
        assertThat(one.equal(1, other, 2)).isTrue();
        assertThat(one.equal(2, other, 0)).isTrue();
        assertThat(one.equal(0, other, 1)).isFalse();
    }
}
