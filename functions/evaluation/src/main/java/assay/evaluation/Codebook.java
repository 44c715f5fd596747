package assay.evaluation;

import assay.evaluation.TestSet.Codes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the values of columns as they first occur, one table after the other, so that a code
/// means the same in every shard.
final class Codebook {

    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
    private final Map<String, List<String>> values = new HashMap<>();

    /// The codes of a column in one table, by the numbers that hold in all.
    int[] renumbered(String column, Codes codes) {
        Map<String, Integer> known = numbers.computeIfAbsent(column, c -> new HashMap<>());
        List<String> named = values.computeIfAbsent(column, c -> new ArrayList<>());
        List<String> here = codes.values();
        int[] number = new int[here.size()];
        boolean same = true;
        for (int code = 0; code < number.length; code++) {
            number[code] = known.computeIfAbsent(here.get(code), v -> known.size());
            if (number[code] == named.size()) {
                named.add(here.get(code));
            }
            same &= number[code] == code;
        }
        return same ? codes.codes() : Answers.at(number, codes.codes());
    }

    /// The values of a column so far, by number.
    List<String> values(String column) {
        return List.copyOf(values.getOrDefault(column, List.of()));
    }
}
