package assay.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
