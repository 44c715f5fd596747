package assay.testing;

import assay.ledger.Ledger.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The table of keys in the ledger's documentation.
///
/// @param forms one for each row
public record KeyTable(List<Form> forms) {

    /// As `functions/docs/ledger.md` has it.
    public static final KeyTable DOCUMENTED = read(Path.of("../docs/ledger.md"));

    /// A partition and a sort key with places to fill, such as `MODEL#<model>`.
    public record Form(String partition, String sort) {
        boolean matches(Key key) {
            return filled(partition).matcher(key.partition()).matches()
                    && filled(sort).matcher(key.sort()).matches();
        }

        private static Pattern filled(String form) {
            return Pattern.compile(
                    Arrays.stream(form.split("<[^>]+>", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".+")));
        }
    }

    /// The rows that a key may belong to.
    public List<Form> rows(Key key) {
        return forms.stream().filter(form -> form.matches(key)).toList();
    }

    private static KeyTable read(Path page) {
        try {
            return new KeyTable(
                    Files.readAllLines(page).stream()
                            .dropWhile(line -> !line.startsWith("| partition"))
                            .skip(2)
                            .takeWhile(line -> line.startsWith("|"))
                            .map(line -> line.split("\\|"))
                            .map(cells -> new Form(code(cells[1]), code(cells[2])))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String code(String cell) {
        return cell.strip().replace("`", "");
    }
}
